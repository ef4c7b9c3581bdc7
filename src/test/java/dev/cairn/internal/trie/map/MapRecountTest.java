package dev.cairn.internal.trie.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.CorruptStoreException;
import dev.cairn.Scope;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import org.junit.jupiter.api.Test;

/** That a recount finds damage in the nodes of maps. Each test puts things right again. */
class MapRecountTest extends StoreTest {
    private static final int KEYS = 50;

    private static MapBase base(Entries entries, Store store) {
        Core core = Versions.core(store);
        EditBatch edits = new EditBatch(entries.type(core));
        for (int key = 0; key < KEYS; key++) {
            entries.put(edits, key, key);
        }
        return MapChange.apply(MapBase.empty(edits.type), edits);
    }

    private static void assertBroken(Store store, String invariant) {
        CorruptStoreException thrown = assertThrows(CorruptStoreException.class, store::verify);
        assertTrue(thrown.getMessage().contains(invariant), thrown::getMessage);
    }

    @Test
    void aNodeThatSaysItHoldsMoreThanItsBlock() {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        MapBase base = base(Entries.LONGS, store);
        Memory memory = base.core().memory();
        long at = memory.at(base.root);
        long meta = memory.getLong(at + Node.AT_META);
        // whatever the hashes are, the entries in the root of so few keys take a third of this at most
        memory.setLong(at + Node.AT_META, meta | -1L << Integer.SIZE);
        assertBroken(store, "I7");
        memory.setLong(at + Node.AT_META, meta);
        store.verify();
        MapCheck.shape(base);
    }

    @Test
    void aCollisionThatLostAnEntry() {
        Store store = stores.open(Setting.TINY_PLAIN);
        MapBase base = base(Entries.SOME_TEXTS_ALIKE, store);
        Memory memory = base.core().memory();
        long at = memory.at(base.root);
        while (!MapNode.isCollision(memory, at)) {
            int entries = MapNode.entries(memory, at);
            long body = MapNode.body(memory, at);
            at = memory.at(memory.getInt(body + MapNode.entryBytes(Integer.bitCount(entries), base.type().stride)));
        }
        int size = MapNode.size(memory, at);
        MapNode.set(memory, at, 0, 0);
        assertBroken(store, "I1");
        MapNode.set(memory, at, 0, size);
        store.verify();
        MapCheck.shape(base);
    }

    @Test
    void aKeptBaseOutlivesTheScopeInWhichItWasMade() {
        Store store = stores.open(Setting.TINY_INHERITED);
        Scope scope = store.scope();
        MapBase kept = MapChange.keep(base(Entries.STRINGS, store));
        scope.close();
        kept.check();
        assertEquals(KEYS, kept.size());
        store.verify();
        MapCheck.shape(kept);
    }
}
