package dev.cairn.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of Arrow that are given and taken, between our own sides and by a consumer that knows only the specification. */
class ArrowTest extends StoreTest {
    record Point(int x, double y) {}

    record Row(long id, String name, boolean on, byte b, short s, char c, float f, Point at) {}

    record Part(long id, String name) {}

    record Wide(long id, double f) {}

    record Wrong(int id) {}

    private static Row row(int i) {
        String name = i % 3 == 0 ? "" : i % 3 == 1 ? "n" + i : "a name that does not fit into a slot, äöü €" + i;
        return new Row(i, name, i % 2 == 0, (byte) i, (short) -i, (char) i, i / 2f, new Point(i, i / 4.0));
    }

    private static Store big(dev.cairn.Stores stores) {
        return stores.open(StoreOptions.defaults().maxBytes(256 << 20));
    }

    private static Blob blob(Store store, int longs) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * longs).order(ByteOrder.nativeOrder());
        LongStream.range(0, longs).forEach(bytes::putLong);
        return Blob.from(store, bytes.array());
    }

    @AfterEach
    void allIsReleased() {
        assertEquals(0, Exported.alive());
        assertEquals(0, ExportedStream.alive());
    }

    @ParameterizedTest
    @EnumSource
    void vectorsGoAndComeBack(Setting setting) {
        Store store = stores.open(setting);
        for (int size : new int[] {0, 1, 700, 5000}) {
            LongVector longs = LongVector.from(store, LongStream.range(0, size));
            IntVector ints = IntVector.from(store, IntStream.range(0, size));
            DoubleVector doubles =
                    DoubleVector.from(store, IntStream.range(0, size).mapToDouble(i -> i / 2.0));
            PVector<String> texts =
                    PVector.from(store, Codec.STRING, IntStream.range(0, size).mapToObj(i -> row(i).name()));
            assertEquals(longs, Arrow.longs(store, Arrow.stream("x", longs).segment()));
            assertEquals(ints, Arrow.ints(store, Arrow.stream("x", ints).segment()));
            assertEquals(
                    doubles, Arrow.doubles(store, Arrow.stream("x", doubles).segment()));
            assertEquals(texts, Arrow.texts(store, Arrow.stream("x", texts).segment()));
            assertEquals(
                    longs, Arrow.longs(store, Arrow.stream("x", ints).segment()).map(n -> n));
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordsGoAndComeBack(Setting setting) {
        Store store = stores.open(setting);
        PVector<Row> rows = PVector.from(
                store, Codec.record(Row.class), IntStream.range(0, 1000).mapToObj(ArrowTest::row));
        assertEquals(rows, Arrow.records(store, Row.class, Arrow.stream(rows).segment()));
        PVector<Part> parts =
                Arrow.records(store, Part.class, Arrow.stream(rows).segment());
        assertEquals(rows.get(17).name(), parts.get(17).name());
        assertEquals(
                8.5,
                Arrow.records(store, Wide.class, Arrow.stream(rows).segment())
                        .get(17)
                        .f());
        ArrowStream narrow = Arrow.stream(rows);
        assertThrows(ArrowException.class, () -> Arrow.records(store, Wrong.class, narrow.segment()));
        ArrowStream unnamed = Arrow.stream(rows);
        assertThrows(ArrowException.class, () -> Arrow.records(store, Point.class, unnamed.segment()));
        ArrowStream several = Arrow.stream(rows);
        assertThrows(ArrowException.class, () -> Arrow.longs(store, several.segment()));
        ArrowStream nested = Arrow.stream("row", rows);
        assertThrows(ArrowException.class, () -> Arrow.longs(store, nested.segment()));
    }

    @Test
    void aStreamIsReadOnce() {
        Store store = stores.open();
        ArrowStream stream = Arrow.stream("x", LongVector.of(store, 1, 2));
        assertEquals(List.of(1L, 2L), Arrow.longs(store, stream.segment()).asList());
        assertThrows(ArrowException.class, () -> Arrow.longs(store, stream.segment()));
        assertThrows(ArrowException.class, () -> Arrow.longs(store, MemorySegment.NULL));
        stream.close();
        stream.close();
    }

    @Test
    void otherElementsAreRefused() {
        Store store = stores.open();
        PVector<Object> any = PVector.of(store, Codec.standard(), 1, "x");
        assertThrows(IllegalArgumentException.class, () -> Arrow.stream("x", any));
        PVector<Long> numbers = PVector.of(store, Codec.LONG, 1L);
        assertThrows(IllegalArgumentException.class, () -> Arrow.stream(numbers));
        assertEquals(
                List.of(1L),
                Arrow.longs(store, Arrow.stream("x", numbers).segment()).asList());
        Blob odd = Blob.from(store, new byte[12]);
        assertThrows(IllegalArgumentException.class, () -> Arrow.stream("x", odd, ValueLayout.JAVA_LONG));
        assertThrows(IllegalArgumentException.class, () -> Arrow.stream("x", odd, ValueLayout.ADDRESS));
        assertThrows(IllegalArgumentException.class, () -> Arrow.stream("x", odd, ValueLayout.JAVA_BOOLEAN));
        assertEquals(
                List.of(0, 0, 0),
                Arrow.ints(store, Arrow.stream("x", odd, ValueLayout.JAVA_INT).segment())
                        .asList());
    }

    @Test
    void aBlobIsNotCopied() {
        Store store = big(stores);
        Blob blob = blob(store, 300_000);
        try (View view = Ffi.view(blob);
                Consumer consumer = new Consumer(
                        Arrow.stream("x", blob, ValueLayout.JAVA_LONG).segment())) {
            MemorySegment batch = Objects.requireNonNull(consumer.next());
            assertEquals(131_072, batch.get(ValueLayout.JAVA_LONG, 0));
            long address = Consumer.buffer(Consumer.child(batch, 0), 1);
            assertEquals(view.segments().iterator().next().address(), address);
            Consumer.release(batch, batch.get(ValueLayout.JAVA_LONG, 64));
            assertEquals(LongStream.range(131_072, 300_000).boxed().toList(), consumer.longs());
        }
    }

    @Test
    void piecesOfABlobAreJoined() {
        Store store = big(stores);
        Blob whole = blob(store, 20_000);
        for (long from : new long[] {0, 8, 24, 64, 64 * 7}) {
            Blob blob = whole.slice(from, 64 * 9_000 + from)
                    .concat(whole.slice(13, 64 * 11_000 + 13))
                    .concat(whole.sliceBytes(4, 8004));
            byte[] bytes = blob.toByteArray();
            long[] expected = new long[bytes.length / 8];
            ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer().get(expected);
            ArrowStream stream = Arrow.stream("x", blob, ValueLayout.JAVA_LONG);
            assertEquals(LongVector.of(store, expected), Arrow.longs(store, stream.segment()));
        }
    }

    @Test
    void theSchemaIsAsSpecified() {
        Store store = stores.open();
        PVector<Point> points = PVector.of(store, Codec.record(Point.class), new Point(1, 2));
        try (Consumer consumer = new Consumer(Arrow.stream(points).segment())) {
            MemorySegment schema = consumer.schema();
            assertEquals("+s", text(schema, 0));
            assertEquals(2, schema.get(ValueLayout.JAVA_LONG, 32));
            MemorySegment y = schemaChild(schema, 1);
            assertEquals("g", text(y, 0));
            assertEquals("y", text(y, 8));
            assertEquals(0, y.get(ValueLayout.JAVA_LONG, 24), "no column has null");
            Consumer.release(schema, schema.get(ValueLayout.JAVA_LONG, 56));
            assertEquals(0, schema.get(ValueLayout.JAVA_LONG, 56));
        }
    }

    @SuppressWarnings("restricted")
    private static String text(MemorySegment schema, long offset) {
        return MemorySegment.ofAddress(schema.get(ValueLayout.JAVA_LONG, offset))
                .reinterpret(100)
                .getString(0);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment schemaChild(MemorySegment schema, int index) {
        MemorySegment pointers =
                MemorySegment.ofAddress(schema.get(ValueLayout.JAVA_LONG, 40)).reinterpret(100);
        return MemorySegment.ofAddress(pointers.getAtIndex(ValueLayout.JAVA_LONG, index))
                .reinterpret(72);
    }

    @Test
    void batchesOutliveTheStreamAndAreReleasedOnce() throws InterruptedException {
        Store store = big(stores);
        try (Consumer consumer = new Consumer(
                Arrow.stream("x", blob(store, 300_000), ValueLayout.JAVA_LONG).segment())) {
            MemorySegment batch = Objects.requireNonNull(consumer.next());
            long callback = batch.get(ValueLayout.JAVA_LONG, 64);
            MemorySegment stream = consumer.stream();
            Consumer.release(stream, stream.get(ValueLayout.JAVA_LONG, 24));
            assertEquals(0, stream.get(ValueLayout.JAVA_LONG, 24));
            store.reclaim();
            assertTrue(store.stats().liveNodes() > 0);
            @SuppressWarnings("restricted")
            MemorySegment data = MemorySegment.ofAddress(Consumer.buffer(Consumer.child(batch, 0), 1))
                    .reinterpret(800);
            assertEquals(99, data.getAtIndex(ValueLayout.JAVA_LONG, 99));
            dev.cairn.Threads.run(4, thread -> Consumer.release(batch, callback));
            Consumer.release(batch, callback);
            assertEquals(0, batch.get(ValueLayout.JAVA_LONG, 64));
            assertEquals(22, Consumer.call(stream, 8, batch), "a released stream gives an error");
        }
        store.reclaim();
        assertEquals(0, store.stats().liveNodes());
    }

    @Test
    void aChildCanBeMovedOut() {
        Store store = big(stores);
        try (Consumer consumer = new Consumer(Arrow.stream("x", blob(store, 100_000), ValueLayout.JAVA_LONG)
                        .segment());
                java.lang.foreign.Arena arena = java.lang.foreign.Arena.ofConfined()) {
            MemorySegment batch = Objects.requireNonNull(consumer.next());
            MemorySegment child = Consumer.child(batch, 0);
            MemorySegment moved = arena.allocate(80, 8).copyFrom(child);
            child.set(ValueLayout.JAVA_LONG, 64, 0);
            Consumer.release(batch, batch.get(ValueLayout.JAVA_LONG, 64));
            assertNull(consumer.next());
            assertEquals(1, Exported.alive());
            assertTrue(Consumer.buffer(moved, 1) != 0);
            Consumer.release(moved, moved.get(ValueLayout.JAVA_LONG, 64));
        }
    }

    @Test
    void aClosedStoreIsAnErrorOfTheStream() {
        Store store = stores.open();
        LongVector vector = LongVector.from(store, LongStream.range(0, 1000));
        try (Consumer consumer = new Consumer(Arrow.stream("x", vector).segment())) {
            store.close();
            IllegalStateException error = assertThrows(IllegalStateException.class, consumer::next);
            assertTrue(error.getMessage().contains("StoreClosedException"), error::toString);
        }
        Store other = stores.open();
        ArrowStream stream = Arrow.stream("x", LongVector.of(other, 1));
        Store taker = stores.open();
        other.close();
        ArrowException failed = assertThrows(ArrowException.class, () -> Arrow.longs(taker, stream.segment()));
        assertTrue(failed.getMessage().contains("StoreClosedException"), failed::toString);
    }

    @Test
    void manyRowsComeInBatches() {
        Store store = big(stores);
        LongVector vector = LongVector.from(store, LongStream.range(0, 150_000));
        try (Consumer consumer = new Consumer(Arrow.stream("x", vector).segment())) {
            MemorySegment batch = Objects.requireNonNull(consumer.next());
            assertEquals(65_536, batch.get(ValueLayout.JAVA_LONG, 0));
            Consumer.release(batch, batch.get(ValueLayout.JAVA_LONG, 64));
            assertEquals(LongStream.range(65_536, 150_000).boxed().toList(), consumer.longs());
            assertFalse(consumer.stream().get(ValueLayout.JAVA_LONG, 24) == 0);
        }
        assertEquals(vector, Arrow.longs(store, Arrow.stream("x", vector).segment()));
        PVector<String> texts = PVector.from(
                store,
                Codec.STRING,
                Stream.iterate("a", t -> t.length() > 90 ? "" : t + "ß").limit(70_000));
        assertEquals(texts, Arrow.texts(store, Arrow.stream("x", texts).segment()));
    }
}
