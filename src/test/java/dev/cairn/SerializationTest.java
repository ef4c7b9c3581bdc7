package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Versions in streams of Java's serialization. */
class SerializationTest extends StoreTest {
    private static final int SIZE = 5000;

    private final Store store = stores.open(Setting.STANDARD_INHERITED);

    @AfterAll
    static void theStandardStoreIsSound() {
        Store.standard().verify();
    }

    private record Point(int x, String name) {}

    private LongVector longs(int size) {
        return LongVector.from(store, LongStream.range(0, size));
    }

    private PVector<String> strings(int size) {
        return PVector.from(store, Codec.STRING, IntStream.range(0, size).mapToObj(i -> "text " + i));
    }

    private PMap<Integer, String> map(int size) {
        var builder = PMap.builder(store, Codec.INT, Codec.STRING);
        IntStream.range(0, size).forEach(i -> builder.put(i, "text " + i));
        return builder.build();
    }

    private PSet<Integer> set(int size) {
        return PSet.from(store, Codec.INT, IntStream.range(0, size).boxed());
    }

    private List<Version> versions(int size) {
        return List.of(
                longs(size),
                IntVector.from(store, IntStream.range(0, size)),
                DoubleVector.from(store, IntStream.range(0, size).asDoubleStream()),
                strings(size),
                map(size),
                set(size));
    }

    @Test
    void whatIsReadIsEqualAndInTheStandardStore() throws IOException, ClassNotFoundException {
        for (int size : new int[] {0, 1, 100, SIZE}) {
            for (Version version : versions(size)) {
                Version copy = Streams.roundTrip(version);
                assertEquals(version, copy);
                assertSame(Store.standard(), copy.store());
            }
        }
    }

    @Test
    void updatesThatWaitAreWritten() throws IOException, ClassNotFoundException {
        LongVector longs = longs(SIZE).update(17, -1).append(2);
        assertEquals(longs, Streams.roundTrip(longs));
        PMap<Integer, String> map = map(SIZE).put(5, "other").remove(6);
        assertEquals(map, Streams.roundTrip(map));
    }

    @Test
    void recordsAndObjectsAndNestedVersionsReadBack() throws IOException, ClassNotFoundException {
        PVector<Point> points = PVector.of(store, Codec.record(Point.class), new Point(1, "a"), new Point(2, "b"));
        assertEquals(points, Streams.roundTrip(points));
        PVector<Object> objects = PVector.of(store, Codec.object(), Map.of("a", List.of(1)), null);
        assertEquals(objects, Streams.roundTrip(objects));
        PVector<Object> unknown = PVector.of(store, Codec.object(), new Object());
        assertThrows(NotSerializableException.class, () -> Streams.roundTrip(unknown));
        PMap<String, PVector<Point>> nested = PMap.empty(store, Codec.STRING, PVector.codec(points.codec()))
                .put("a", points)
                .put("b", points.append(new Point(3, "c")));
        PMap<String, PVector<Point>> copy = Streams.roundTrip(nested);
        assertEquals(nested.get("b").last(), copy.get("b").last());
        assertEquals(
                2,
                copy.put("c", copy.get("a").append(new Point(4, "d"))).get("a").size());
    }

    private static <T> List<T> readAll(byte[] bytes, Class<T> type, int count)
            throws IOException, ClassNotFoundException {
        List<T> read = new ArrayList<>();
        try (ObjectInputStream in = Streams.open(bytes)) {
            for (int i = 0; i < count; i++) {
                read.add(type.cast(in.readObject()));
            }
        }
        return read;
    }

    private static byte[] writeAll(List<? extends Version> versions) throws IOException {
        return Streams.write(out -> {
            for (Version version : versions) {
                out.writeObject(version);
            }
        });
    }

    /** Writes versions each made from the one before; that they share again, and that little is written for each. */
    private static <V extends Version> void assertSharesAgain(V first, BiFunction<V, Integer, V> change)
            throws IOException, ClassNotFoundException {
        List<V> versions = new ArrayList<>(List.of(first));
        for (int i = 1; i <= 50; i++) {
            versions.add(change.apply(versions.getLast(), i));
        }
        byte[] bytes = writeAll(versions);
        List<Version> read = readAll(bytes, Version.class, versions.size());
        assertEquals(versions, read);
        for (int i = 1; i < read.size(); i++) {
            Sharing here = Sharing.between(versions.get(i - 1), versions.get(i));
            Sharing there = Sharing.between(read.get(i - 1), read.get(i));
            assertTrue(there.sharedNodes() > 0, there::toString);
            assertTrue(there.rightOnlyNodes() <= here.rightOnlyNodes() + 3, () -> there + " was " + here);
        }
        int alone = writeAll(List.of(first)).length;
        assertTrue(bytes.length < alone + 50 * 100, () -> bytes.length + " bytes, " + alone + " for the first");
    }

