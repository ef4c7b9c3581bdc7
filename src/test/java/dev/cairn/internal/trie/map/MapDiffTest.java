package dev.cairn.internal.trie.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.life.Core;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MapDiffTest extends StoreTest {
    /** Collects what differs as a change of each key: null, or what is there then. */
    private static final class Found implements TrieDiff.Changes {
        private final Entries entries;
        private final MapType type;
        final Map<Object, List<Object>> before = new HashMap<>();
        final Map<Object, List<Object>> after = new HashMap<>();

        Found(Entries entries, MapType type) {
            this.entries = entries;
            this.type = type;
        }

        private void note(Map<Object, List<Object>> side, long entry) {
            Object key = String.valueOf(entries.loadKey(type.core(), entry));
            assertEquals(null, side.put(key, List.of(entries.loadValue(type, entry))));
        }

        @Override
        public void removed(long entryOfA) {
            note(before, entryOfA);
        }

        @Override
        public void added(long entryOfB) {
            note(after, entryOfB);
        }

        @Override
        public void changed(long entryOfA, long entryOfB) {
            note(before, entryOfA);
            note(after, entryOfB);
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theDiffIsWhatModelsDifferIn(
            @ForAll Setting setting,
            @ForAll Entries entries,
            @ForAll @Size(max = 40) List<@IntRange(max = Versions.KEYS - 1) Integer> keys,
            @ForAll @Size(max = 10) List<@IntRange(min = -Versions.KEYS, max = Versions.KEYS - 1) Integer> edits) {
        Store store = stores.shared(setting);
        Versions versions = new Versions(entries, store);
        Versions.Batch first = versions.edit(0);
        keys.forEach(key -> first.put(key, key % 3));
        first.apply();
        Versions.Batch second = versions.edit(1);
        for (int edit : edits) {
            if (edit < 0) {
                second.remove(-edit - 1);
            } else {
                second.put(edit, 1);
            }
        }
        second.apply();
        for (int a = 0; a < versions.count(); a++) {
            for (int b = 0; b < versions.count(); b++) {
                check(versions, entries, a, b);
            }
        }
    }

    private static void check(Versions versions, Entries entries, int a, int b) {
        Found found = new Found(entries, versions.type());
        MapCompare.diff(versions.base(a), versions.base(b), found);
        assertEquals(differing(entries, versions.model(a), versions.model(b)), found.before);
        assertEquals(differing(entries, versions.model(b), versions.model(a)), found.after);
        boolean equal = versions.model(a).equals(versions.model(b));
        assertEquals(equal, MapCompare.equal(versions.base(a), versions.base(b)));
    }

    /** The entries of {@code a} that are not in {@code b}. */
    private static Map<Object, List<Object>> differing(
            Entries entries, Map<Integer, Object> a, Map<Integer, Object> b) {
        Map<Object, List<Object>> differing = new HashMap<>();
        a.forEach((key, value) -> {
            if (!value.equals(b.get(key))) {
                differing.put(String.valueOf(entries.key(key)), List.of(value));
            }
        });
        return differing;
    }

    /** Two histories of one content, that share nothing. */
    @ParameterizedTest
    @EnumSource(Entries.class)
    void equalContentHasEqualShape(Entries entries) {
        Random random = new Random(entries.ordinal());
        for (Setting setting : Setting.values()) {
            Core core = Versions.core(stores.shared(setting));
            MapType type = entries.type(core);
            List<Integer> keys = new ArrayList<>();
            for (int key = 0; key < Versions.KEYS; key++) {
                keys.add(key);
            }
            for (int round = 0; round < 10; round++) {
                int kept = random.nextInt(Versions.KEYS);
                MapBase oneByOne = MapBase.empty(type);
                Collections.shuffle(keys, random);
                for (int key : keys) {
                    oneByOne = put(entries, oneByOne, key, key);
                }
                for (int key = kept; key < Versions.KEYS; key++) {
                    EditBatch edits = new EditBatch(type);
                    entries.remove(edits, key);
                    oneByOne = MapChange.apply(oneByOne, edits);
                }
                EditBatch all = new EditBatch(type);
                keys.stream().filter(key -> key < kept).forEach(key -> entries.put(all, key, key));
                MapBase atOnce = MapChange.apply(MapBase.empty(type), all);
                assertNotSame(oneByOne, atOnce);
                assertEquals(MapCheck.shape(oneByOne), MapCheck.shape(atOnce));
                assertEquals(oneByOne.reach().size(), atOnce.reach().size());
                assertTrue(MapCompare.equal(oneByOne, atOnce));
            }
        }
    }

    private static MapBase put(Entries entries, MapBase base, int key, int value) {
        EditBatch edits = new EditBatch(base.type());
        entries.put(edits, key, value);
        return MapChange.apply(base, edits);
    }

    @ParameterizedTest
    @CsvSource({"STANDARD_INHERITED, 100000, 14", "TINY_INHERITED, 20000, 26"})
    void theNodesVisitedAreProportionalToTheChanges(Setting setting, int size, int nodesOfAChange) {
        MapType type = Entries.LONGS.type(Versions.core(stores.open(setting)));
        EditBatch all = new EditBatch(type);
        for (int key = 0; key < size; key++) {
            Entries.LONGS.put(all, key, key);
        }
        MapBase before = MapChange.apply(MapBase.empty(type), all);
        for (int changes : new int[] {1, 10, 100, 1000}) {
            EditBatch some = new EditBatch(type);
            for (int i = 0; i < changes; i++) {
                Entries.LONGS.put(some, i * 2 * (size / 1000), -1);
            }
            MapBase after = MapChange.apply(before, some);
            Found found = new Found(Entries.LONGS, type);
            long visited = MapCompare.diff(before, after, found);
            assertEquals(changes, found.after.size());
            assertTrue(visited <= (long) changes * nodesOfAChange, () -> visited + " nodes for " + changes);
        }
    }
}
