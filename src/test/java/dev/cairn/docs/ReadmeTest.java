package dev.cairn.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Atom;
import dev.cairn.Change;
import dev.cairn.LongLongMap;
import dev.cairn.LongVector;
import dev.cairn.MapChanges;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Scope;
import dev.cairn.Sharing;
import dev.cairn.Store;
import dev.cairn.StoreClosedException;
import dev.cairn.StoreOptions;
import dev.cairn.Verification;
import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import dev.cairn.jackson.CairnModule;
import dev.cairn.vavr.HashMap;
import dev.cairn.vavr.Vector;
import io.vavr.control.Option;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The examples of README.md: each region between tags stands there word for word. */
class ReadmeTest {
    @Test
    void parts() {
        // tag::parts[]
        LongVector all = LongVector.from(LongStream.range(0, 1_000_000));
        LongVector turned = all.drop(600_000).concat(all.take(600_000));
        LongVector changed = turned.insert(3, -1).removeRange(10, 900_000).prepend(-2);

        assertEquals(600_000, turned.first());
        assertEquals(-1, changed.get(4));
        assertEquals(100_012, changed.size());
        // end::parts[]
    }

    @Test
    void numbers() {
        // tag::numbers[]
        LongVector squares = LongVector.from(LongStream.range(0, 1_000_000).map(n -> n * n));
        LongVector changed = squares.update(17, 42).append(7);

        assertEquals(289, squares.get(17)); // as it was
        assertEquals(42, changed.get(17));
        assertEquals(1_000_001, changed.size());
        assertEquals(7, changed.last());
        // end::numbers[]
    }

    @Test
    void longmaps() {
        // tag::longmaps[]
        LongLongMap squares = LongLongMap.from(new long[] {1, 2, 3}, new long[] {1, 4, 9});
        LongLongMap changed = squares.put(4, 16).merge(2, 1, Long::sum);

        assertEquals(4, squares.get(2)); // as it was
        assertEquals(5, changed.get(2));
        assertEquals(-1, changed.getOrDefault(7, -1));
        assertEquals(31, changed.sum());
        assertEquals(16, changed.toPMap().get(4L));
        // end::longmaps[]
    }

    @Test
    void operations() {
        // tag::operations[]
        PVector<String> words = Stream.of("to", "be", "or", "not", "to", "be").collect(PVector.collector());
        PMap<String, Integer> counts =
                words.foldLeft(PMap.<String, Integer>empty(), (map, word) -> map.merge(word, 1, Integer::sum));
        assertEquals(2, counts.get("to"));
        assertEquals("[NOT, TO]", words.drop(3).take(2).map(String::toUpperCase).toString());
        assertEquals(
                "[not, or]",
                words.filter(word -> counts.get(word) == 1).sorted().toString());
        assertTrue(words.contains("or"));
        assertEquals(5, words.lastIndexOf("be"));
        assertEquals(13, words.mapToLong(String::length).sum());
        // end::operations[]
    }

    @Test
    void strings() {
        // tag::strings[]
        try (Store store = Store.inMemory()) {
            PVector<String> words = PVector.of(store, Codec.STRING, "to", "be", "or", "not");
            PVector<String> more = words.append("to").append("be");
            assertEquals("[to, be, or, not, to, be]", more.toString());
            assertEquals("not", words.last());
            assertThrows(NullPointerException.class, () -> words.append(null)); // Codec.STRING has no null

            PVector<Object> mixed = PVector.of(store, Codec.any(), "text", 2, 3.5, null);
            assertEquals(2, mixed.get(1));
            assertNull(mixed.last());
        }
        // end::strings[]
    }

    @Test
    void builder() {
        try (Store store = Store.inMemory()) {
            // tag::builder[]
            PVector.Builder<String> builder = PVector.builder(store, Codec.STRING);
            for (int line = 0; line < 10_000; line++) {
                builder.append("line " + line);
            }
            PVector<String> text = builder.build(); // O(1)

            PVector<String> edited =
                    builder.update(0, "title").append("the end").build();
            assertEquals("line 0", text.first()); // as it was built
            assertEquals("title", edited.first());
            assertEquals(10_001, edited.size());
            // end::builder[]
        }
    }

