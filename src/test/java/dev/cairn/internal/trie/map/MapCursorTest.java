package dev.cairn.internal.trie.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Setting;
import dev.cairn.StoreTest;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapCursorTest extends StoreTest {
    private static MapBase base(Entries entries, MapType type, int size) {
        EditBatch edits = new EditBatch(type);
        for (int key = 0; key < size; key++) {
            entries.put(edits, key, key);
        }
        return MapChange.apply(MapBase.empty(type), edits);
    }

    private static List<Long> rest(MapCursor cursor) {
        List<Long> found = new ArrayList<>();
        long remaining = cursor.remaining();
        while (cursor.advance()) {
            found.add(cursor.entry());
            assertEquals(--remaining, cursor.remaining());
        }
        assertEquals(0, remaining);
        return found;
    }

    private static List<Long> split(MapCursor cursor) {
        long before = cursor.remaining();
        MapCursor prefix = cursor.trySplit();
        if (prefix == null) {
            assertEquals(before, cursor.remaining());
            return rest(cursor);
        }
        assertTrue(prefix.remaining() > 0 && cursor.remaining() > 0);
        assertEquals(before, prefix.remaining() + cursor.remaining());
        List<Long> found = split(prefix);
        found.addAll(split(cursor));
        return found;
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void partsAreInOrderWhatTheWholeIs(
            @ForAll Setting setting,
            @ForAll Entries entries,
            @ForAll @IntRange(max = 100) int size,
            @ForAll @IntRange(max = 100) int passed) {
        MapBase base = base(entries, entries.type(Versions.core(stores.shared(setting))), size);
        List<Long> all = rest(new MapCursor(base.type(), base.root, base.size()));
        assertEquals(base.size(), all.size());
        MapCursor cursor = new MapCursor(base.type(), base.root, base.size());
        int skipped = 0;
        while (skipped < passed && cursor.advance()) {
            skipped++;
        }
        assertEquals(all.subList(skipped, all.size()), split(cursor));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void aLargeMapIsSplitAboutInHalf(Setting setting) {
        MapBase base = base(Entries.LONGS, Entries.LONGS.type(Versions.core(stores.open(setting))), 10_000);
        MapCursor cursor = new MapCursor(base.type(), base.root, base.size());
        MapCursor prefix = cursor.trySplit();
        assertNotNull(prefix);
        assertEquals(0.5, prefix.remaining() / 10_000.0, 0.1);
    }

    @Test
    void entriesWhoseHashesAreEqualStayTogether() {
        MapBase base = base(Entries.ALL_ALIKE, Entries.ALL_ALIKE.type(Versions.core(stores.open())), 100);
        assertNull(new MapCursor(base.type(), base.root, base.size()).trySplit());
    }
}
