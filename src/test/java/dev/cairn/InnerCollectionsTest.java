package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.map.MapTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small collections in collections are saved with the one that they go into, whatever their elements are. */
class InnerCollectionsTest extends StoreTest {
    private static final int MANY = 2_000;
    private static final int DEEP = 300;
    private static final Codec<Object> STANDARD = Codec.standard();

    @BeforeEach
    void theyMayStayOnTheHeap() {
        assumeTrue(MapTable.LIMIT >= MANY / 2);
    }

    static PMap<String, Object> document(Store store, long number) {
        PMap<String, Object> none = PMap.empty(store, Codec.STRING, STANDARD);
        PVector<Object> lines = PVector.of(store, STANDARD, number, "a line that no slot has room for " + number);
        return none.put("id", number)
                .put("a name that no slot has room for", "a text that no slot has room for " + number)
                .put(
                        "address",
                        none.put("city", "Quito")
                                .put("geo", none.put("lat", 0.5).put("lon", number)))
                .put("orders", PVector.of(store, STANDARD, none.put("lines", lines), none.put("total", number)));
    }

    private static List<Object> content(Object value) {
        return switch (value) {
            case PMap<?, ?> map -> {
                List<Object> entries = new ArrayList<>();
                map.asMap().forEach((key, inner) -> entries.add(List.of(key, content(inner))));
                yield entries;
            }
            case PVector<?> vector ->
                vector.asList().stream()
                        .<Object>map(InnerCollectionsTest::content)
                        .toList();
            default -> List.of(value);
        };
    }

    /** A vector of documents off the heap. */
    private static PVector<Object> documents(Store store) {
        PVector.Builder<Object> builder = PVector.builder(store, STANDARD);
        LongStream.range(0, MANY).forEach(i -> builder.append(document(store, i)));
        return builder.build();
    }

    @ParameterizedTest
    @EnumSource
    void documentsComeBackAsTheyWere(Setting setting) {
        Store store = stores.open(setting);
        PVector<Object> all = documents(store);
        PMap<Long, Object> map = PMap.empty(store, Codec.LONG, STANDARD);
        for (long i = 0; i < MANY; i++) {
            map = map.put(i, document(store, i));
        }
        map = map.foldedVersion();
        for (int i = 0; i < MANY; i += 97) {
            PMap<String, Object> expected = document(store, i);
            assertEquals(content(expected), content(all.get(i)));
            assertEquals(expected, all.get(i));
            assertEquals(expected, map.get((long) i));
        }
        store.verify();
    }

    @Test
    void documentsMakeNoBases() {
        Store store = stores.open();
        long before = store.stats().versionsMade();
        PVector<Object> all = documents(store);
        long made = store.stats().versionsMade() - before;
        assertTrue(made < MANY / 10, () -> made + " bases");
        assertEquals(MANY, all.size());
    }

    /** Pending edits hold no more of the heap because what is large in them lies in collections. */
    @Test
    void theWeightOfWhatLiesDeep() {
        Store store = stores.open();
        PMap<Long, Object> large = PMap.empty(store, Codec.LONG, STANDARD);
        PVector<Object> rows = PVector.empty(store, STANDARD);
        String text = "t".repeat(500);
        int most = 0;
        for (long i = 0; i < MANY; i++) {
            PVector<Object> row = PVector.of(store, STANDARD, text + i, text);
            PMap<String, Object> map = PMap.empty(store, Codec.STRING, STANDARD).put("key", row);
            large = large.put(i, map);
            rows = rows.prepend(map);
            most = Math.max(most, Math.max(large.edits, rows.edits));
        }
        int pending = most;
        assertTrue(pending * 2L * text.length() < 2 * Prepared.MUCH, () -> pending + " pending edits");
    }