    @Test
    void maps() {
        try (Store store = Store.inMemory()) {
            // tag::maps[]
            PMap<String, Long> stock = PMap.empty(store, Codec.STRING, Codec.LONG)
                    .put("apples", 3L)
                    .put("pears", 5L);
            PMap<String, Long> sold = stock.update("apples", n -> n - 1).remove("pears");
            assertEquals(3L, stock.get("apples")); // as it was
            assertEquals("{apples=2}", sold.toString());
            assertEquals(Set.of("apples", "pears"), stock.keys());
            assertEquals(8, stock.values().stream().mapToLong(n -> n).sum());

            PMap<String, Long> delivered = stock.merge(sold.put("plums", 9L), Long::sum); // where the two differ
            assertEquals(5L, delivered.get("apples"));

            PMap.Builder<String, Long> builder = PMap.builder(store, Codec.STRING, Codec.LONG);
            for (String word : List.of("to", "be", "or", "not", "to", "be")) {
                builder.put(word, (long) word.length());
            }
            assertEquals(4, builder.build().size());

            PSet<String> left = PSet.of(store, Codec.STRING, "a", "b", "c");
            PSet<String> right = left.remove("a").add("d");
            assertEquals(left.add("d"), left.union(right));
            assertEquals(left.remove("a"), left.intersect(right));
            assertTrue(left.difference(right).isSubsetOf(left));
            // end::maps[]
        }
    }

    @Test
    void changes() {
        try (Store store = Store.inMemory()) {
            // tag::changes[]
            PMap.Builder<Long, Long> builder = PMap.builder(store, Codec.LONG, Codec.LONG);
            LongStream.range(0, 100_000).forEach(n -> builder.put(n, n * n));
            PMap<Long, Long> base = builder.build();
            PMap<Long, Long> ours = base.put(5L, -1L).remove(6L);
            PMap<Long, Long> theirs = base.put(5L, -2L).put(7L, -2L).put(-8L, 64L);

            MapChanges<Long, Long> changes = base.changesTo(theirs); // looks at what is not shared only
            assertEquals(Map.of(-8L, 64L), changes.added());
            assertEquals(new Change<>(49L, -2L), changes.changed().get(7L));
            assertEquals(theirs, base.patch(changes));

            PMap<Long, Long> merged = PMap.merge3(base, ours, theirs, (key, before, mine, other) -> mine + other);
            assertEquals(-3L, merged.get(5L)); // both changed it
            assertFalse(merged.containsKey(6L));
            assertEquals(64L, merged.get(-8L));

            LongVector longs = LongVector.of(store, 1, 2, 3);
            assertEquals(
                    Map.of(1, new Change<>(2L, 5L)),
                    longs.changesTo(longs.update(1, 5)).changed());
            // end::changes[]
        }
    }

    @Test
    void versions() {
        try (Store store = Store.inMemory()) {
            // tag::versions[]
            LongVector before = LongVector.from(store, LongStream.range(0, 1_000_000));
            LongVector after = before.update(500_000, -1);
            LongVector other = before.append(1_000_000); // of the same version: both go on from it

            Sharing sharing = Sharing.between(before, after);
            assertEquals(4, sharing.rightOnlyNodes()); // a leaf, and the three nodes above it
            assertEquals(752, sharing.rightOnlyBytes()); // of eight million
            assertEquals(0, Sharing.between(before, other).leftOnlyNodes());
            // end::versions[]
        }
    }

    // tag::types[]
    enum Unit {
        CELSIUS,
        KELVIN
    }

    record Reading(String sensor, double value, Unit unit) {}

    record Range(long from, long to) {}

    static final class RangeEncoding implements Encoding<Range> {
        @Override
        public int width() {
            return Long.BYTES + Integer.BYTES;
        }

        @Override
        public void encode(Range range, SlotWriter out) {
            out.putLong(0, range.from());
            out.putInt(Long.BYTES, Math.toIntExact(range.to() - range.from()));
        }

        @Override
        public Range decode(SlotReader in) {
            return new Range(in.getLong(0), in.getLong(0) + in.getInt(Long.BYTES));
        }
    }
    // end::types[]

    @Test
    void records() {
        try (Store store = Store.inMemory()) {
            // tag::records[]
            PVector<Reading> readings = PVector.empty(store, Codec.record(Reading.class))
                    .append(new Reading("roof", 21.5, Unit.CELSIUS))
                    .append(new Reading("a cellar with a long name", 284, Unit.KELVIN));
            assertEquals(Unit.KELVIN, readings.get(1).unit());

            // twelve bytes an element
            PVector<Range> ranges =
                    PVector.of(store, Codec.of(new RangeEncoding()), new Range(1L << 40, (1L << 40) + 9));
            assertEquals(9, ranges.first().to() - ranges.first().from());

            // anything that is bytes already
            Codec<StringBuilder> text = Codec.ofBytes(
                    builder -> builder.toString().getBytes(UTF_8),
                    bytes -> new StringBuilder(new String(bytes, UTF_8)));
            assertEquals(
                    "abc",
                    PVector.of(store, text, new StringBuilder("abc")).first().toString());
            // end::records[]
        }
    }

