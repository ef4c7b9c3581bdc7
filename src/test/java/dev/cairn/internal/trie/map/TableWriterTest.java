package dev.cairn.internal.trie.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.Fields;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.HeaderWriter;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.slot.SlotCodec;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    private static final List<Values> PLAIN =
            List.of(new Values(Codec.INT, key -> (int) key), new Values(Codec.any(), key -> (int) key));

    private static final Object[] OBJECTS =
            Stream.generate(Object::new).limit(MapTable.COPIED_MAX + 1).toArray();

    /** Values of a codec, one for each key. */
    private record Values(Codec<?> codec, LongFunction<Object> of) {
        MapType type(Core core, SlotCodec<?> keys) {
            return MapType.of(core, keys, SlotCodec.of(codec));
        }

        Object prepared(long key) {
            return SlotCodec.<Object>of(codec).prepare(of.apply(key));
        }
    }

    private record Item(long number, String name, List<Long> more) {}

    private static String text(long key) {
        return key % 3 == 0 ? "short" : "a text that no slot has room for " + key;
    }

    /** Values some of which refer to nodes: to texts, parts, collections and objects. */
    private static List<Values> bearing(Store store) {
        PMap<Long, String> none = PMap.empty(store, Codec.LONG, Codec.STRING);
        LongFunction<PMap<Long, String>> maps =
                key -> key % 4 == 0 ? none : none.put(key, text(key)).put(-key, text(key + 1));
        return List.of(
                new Values(Codec.STRING, TableWriterTest::text),
                new Values(Codec.any(), key -> key % 2 == 0 ? (Object) key : text(key)),
                new Values(Codec.record(Item.class), key -> new Item(key, text(key), List.of(key))),
                new Values(PMap.codec(Codec.LONG, Codec.STRING), maps::apply),
                new Values(Codec.standard(), key -> switch ((int) key % 6) {
                    case 0 -> text(key);
                    case 1 -> maps.apply(key);
                    case 2 -> PVector.of(store, Codec.<Object>standard(), maps.apply(key), text(key));
                    case 3 -> OBJECTS[(int) key];
                    case 4 -> List.of(LongVector.of(store, key), text(key));
                    default -> key;
                }));
    }

    @BeforeEach
    void theyMayStayOnTheHeap() {
        assumeTrue(MapTable.LIMIT >= MapTable.COPIED_MAX);
    }

    private static EditBatch edits(MapType type, int size) {
        return edits(type, key -> type.values == null ? null : (int) key, size);
    }

    private static EditBatch edits(MapType type, LongFunction<@Nullable Object> values, int size) {
        EditBatch edits = new EditBatch(type);
        for (long key = 0; key < size; key++) {
            edits.put(type.hash(key), key, values.apply(key));
        }
        return edits;
    }

    private static MapTable table(MapType type, EditBatch edits) {
        return TableChange.apply(MapTable.empty(type), edits);
    }

    private static MapBase written(MapType type, MapTable table) {
        return written(type, table, true);
    }

    /** The base of a table that was saved as an element. */
    private static MapBase written(MapType type, MapTable table, boolean orLeaf) {
        TableElement element = new TableElement(table);
        element.writePending();
        return type.core.change(stripe -> {
            int node = HeaderWriter.withObjects(type.core, stripe, null, element.save(stripe, orLeaf));
            MapBase base = MapBase.of(type.core, type, node, null);
            base.register(stripe, node, 0);
            return base;
        });
    }

    @ParameterizedTest
    @EnumSource
    void itHasTheShapeOfAnyOther(Setting setting) {
        Store store = stores.open(setting);
        for (ChosenHash<Long> keys : KEYS) {
            compare(MapType.of(Versions.core(store), keys, null));
            PLAIN.forEach(values -> compare(values.type(Versions.core(store), keys)));
        }
    }

    private static void compare(MapType type) {
        for (int size = 0; size <= MapTable.COPIED_MAX; size++) {
            MapTable table = table(type, edits(type, size));
            MapBase expected = MapChange.apply(MapBase.empty(type), edits(type, size));
            MapBase actual = written(type, table);
            assertEquals(MapCheck.shape(expected), MapCheck.shape(actual));
            assertTrue(MapCompare.equal(expected, actual));
            isReadBack(type, table, actual);
            assertEquals(size, actual.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void itHasTheShapeOfAnyOtherWhereEntriesHoldReferences(Setting setting) {
        Store store = stores.open(setting);
        for (ChosenHash<Long> keys : KEYS) {
            bearing(store).forEach(values -> compare(values, values.type(Versions.core(store), keys)));
        }
    }

    private static void compare(Values values, MapType type) {
        for (int size = 0; size <= MapTable.COPIED_MAX; size += size < 8 ? 1 : 6) {
            MapBase expected = MapChange.apply(MapBase.empty(type), edits(type, values::prepared, size));
            // new values each time: a collection that was saved before is written with a base of its own
            MapBase element = written(type, table(type, edits(type, values::prepared, size)), true);
            MapBase header = written(type, table(type, edits(type, values::prepared, size)), false);
            MapBase alone =
                    MapChange.write(MapBase.empty(type), table(type, edits(type, values::prepared, size)), false);
            for (MapBase actual : List.of(element, header, alone)) {
                assertEquals(MapCheck.shape(expected), MapCheck.shape(actual));
                assertTrue(MapCompare.equal(expected, actual));
            }
            assertTrue(Header.isNode(type.core.memory(), header.madeFrom(size)));
        }
    }

    /** Also a table that is not copied at each edit is written without a plan. */
    @ParameterizedTest
    @EnumSource
    void aLargeTableHasTheShapeOfAnyOther(Setting setting) {
        Store store = stores.open(setting);
        Values texts = bearing(store).getFirst();
        for (ChosenHash<Long> keys : KEYS.subList(0, 3)) {
            MapType type = texts.type(Versions.core(store), keys);
            MapTable table = table(type, edits(type, texts::prepared, MapTable.LIMIT));
            MapBase expected = MapChange.apply(MapBase.empty(type), edits(type, texts::prepared, MapTable.LIMIT));
            assertEquals(MapCheck.shape(expected), MapCheck.shape(MapChange.write(MapBase.empty(type), table, false)));
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
            MapTable table = table(type, edits(type, size));
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
        MapTable table = table(type, edits(type, MapTable.COPIED_MAX));
        String expected = MapCheck.shape(written(type, table));
        for (int n = 1; failsAt(n, core.allocator(), type, table, expected); n++) {
            store.verify();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsHalfWayLeavesNothingOfWhatEntriesReferTo(Setting setting) {
        Store store = stores.open(setting);
        Core core = Versions.core(store);
        for (Values values : bearing(store)) {
            MapType type = values.type(core, KEYS.get(3));
            Supplier<MapTable> table = () -> table(type, edits(type, values::prepared, 13));
            String expected = MapCheck.shape(written(type, table.get()));
            for (int n = 1; failsAt(n, core.allocator(), type, table.get(), expected); n++) {
                store.verify();
            }
        }
    }

    /** An error can come from anywhere: what it left is found, and the table can be written later. */
    @ParameterizedTest
    @EnumSource
    void anErrorHalfWayLeavesNothing(Setting setting) {
        Store store = stores.open(setting);
        Core core = Versions.core(store);
        Values values = bearing(store).getLast();
        MapType type = values.type(core, KEYS.get(1));
        MapTable table = table(type, edits(type, values::prepared, 13));
        new TableElement(table).writePending();
        for (int n = 1; n <= 10; n++) {
            core.allocator().failAt(n, new StackOverflowError("as a test wants it"));
            assertThrows(StackOverflowError.class, () -> written(type, table));
            core.allocator().failAt(0);
            store.verify();
        }
        assertEquals(13, written(type, table).size());
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