    /** The weight of a table is what its entries weigh, whatever becomes of the maps in it. */
    @Test
    void tablesKeepCountOfTheirWeight() {
        Store store = stores.open();
        PMap<String, String> inner = PMap.empty(store, Codec.STRING, Codec.STRING);
        for (int i = 0; i < 40; i++) {
            inner = inner.put("key " + i, "a");
        }
        PMap<Long, PMap<String, String>> outer = PMap.<Long, PMap<String, String>>empty(
                        store, Codec.LONG, PMap.codec(Codec.STRING, Codec.STRING))
                .put(1L, inner);
        int most = 0;
        for (int i = 0; i < 1_000; i++) {
            String text = "t".repeat(500 + i % 7);
            String key = "key " + i % 40;
            outer = outer.update(1L, map -> map.put(key, text));
            int entries = outer.get(1L).weight();
            assertTrue(
                    outer.weight() >= 0 && outer.weight() < 4 * 40 * 600 + 40 * 100, outer.weight() + ", " + entries);
            most = Math.max(most, outer.weight());
        }
        assertTrue(most > 40 * 400, "at most " + most);
    }

    /** However many small collections go into a store at once: one change writes a bounded number of elements. */
    @Test
    void manySmallCollectionsAtOnce() {
        Store store = stores.open();
        List<Object> many = new ArrayList<>();
        for (long i = 0; i < 4 * MANY; i++) {
            many.add(PVector.of(store, STANDARD, i, "a text that no slot has room for", 3L));
        }
        long before = store.stats().versionsMade();
        try (var mailbox = dev.cairn.message.Mailbox.unbounded(store)) {
            assertTrue(mailbox.trySendValue(many));
            assertTrue(store.stats().versionsMade() - before > 2L * MANY, "those that were too many have bases");
            assertEquals(many, Objects.requireNonNull(mailbox.poll()).open());
        }
        PVector<Object> lists = PVector.of(store, STANDARD, many, many).foldedVersion();
        assertEquals(many, lists.get(1));
    }

    /** A chain of collections, each the only element of the next. */
    @ParameterizedTest
    @EnumSource
    void anyDepth(Setting setting) {
        Store store = stores.open(setting);
        Object deep = "a text that no slot has room for";
        List<Object> expected = List.of(deep);
        for (int i = 0; i < DEEP; i++) {
            deep = i % 2 == 0
                    ? PVector.of(store, STANDARD, deep)
                    : PMap.empty(store, Codec.STRING, STANDARD).put("key", deep);
            expected = i % 2 == 0 ? List.of(expected) : List.of(List.of("key", expected));
        }
        long made = store.stats().versionsMade();
        assertTrue(made > DEEP / 8 && made < DEEP / 2, () -> made + " bases: one for each four or so");
        PVector<Object> outer = PVector.of(store, STANDARD, deep).foldedVersion();
        store.verify();
        assertEquals(expected, content(outer.first()));
        assertEquals(deep, outer.first());
    }

    /** What a deep map has in it waits until the map is written. */
    @ParameterizedTest
    @EnumSource
    void deepMapsOfMaps(Setting setting) {
        Store store = stores.open(setting);
        PMap<String, Object> none = PMap.empty(store, Codec.STRING, STANDARD);
        PMap<String, Object> deep = none.put("text", "a text that no slot has room for");
        for (int i = 0; i < 100; i++) {
            deep = none.put("inner", deep);
        }
        PMap<String, Object> written = deep.foldedVersion();
        store.verify();
        assertEquals(content(deep), content(written));
    }

    /** What has too many elements for one change has a base. */
    @ParameterizedTest
    @EnumSource
    void wideDocuments(Setting setting) {
        Store store = stores.open(setting);
        PVector<Object> rows = PVector.empty(store, STANDARD);
        for (int i = 0; i < 20; i++) {
            PVector<Object> row = PVector.empty(store, STANDARD);
            for (int j = 0; j < 20; j++) {
                row = row.append("an element that no slot has room for " + i * j);
            }
            rows = rows.append(row);
        }
        PVector<Object> outer = PVector.of(store, STANDARD, rows).foldedVersion();
        assertTrue(store.stats().versionsMade() >= 2, "the rows, and the outer vector");
        assertEquals(content(rows), content(outer.first()));
    }

    private record Part(String name, Object inner) {}

    /** Collections in records and lists, which are packed, and in records with slots of their own. */
    @ParameterizedTest
    @EnumSource
    void collectionsInOtherValues(Setting setting) {
        Store store = stores.open(setting);
        PMap<Long, Object> map = PMap.empty(store, Codec.LONG, STANDARD);
        PVector<Part> vector = PVector.empty(store, Codec.record(Part.class, Codec.STRING, STANDARD));
        for (long i = 0; i < MANY; i++) {
            map = map.put(i, List.of(document(store, i), document(store, i + 1)));
            vector = vector.append(new Part("a part that no slot has room for", document(store, i)));
        }
        map = map.foldedVersion();
        vector = vector.foldedVersion();
        for (int i = 0; i < MANY; i += 99) {
            assertEquals(List.of(document(store, i), document(store, i + 1)), map.get((long) i));
            assertEquals(document(store, i), vector.get(i).inner);
        }
    }