    @Test
    void vavr() {
        // tag::vavr[]
        Vector<String> words = Vector.of("to", "be", "or", "not", "to", "be"); // of dev.cairn.vavr
        HashMap<String, Integer> counts =
                words.foldLeft(HashMap.empty(), (map, word) -> map.put(word, 1, Integer::sum));
        assertEquals(Option.some(2), counts.get("be"));
        assertEquals(io.vavr.collection.Vector.of("or", "not"), words.slice(2, 4));

        PVector<String> core = words.withCodec(Codec.STRING).toPVector();
        assertEquals(words, Vector.ofAll(core)); // O(1)
        // end::vavr[]
    }

    @Test
    void views() throws IOException, ClassNotFoundException {
        try (Store store = Store.inMemory()) {
            // tag::views[]
            LongVector longs = LongVector.of(store, 1, 2, 3);
            assertEquals(List.of(1L, 2L, 3L), longs.asList());
            assertEquals(List.of(3L, 2L), longs.asList().reversed().subList(0, 2));
            PMap<String, Long> stock = PMap.of("apples", 3L, "pears", 5L);
            assertEquals(Map.of("apples", 3L, "pears", 5L), stock.asMap());
            assertThrows(
                    UnsupportedOperationException.class, () -> stock.asMap().remove("apples"));

            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(stock);
                out.writeObject(stock.put("plums", 9L)); // what differs from the first
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertEquals(stock, in.readObject());
                assertEquals(stock.put("plums", 9L), in.readObject());
            }
            // end::views[]
        }
    }

    @Test
    void atoms() {
        // tag::atoms[]
        try (Store store = Store.inMemory()) {
            // one reference an element, whatever the size of the vectors
            PVector<LongVector> rows = PVector.of(store, LongVector.codec(), LongVector.of(store, 1, 2, 3));
            Atom<PVector<LongVector>> shared = store.atom("rows", rows);

            shared.updateAndGet(all -> all.append(LongVector.of(store, 4, 5))); // from any thread
            assertEquals(2, shared.get().size()); // a snapshot, which stays as it is
            assertFalse(shared.compareAndSet(rows, rows.removeLast())); // it holds another version now

            Atom.Watch watch = shared.watch((before, after) -> System.out.println(after.size() + " rows now"));
            shared.updateAndGet(PVector::removeLast);
            watch.close();
        }
        // end::atoms[]
    }

    @Test
    void scope() {
        try (Store store = Store.inMemory()) {
            // tag::scope[]
            LongVector result;
            LongVector lost;
            try (Scope scope = store.scope()) {
                LongVector work = LongVector.from(store, new long[10_000]);
                for (int i = 0; i < 1_000; i++) {
                    work = work.update(i, i);
                }
                result = scope.keep(work);
                lost = work.append(1);
            }
            assertEquals(999, result.get(999));
            assertThrows(IllegalStateException.class, () -> lost.get(0));
            // end::scope[]
        }
    }

    @Test
    void json() {
        // tag::json[]
        try (Store store = Store.inMemory()) {
            ObjectMapper mapper =
                    JsonMapper.builder().addModule(new CairnModule(store)).build();
            PMap<String, LongVector> series = mapper.readValue("{\"roof\":[3,1,2]}", new TypeReference<>() {});
            assertEquals(6, series.get("roof").sum());
            assertEquals("{\"roof\":[3,1,2,9]}", mapper.writeValueAsString(series.update("roof", v -> v.append(9))));
        }
        // end::json[]
    }

    @Test
    void closing() {
        // tag::closing[]
        Store store = Store.inMemory(StoreOptions.defaults().maxBytes(1L << 30));
        LongVector numbers = LongVector.of(store, 1, 2, 3);
        store.close();
        assertThrows(StoreClosedException.class, () -> numbers.get(0)); // an exception, whatever the thread
        // end::closing[]
    }

    @Test
    void stats() {
        // tag::stats[]
        try (Store store = Store.inMemory()) {
            LongVector numbers = LongVector.from(store, new long[100_000]);
            for (int i = 0; i < 100_000; i++) {
                numbers = numbers.update(i, i);
            }
            Verification counted = store.verify(); // or a CorruptStoreException that says what is wrong
            assertTrue(counted.bytes() >= 100_000 * Long.BYTES);

            numbers = null;
            store.reclaim();
            assertEquals(0, store.stats().liveBytes());
        }
        // end::stats[]
    }
}