    @Test
    void versionsShareAgain() throws IOException, ClassNotFoundException {
        assertSharesAgain(longs(SIZE), (v, i) -> v.update(i * 97, -i));
        assertSharesAgain(longs(SIZE), (v, i) -> v.append(i));
        assertSharesAgain(longs(SIZE), (v, i) -> v.removeLast());
        assertSharesAgain(
                IntVector.from(store, IntStream.range(0, SIZE)),
                (v, i) -> v.update(i * 97, -i).append(i));
        assertSharesAgain(
                DoubleVector.from(store, IntStream.range(0, SIZE).asDoubleStream()), (v, i) -> v.update(i * 97, -i));
        assertSharesAgain(strings(SIZE), (v, i) -> v.update(i * 97, "other " + i));
        assertSharesAgain(map(SIZE), (v, i) -> v.put(i * 97, "other " + i).remove(i));
        assertSharesAgain(set(SIZE), (v, i) -> v.remove(i * 97).add(-i));
    }

    /** Writes {@code versions}, of which the last is made of the others; that it is made of them again. */
    private static void assertMadeOfOthers(LongVector... versions) throws IOException, ClassNotFoundException {
        List<LongVector> written = List.of(versions);
        byte[] bytes = writeAll(written);
        List<LongVector> read = readAll(bytes, LongVector.class, written.size());
        assertEquals(written, read);
        for (int i = 0; i < written.size() - 1; i++) {
            Sharing here = Sharing.between(written.get(i), written.getLast());
            Sharing there = Sharing.between(read.get(i), read.getLast());
            assertTrue(there.sharedNodes() >= here.sharedNodes() / 2, () -> there + " was " + here);
        }
        int others = writeAll(written.subList(0, written.size() - 1)).length;
        assertTrue(bytes.length < others + 1000, () -> bytes.length + " bytes, " + others + " for the others");
    }

    @Test
    void versionsThatHaveElementsElsewhereShareAgain() throws IOException, ClassNotFoundException {
        LongVector longs = longs(SIZE);
        LongVector others = LongVector.from(store, LongStream.range(-SIZE, 0));
        assertMadeOfOthers(longs, longs.prepend(-1));
        assertMadeOfOthers(longs, longs.insert(77, -1));
        assertMadeOfOthers(longs, longs.removeAt(SIZE / 2));
        assertMadeOfOthers(longs, longs.slice(100, SIZE - 100));
        assertMadeOfOthers(longs, longs.drop(SIZE / 2).update(5, -1));
        assertMadeOfOthers(longs, others, longs.concat(others));
        assertMadeOfOthers(others, longs, longs.insertAll(1000, others.slice(500, 4000)));
        assertMadeOfOthers(longs, longs.concat(longs).concat(longs.drop(7)));
    }