    /** An object in an inner collection is there as long as somebody can read it, also by the inner collection alone. */
    @Test
    void objectsOfInnerCollections() {
        Store store = stores.open();
        Object object = new Object();
        for (Codec<Object> codec : List.of(STANDARD, Codec.object())) {
            PMap<Long, PVector<Object>> map = PMap.empty(store, Codec.LONG, PVector.codec(codec));
            PMap<Long, Object> any = PMap.empty(store, Codec.LONG, STANDARD);
            for (long i = 0; i < MANY; i++) {
                map = map.put(i, PVector.of(store, codec, object));
                any = any.put(i, PMap.empty(store, Codec.LONG, codec).put(i, object));
            }
            PVector<Object> inner = map.foldedVersion().get(7L);
            PMap<?, ?> innerMap = (PMap<?, ?>) any.foldedVersion().get(8L);
            PVector<Object> again = PVector.of(store, PVector.codec(codec), inner)
                    .foldedVersion()
                    .first();
            map = PMap.empty(store, Codec.LONG, PVector.codec(codec));
            any = PMap.empty(store, Codec.LONG, STANDARD);
            store.reclaim();
            assertSame(object, inner.first());
            assertSame(object, again.first());
            assertSame(object, innerMap.asMap().get(8L));
            assertTrue(map.isEmpty() && any.isEmpty());
        }
    }

    @Test
    void theInnerCollectionsOfAScope() {
        Store store = stores.open();
        PVector<Object> kept;
        try (Scope scope = store.scope()) {
            PVector<Object> made = PVector.of(store, STANDARD, document(store, 1), "outer");
            PVector.Builder<Object> builder = PVector.builder(store, STANDARD);
            for (int i = 0; i < MANY; i++) {
                builder.append(made);
            }
            kept = scope.keep(builder.build());
        }
        PVector<Object> expected = PVector.of(store, STANDARD, document(store, 1), "outer");
        assertEquals(expected, kept.get(MANY - 1));
        assertEquals(expected, kept.first());
    }

    /** Each allocation fails once: the result is the same, and nothing is left of the first attempt. */
    @ParameterizedTest
    @EnumSource
    void allocationsThatFail(Setting setting) {
        Store store = stores.open(setting);
        Allocator allocator = store.core().allocator();
        PMap<String, Object> expected = document(store, 3);
        boolean failed = true;
        for (int n = 1; failed; n++) {
            PMap<String, Object> inner = document(store, 3);
            allocator.failAt(n);
            PVector<Object> outer = PVector.of(store, STANDARD, inner, 7L).foldedVersion();
            failed = (int) Fields.of(allocator, "failAt") == 0;
            allocator.failAt(0);
            assertEquals(expected, outer.first());
            store.verify();
        }
    }

    @Test
    void threadsSaveOneCollection() throws InterruptedException {
        Store store = stores.open();
        for (int round = 0; round < 50; round++) {
            PVector<Object> shared = PVector.of(store, STANDARD, document(store, round), "outer");
            Threads.run(4, thread -> {
                PVector.Builder<Object> builder = PVector.builder(store, STANDARD);
                for (int i = 0; i < 100; i++) {
                    builder.append(shared);
                }
                assertEquals(shared, builder.build().get(99));
            });
        }
        store.verify();
    }

    /** A letter with a small collection in it needs no base; the next ones share what the second has. */
    @Test
    void lettersOfSmallCollections() {
        Store store = stores.open();
        try (var mailbox = dev.cairn.message.Mailbox.unbounded(store)) {
            PMap<String, Object> document = document(store, 5);
            for (int i = 0; i < 5; i++) {
                assertTrue(mailbox.trySendValue(document));
            }
            for (int i = 0; i < 5; i++) {
                assertEquals(document, Objects.requireNonNull(mailbox.poll()).open());
            }
        }
    }
}
