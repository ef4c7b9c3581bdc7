package dev.cairn.internal.trie.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A map whose root says that it has nearly as many entries as a map can have. The test puts things right again. */
@Tag("beside")
class LargestMapTest extends StoreTest {
    private static final int KEYS = 50;
    private static final int SIZE_MAX = Integer.MAX_VALUE & ~0xFFFF;

    private static EditBatch puts(MapType type, int from, int to) {
        EditBatch edits = new EditBatch(type);
        for (int key = from; key < to; key++) {
            Entries.LONGS.put(edits, key, key);
        }
        return edits;
    }

    @Test
    void whatWouldMakeItLargerIsRefused() {
        Store store = stores.open(Setting.TINY_INHERITED);
        Core core = Versions.core(store);
        MapType type = Entries.LONGS.type(core);
        MapBase base = MapChange.apply(MapBase.empty(type), puts(type, 0, KEYS));
        Memory memory = core.memory();
        long root = memory.at(base.root);
        int children = MapNode.children(memory, root);
        MapNode.set(memory, root, children, SIZE_MAX - 1);
        assertSame(base, MapChange.apply(base, puts(type, 0, KEYS)));
        var e = assertThrows(IllegalStateException.class, () -> MapChange.apply(base, puts(type, KEYS, KEYS + 2)));
        assertTrue(e.getMessage().contains("at most " + SIZE_MAX), e::getMessage);
        MapNode.set(memory, root, children, KEYS);
        assertEquals(KEYS, base.size());
    }
}