    @Test
    void versionsOfSeveralFamiliesShareEachWithItsOwn() throws IOException, ClassNotFoundException {
        List<LongVector> versions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            versions.add(LongVector.from(store, LongStream.range(i, i + SIZE)));
        }
        for (int i = 0; i < 10; i++) {
            versions.add(versions.get(i).update(i, -1));
        }
        List<LongVector> read = readAll(writeAll(versions), LongVector.class, 20);
        assertEquals(versions, read);
        for (int i = 0; i < 10; i++) {
            assertTrue(Sharing.between(read.get(i), read.get(i + 10)).rightOnlyNodes() <= 5);
        }
        assertEquals(0, Sharing.between(read.get(0), read.get(11)).sharedNodes());
    }

    @Test
    void oneVersionIsOneObjectOfTheStream() throws IOException, ClassNotFoundException {
        PVector<String> strings = strings(10);
        Object[] copies = Streams.roundTrip(new Object[] {strings, strings, strings.codec(), strings(5)});
        assertSame(copies[0], copies[1]);
        assertSame(((PVector<?>) copies[0]).codec(), copies[2]);
        assertSame(((PVector<?>) copies[3]).codec(), copies[2]);
        PVector<Point> one = PVector.of(store, Codec.record(Point.class), new Point(1, "a"));
        PVector<Point> other = PVector.of(store, one.codec(), new Point(2, "b"));
        Object[] points = Streams.roundTrip(new Object[] {one, other});
        assertSame(((PVector<?>) points[0]).codec(), ((PVector<?>) points[1]).codec());
    }

    @Test
    void aResetStreamWritesAnew() throws IOException, ClassNotFoundException {
        LongVector longs = longs(SIZE);
        int alone = writeAll(List.of(longs)).length;
        byte[] bytes = Streams.write(out -> {
            out.writeObject(longs);
            out.writeObject(longs.append(1));
            out.reset();
            out.writeObject(longs.append(2));
            out.writeObject(longs);
            out.writeUnshared(longs.append(3));
            out.writeUnshared(longs.append(3));
        });
        assertTrue(bytes.length > 2 * alone - 100 && bytes.length < 2 * alone + 1000, () -> bytes.length + " bytes");
        List<LongVector> read = readAll(bytes, LongVector.class, 6);
        assertEquals(List.of(longs, longs.append(1), longs.append(2), longs, longs.append(3), longs.append(3)), read);
        assertTrue(Sharing.between(read.get(0), read.get(1)).leftOnlyNodes() <= 3);
        assertEquals(0, Sharing.between(read.get(1), read.get(2)).sharedNodes());
        assertTrue(Sharing.between(read.get(2), read.get(3)).leftOnlyNodes() <= 3);
    }

    /** An object that a stream can have and nobody can read. */
    private static final class Unreadable implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws ClassNotFoundException {
            throw new ClassNotFoundException("as a test wants it");
        }
    }

    @Test
    void whatWasWrittenByAVersionThatCannotBeReadIsRefused() throws IOException, ClassNotFoundException {
        PVector<Object> objects =
                PVector.from(store, Codec.object(), IntStream.range(0, SIZE).boxed());
        PVector<Object> bad = objects.append(new Unreadable());
        byte[] bytes = writeAll(List.of(objects, bad, bad.removeLast().append("good")));
        try (ObjectInputStream in = Streams.open(bytes)) {
            assertEquals(objects, in.readObject());
            assertThrows(ClassNotFoundException.class, in::readObject);
            var thrown = assertThrows(InvalidObjectException.class, in::readObject);
            assertTrue(thrown.getMessage().contains("no version 2"), thrown::getMessage);
        }
    }

    /** What was written in a scope is known to the stream after the scope's end: it keeps the nodes that it looks at. */
    @Test
    void whatWasWrittenInAScopeServesLaterVersionsAfterItsEnd() throws IOException, ClassNotFoundException {
        IntVector[] ints = new IntVector[2];
        LongVector[] longs = new LongVector[2];
        byte[] bytes = Streams.write(out -> {
            try (Scope scope = store.scope()) {
                ints[0] = IntVector.from(store, IntStream.range(0, 20 * SIZE));
                longs[0] = longs(20 * SIZE);
                out.writeObject(ints[0]);
                out.writeObject(longs[0]);
                ints[1] = scope.keep(ints[0].update(7, -1));
                longs[1] = scope.keep(longs[0].update(7, -1));
            }
            store.reclaim();
            LongVector other =
                    LongVector.from(store, LongStream.generate(() -> -1).limit(80 * SIZE));
            assertEquals(-1, other.last());
            out.writeObject(longs[1].removeRange(0, 200));
            out.writeObject(ints[1].removeRange(0, 200));
        });
        assertTrue(bytes.length < 15 * 20 * SIZE, () -> bytes.length + " bytes");
        try (ObjectInputStream in = Streams.open(bytes)) {
            in.readObject();
            in.readObject();
            assertEquals(longs[1].removeRange(0, 200), in.readObject());
            assertEquals(ints[1].removeRange(0, 200), in.readObject());
        }
    }

    @Test
    void aClosedStoreIsNotWritten() {
        LongVector longs = longs(5);
        store.close();
        assertThrows(StoreClosedException.class, () -> Streams.roundTrip(longs));
    }

    /** A stream that says it has an object of {@code type} itself, without fields. */
    private static byte[] streamOf(Class<?> type) {
        byte[] name = type.getName().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(100 + name.length);
        bytes.putShort(ObjectStreamConstants.STREAM_MAGIC).putShort(ObjectStreamConstants.STREAM_VERSION);
        bytes.put(ObjectStreamConstants.TC_OBJECT).put(ObjectStreamConstants.TC_CLASSDESC);
        bytes.putShort((short) name.length).put(name);
        bytes.putLong(ObjectStreamClass.lookup(type).getSerialVersionUID());
        bytes.put(ObjectStreamConstants.SC_SERIALIZABLE).putShort((short) 0);
        bytes.put(ObjectStreamConstants.TC_ENDBLOCKDATA).put(ObjectStreamConstants.TC_NULL);
        return bytes.array();
    }

    @Test
    void theTypesThemselvesAreRefused() throws ClassNotFoundException {
        for (Class<?> type : Version.class.getPermittedSubclasses()) {
            assertThrows(
                    InvalidClassException.class,
                    () -> Streams.open(streamOf(type)).readObject());
        }
        for (Class<?> type : List.of(
                Codec.LONG.getClass(),
                Codec.STRING.getClass(),
                Codec.any().getClass(),
                LongVector.codec().getClass())) {
            assertThrows(
                    InvalidObjectException.class,
                    () -> Streams.open(streamOf(type)).readObject());
        }
        assertThrows(
                ObjectStreamException.class,
                () -> Streams.open(streamOf(formOf(LongVector.empty(store)))).readObject());
    }

    private static Class<?> formOf(LongVector version) {
        return ((AbstractVersion<?, ?>) version).writeReplace().getClass();
    }
}
