package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.message.Samples.Recipe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is written in either format, and by either way, is read back equal. */
@Tag("beside")
@net.jqwik.api.Tag("beside")
class RoundTripTest extends StoreTest {
    @Provide
    Arbitrary<Recipe> values() {
        return Samples.all();
    }

    @Property
    void nota(@ForAll("values") Recipe recipe, @ForAll Setting setting) throws IOException {
        Store store = stores.shared(setting);
        Nota nota = Nota.of(Samples.TYPES.store(store));
        Object value = recipe.make(store);
        byte[] bytes = nota.encode(value);
        requireSame(value, nota.decode(bytes));
        assertArrayEquals(bytes, nota.encode(nota.decode(new ByteArrayInputStream(bytes))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        nota.encode(value, out);
        assertArrayEquals(bytes, out.toByteArray());
    }

    @Property
    void wota(@ForAll("values") Recipe recipe, @ForAll Setting setting) {
        Store store = stores.shared(setting);
        Wota wota = Wota.of(Samples.TYPES.store(store));
        Object value = recipe.make(store);
        long[] words = wota.encode(value);
        requireSame(value, wota.decode(words));
        try (Arena arena = Arena.ofConfined()) {
            requireSame(value, wota.decode(wota.encode(value, arena)));
        }
        WotaReader reader = wota.reader(words);
        requireSame(value, reader.decode());
    }

    /** Who received a vector of lists can send it on. */
    @Test
    void aListInACollectionGoesOn() {
        Nota nota = Nota.of(Samples.TYPES.store(stores.open()));
        PVector<List<Integer>> lists = PVector.of(List.of(1, 2), List.of(), List.of(3, 4, 5));
        byte[] bytes = nota.encode(lists);
        assertArrayEquals(bytes, nota.encode(nota.decode(bytes)));
        assertEquals(lists, nota.decode(bytes));
    }

    private static void requireSame(Object value, Object read) {
        assertTrue(Samples.isSame(value, read), () -> read + " instead of " + value);
    }
}
