package dev.cairn.internal.trie.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Fields;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.life.Census;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.StandIn;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lets the n-th allocation of an edit fail, for every n: the edit is done all the same, and leaves nothing else. */
@Order(StoreTest.COLLECTS)
class FailingMapEditTest extends StoreTest {
    private static final int KEYS = 30;

    @ParameterizedTest
    @CsvSource({
        "STRINGS, TINY_INHERITED",
        "STRINGS, TINY_PLAIN",
        "STRINGS, STANDARD_INHERITED",
        "BYTES_TO_STRINGS, TINY_INHERITED",
        "SOME_TEXTS_ALIKE, TINY_PLAIN",
        "SOME_TEXTS_ALIKE, STANDARD_INHERITED",
        "OBJECTS, TINY_INHERITED",
        "LONGS, STANDARD_INHERITED"
    })
    void itIsDoneAllTheSame(Entries entries, Setting setting) {
        Store store = stores.open(setting);
        Core core = Versions.core(store);
        MapType type = entries.type(core);
        EditBatch first = new EditBatch(type);
        for (int key = 0; key < KEYS; key += 2) {
            entries.put(first, key, 0);
        }
        MapBase source = MapChange.apply(MapBase.empty(type), first);
        EditBatch edits = new EditBatch(type);
        for (int key = 0; key < KEYS; key += 3) {
            entries.put(edits, key, 1);
            entries.remove(edits, key + 1);
        }
        MapBase expected = MapChange.apply(source, edits);
        for (int n = 1; failsAt(n, core, source, edits, expected); n++) {
            StandIn.collect(core, List.of(source, expected));
            store.verify();
            Census census = Census.of(core, List.of(source.root, expected.root));
            assertEquals(census.reachable(), census.allocated());
        }
    }

    /** Whether there was an n-th allocation. */
    private static boolean failsAt(int n, Core core, MapBase source, EditBatch edits, MapBase expected) {
        Allocator allocator = core.allocator();
        allocator.failAt(n);
        MapBase result = MapChange.apply(source, edits);
        boolean failed = (int) Fields.of(allocator, "failAt") == 0;
        allocator.failAt(0);
        assertTrue(MapCompare.equal(expected, result));
        assertEquals(MapCheck.shape(expected), MapCheck.shape(result));
        assertTrue(failed || n > 1);
        return failed;
    }
}
