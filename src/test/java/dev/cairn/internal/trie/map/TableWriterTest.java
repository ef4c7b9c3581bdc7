package dev.cairn.internal.trie.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.Fields;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.SlotCodec;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table that is written without a plan becomes the trie that a plan of its entries makes. */
class TableWriterTest extends StoreTest {
    /** Keys with different hashes, with hashes that are alike for long, and with equal ones. */
    private static final List<ChosenHash<Long>> KEYS = List.of(
            ChosenHash.of(Codec.LONG, key -> key * 0x9E37_79B9_7F4A_7C15L),
            ChosenHash.of(Codec.LONG, key -> key << 20),
            ChosenHash.of(Codec.LONG, key -> (key / 3) << 61),
            ChosenHash.of(Codec.LONG, key -> key % 4 == 0 ? 5 : key * 0x9E37_79B9_7F4A_7C15L),
            ChosenHash.of(Codec.LONG, _ -> 5));

    private static final List<SlotCodec<?>> VALUES = List.of(SlotCodec.of(Codec.INT), SlotCodec.of(Codec.any()));

    @BeforeEach
    void theyMayStayOnTheHeap() {
        assumeTrue(MapTable.LIMIT >= MapTable.COPIED_MAX);
    }

    private static EditBatch edits(MapType type, int size) {
        EditBatch edits = new EditBatch(type);
        for (long key = 0; key < size; key++) {
            edits.put(type.hash(key), key, type.values == null ? null : (int) key);
        }
        return edits;
    }

    private static MapBase written(MapType type, MapTable table) {
        return type.core.change(stripe -> {
            int header = TableWriter.save(table, stripe);
            MapBase base = MapBase.of(type.core, type, header, null);
            base.register(stripe, header, 0);
            return base;
        });
    }

    @ParameterizedTest
    @EnumSource
    void itHasTheShapeOfAnyOther(Setting setting) {
        Store store = stores.open(setting);
        for (ChosenHash<Long> keys : KEYS) {
            compare(MapType.of(Versions.core(store), keys, null));
            VALUES.forEach(values -> compare(MapType.of(Versions.core(store), keys, values)));
        }
    }

    private static void compare(MapType type) {
        for (int size = 0; size <= MapTable.COPIED_MAX; size++) {
            MapTable table = TableChange.apply(MapTable.empty(type), edits(type, size));
            MapBase expected = MapChange.apply(MapBase.empty(type), edits(type, size));
            assertTrue(TableWriter.isSaved(table));
            MapBase actual = written(type, table);
            assertEquals(MapCheck.shape(expected), MapCheck.shape(actual));
            assertTrue(MapCompare.equal(expected, actual));
            isReadBack(type, table, actual);
            assertEquals(size, actual.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFewPlainEntriesArePacked(Setting setting) {
        Core core = Versions.core(stores.open(setting));
        packs(MapType.of(core, SlotCodec.of(Codec.LONG), SlotCodec.of(Codec.INT)));
        packs(MapType.of(core, SlotCodec.of(Codec.LONG), null));
    }

    private static void packs(MapType type) {
        for (int size = 0; size <= MapTable.COPIED_MAX; size++) {
            MapTable table = TableChange.apply(MapTable.empty(type), edits(type, size));
            MapBase written = written(type, table);
            assertEquals(size > 0 && size <= 16, MapCopy.ofPacked(type, written.madeFrom(size)) != null);
            isReadBack(type, table, written);
        }
    }

    private static void isReadBack(MapType type, MapTable table, MapBase base) {
        int header = base.madeFrom(base.size());
        assertFalse(new TableElement(table).differs(header));
        MapTable copy = MapCopy.of(type, header);
        if (table.size() > 16) {
            assertNull(copy);
        } else {
            assertNotNull(copy);
            assertEquals(table.size(), copy.size());
            assertTrue(MapCompare.isWithin(table, copy));
            assertFalse(new TableElement(copy).differs(header));
        }
        long key = table.size();
        MapTable other = table.after(type.hash(key), 0, key, 0, type.values == null ? null : 7);
        assertTrue(new TableElement(other).differs(header));
        if (table.size() > 0) {
            assertTrue(new TableElement(other.after(type.hash(0L), 0, 0L, 0, EditBatch.REMOVED)).differs(header)
                    || isTied(type, key));
        }
    }

    /** Whether a key has the hash of another, so that nothing is said of it. */
    private static boolean isTied(MapType type, long key) {
        long hash = type.hash(key);
        for (long other = 0; other < key; other++) {
            if (type.hash(other) == hash) {
                return true;
            }
        }
        return type.hash(0L) == type.hash(1L) || type.hash(0L) == type.hash(4L);
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsHalfWayLeavesNothing(Setting setting) {
        Store store = stores.open(setting);
        Core core = Versions.core(store);
        MapType type = MapType.of(core, KEYS.get(3), SlotCodec.of(Codec.INT));
        MapTable table = TableChange.apply(MapTable.empty(type), edits(type, MapTable.COPIED_MAX));
        String expected = MapCheck.shape(written(type, table));
        for (int n = 1; failsAt(n, core.allocator(), type, table, expected); n++) {
            store.verify();
        }
    }

    /** Whether there was an n-th allocation. */
    private static boolean failsAt(int n, Allocator allocator, MapType type, MapTable table, String expected) {
        allocator.failAt(n);
        MapBase result = written(type, table);
        boolean failed = (int) Fields.of(allocator, "failAt") == 0;
        allocator.failAt(0);
        assertEquals(expected, MapCheck.shape(result));
        assertTrue(failed || n > 1);
        return failed;
    }
}
