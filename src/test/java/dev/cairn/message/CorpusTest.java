package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Store;
import dev.cairn.StoreTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Bytes from outside: those of a corpus with any end cut off or any byte changed, bytes at random, and such as were found
 * to do harm once. They are refused, or are a value that is written and read again.
 */
@Tag("beside")
@net.jqwik.api.Tag("beside")
class CorpusTest extends StoreTest {
    private static final Path FOUND = Path.of("src/test/resources/found");

    private final Store store = stores.open();
    private final List<InputCheck> checks = InputCheck.all(store);
    private final List<ByteFormat> formats = ByteFormat.all(Samples.TYPES
            .store(store)
            .limits(Limits.defaults().maxDepth(100).maxBytes(1 << 16).maxValues(1 << 16)));

    @Test
    void noPrefixIsAValue() {
        for (ByteFormat format : formats) {
            for (Object value : Samples.corpus(store)) {
                byte[] bytes = format.encode(value);
                assertTrue(Samples.isSame(value, format.decode(bytes)));
                for (int length = 0; length < bytes.length; length++) {
                    byte[] prefix = Arrays.copyOf(bytes, length);
                    assertThrows(FormatException.class, () -> format.decode(prefix));
                }
                byte[] longer = Arrays.copyOf(bytes, bytes.length + Long.BYTES);
                assertThrows(FormatException.class, () -> format.decode(longer));
            }
        }
    }

    @Test
    void aChangedByteDoesNoHarm() {
        for (ByteFormat format : formats) {
            for (Object value : Samples.corpus(store)) {
                byte[] bytes = format.encode(value);
                for (int i = 0; i < bytes.length; i++) {
                    byte kept = bytes[i];
                    for (int other = 0; other < 256; other++) {
                        bytes[i] = (byte) other;
                        tryOut(format, bytes);
                    }
                    bytes[i] = kept;
                }
            }
        }
    }

    @Property
    void bytesAtRandomDoNoHarm(@ForAll @Size(max = 64) byte[] bytes, @ForAll boolean wota) {
        ByteFormat format = formats.get(wota ? 1 : 0);
        if (wota) {
            byte[] words = Arrays.copyOf(format.encode(null), Long.BYTES * (1 + bytes.length / Long.BYTES));
            for (int i = Long.BYTES; i < words.length; i++) {
                words[i] = bytes[i - Long.BYTES];
            }
            tryOut(format, words);
        } else {
            tryOut(format, bytes);
        }
    }

    @Property
    void theValuesAroundAChangeDoNoHarm(
            @ForAll @Size(min = 1, max = 6) List<Integer> places,
            @ForAll @Size(6) byte[] changes,
            @ForAll boolean wota) {
        ByteFormat format = formats.get(wota ? 1 : 0);
        byte[] bytes = format.encode(Samples.corpus(store));
        for (int i = 0; i < places.size(); i++) {
            bytes[Math.floorMod(places.get(i), bytes.length)] ^= changes[i];
        }
        tryOut(format, bytes);
    }

    @Test
    void whatWasFoundDoesNoHarm() throws IOException {
        int found = 0;
        try (var files = Files.list(FOUND)) {
            for (Path file : files.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                checks.forEach(check -> check.check(file.toString(), bytes));
                found++;
            }
        }
        assertFalse(found == 0);
    }

    private static void tryOut(ByteFormat format, byte[] bytes) {
        Object value;
        try {
            value = format.decode(bytes);
        } catch (FormatException refused) {
            InputCheck.requireOffset(refused, bytes.length);
            return;
        }
        byte[] again = format.encode(value);
        assertTrue(Samples.isSame(value, format.decode(again)), () -> "" + value);
        assertEquals(again.length, format.encode(format.decode(again)).length);
    }
}
