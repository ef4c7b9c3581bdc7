package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Streams of Java's serialization with any byte of them changed. What is read is whole, or an exception says that the stream has
 * it not; and either takes memory in proportion to the stream.
 */
class DamagedStreamTest extends StoreTest {
    /** What may be allocated on the heap, in bytes, and off it: at once, and for each byte of a stream. */
    private static final long AT_ONCE = 1 << 19;

    private static final long PER_BYTE = 2000;

    /** A stream's arrays are made as long as it says before they are read; who reads those of others sets such a filter. */
    private static final ObjectInputFilter ARRAYS = ObjectInputFilter.Config.createFilter("maxarray=1000");

    /** A bit, the sign, and the highest byte of a count: it becomes two billion. */
    private static final List<IntUnaryOperator> DAMAGES =
            List.of(before -> before ^ 1, before -> before ^ 0x80, before -> 0x7F);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Store store = stores.open(Setting.STANDARD_INHERITED);

    private record Empty() {}

    private record Hollow(Empty one, Empty two) {}

    private record Point(int x, String name, Empty empty) {}

    @AfterAll
    static void theStandardStoreIsSound() {
        Store.standard().verify();
    }

    private List<Object> versions() {
        return List.of(
                LongVector.from(store, LongStream.range(0, 9)),
                IntVector.from(store, IntStream.range(0, 9)),
                DoubleVector.from(store, IntStream.range(0, 9).asDoubleStream()),
                PVector.of(store, Codec.STRING, "a", "a text that is longer than a slot", "\u0416"),
                PVector.of(store, Codec.any(), null, "a", 1, 2.0, new byte[] {1}),
                PVector.of(store, Codec.BYTES, new byte[0], new byte[20]),
                PVector.of(store, Codec.object(), null, "a", List.of(1)),
                PVector.of(store, Codec.record(Point.class), new Point(1, "a", new Empty())),
                PVector.of(store, Codec.enumeration(Setting.class), Setting.TINY_PLAIN),
                PMap.empty(store, Codec.INT, Codec.STRING).put(1, "a").put(2, "b"),
                PSet.of(store, Codec.CHAR, 'a', 'b'),
                Blob.from(store, new byte[100]).slice(0, 795),
                PMap.empty(store, Codec.STRING, PVector.codec(Codec.BYTE))
                        .put("a", PVector.of(store, Codec.BYTE, (byte) 1)));
    }

    private List<Object> hollow() {
        Codec<Empty> empty = Codec.record(Empty.class);
        return List.of(
                PVector.from(store, empty, Collections.nCopies(9, new Empty())),
                PVector.from(
                        store,
                        Codec.record(Hollow.class),
                        Collections.nCopies(9, new Hollow(new Empty(), new Empty()))),
                PSet.of(store, empty, new Empty()),
                PMap.empty(store, empty, empty).put(new Empty(), new Empty()),
                PMap.empty(store, Codec.INT, empty).put(1, new Empty()).put(2, new Empty()));
    }

    private List<Object> views() {
        PMap<Integer, byte[]> map = PMap.empty(store, Codec.INT, Codec.BYTES).put(1, new byte[] {1});
        PVector<String> vector = PVector.of(store, Codec.STRING, "a", "b", "c");
        return List.of(
                vector.asList(),
                vector.asList().subList(1, 2),
                vector.asList().reversed(),
                map.asMap(),
                map.keys(),
                map.values(),
                map.entries(),
                PSet.of(store, Codec.INT, 1, 2).asSet(),
                dev.cairn.vavr.Vector.of("a", 1),
                dev.cairn.vavr.Vector.of("a", 1).asJavaMutable(),
                dev.cairn.vavr.HashMap.of("a", 1),
                dev.cairn.vavr.HashSet.of("a", 1));
    }

    @Test
    void anyByteOfAVersion() throws IOException {
        for (Object version : versions()) {
            damage(version);
        }
    }

    @Test
    void anyByteOfElementsThatHaveNothing() throws IOException {
        for (Object version : hollow()) {
            damage(version);
        }
    }

    @Test
    void anyByteOfAView() throws IOException {
        for (Object view : views()) {
            damage(view);
        }
    }

    @Test
    void anyByteOfACodec() throws IOException {
        damage(PMap.codec(Codec.record(Point.class), PSet.codec(Codec.any())));
    }

    @Test
    void anyByteOfVersionsOfOneFamily() throws IOException {
        LongVector longs = LongVector.from(store, LongStream.range(0, 100));
        damage(new Object[] {longs, longs.update(5, -1), longs.prepend(-1), longs.concat(longs)});
        PMap<Integer, Integer> map =
                PMap.empty(store, Codec.INT, Codec.INT).put(1, 1).put(2, 2).put(3, 3);
        damage(new Object[] {map, map.remove(1).put(2, 3).put(4, 4)});
        Blob blob = Blob.from(store, new byte[3000]);
        damage(new Object[] {blob.slice(0, 20_000), blob.slice(9, 24_000)});
    }

    private static void damage(Object object) throws IOException {
        byte[] bytes = Streams.write(out -> out.writeObject(object));
        for (int at = 4; at < bytes.length; at++) {
            for (IntUnaryOperator damage : DAMAGES) {
                byte[] damaged = bytes.clone();
                damaged[at] = (byte) damage.applyAsInt(bytes[at]);
                tryOut(damaged, object + ", byte " + at);
            }
        }
    }

    /** Once more if it takes too much memory, since much may be made when it is needed first. */
    private static void tryOut(byte[] bytes, String what) {
        long bound = AT_ONCE + PER_BYTE * bytes.length;
        long taken = bound + 1;
        for (int times = 0; times < 2 && taken > bound; times++) {
            long heap = THREADS.getCurrentThreadAllocatedBytes();
            long live = Store.standard().stats().liveBytes();
            read(bytes, what);
            taken = Math.max(
                    THREADS.getCurrentThreadAllocatedBytes() - heap,
                    Store.standard().stats().liveBytes() - live);
        }
        assertTrue(taken <= bound, taken + " bytes for " + bytes.length + " of " + what);
    }

    private static void read(byte[] bytes, String what) {
        Object read;
        try (ObjectInputStream in = Streams.open(bytes)) {
            in.setObjectInputFilter(ARRAYS);
            read = in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            return;
        } catch (RuntimeException e) {
            if (isOurs(e)) {
                fail(what, e);
            }
            return;
        }
        use(read, what);
    }

    /** The JDK itself throws some that are unchecked, where it sets fields or makes arrays and classes; some have no trace. */
    private static boolean isOurs(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("java.util.") && !name.startsWith("java.lang."))
                .findFirst()
                .orElse("")
                .startsWith("dev.cairn");
    }

    private static void use(Object read, String what) {
        try {
            for (Object one : read instanceof Object[] several ? several : new Object[] {read}) {
                if (one != null) {
                    assertEquals(one.hashCode(), one.hashCode());
                    assertEquals(one, one);
                    assertTrue(one.toString() != null);
                }
            }
        } catch (RuntimeException e) {
            fail(what + " gave " + read.getClass(), e);
        }
    }

    /** {@code bytes} with a number that is there once replaced by another. */
    private static byte[] with(byte[] bytes, int before, int after) {
        byte[] changed = bytes.clone();
        int found = 0;
        for (int at = 0; at + 4 <= bytes.length; at++) {
            if (ByteBuffer.wrap(bytes).getInt(at) == before) {
                ByteBuffer.wrap(changed).putInt(at, after);
                found++;
            }
        }
        assertEquals(1, found);
        return changed;
    }

    @Test
    void aCountOfElementsThatTakeNoBytesIsNotBelieved() throws IOException {
        PVector<Empty> vector =
                PVector.from(store, Codec.record(Empty.class), Collections.nCopies(0x4567, new Empty()));
        byte[] bytes = Streams.write(out -> out.writeObject(vector));
        byte[] more = with(bytes, 0x4567, 0x0400_4567);
        var thrown = assertThrows(
                InvalidObjectException.class, () -> Streams.open(more).readObject());
        assertTrue(thrown.getMessage().contains("the stream ends"), thrown::getMessage);
    }

    /** Doubled again and again, a vector is large without taking memory; elements of another codec would be copies. */
    @Test
    void partsOfAnotherCodecAreRefused() throws IOException, ClassNotFoundException {
        List<PVector<?>> versions = new ArrayList<>();
        PVector<Object> doubled = PVector.from(store, Codec.any(), Collections.nCopies(1_100, 1));
        for (int i = 0; i < 5; i++) {
            versions.add(doubled);
            doubled = doubled.concat(doubled);
        }
        PVector<Integer> ints = PVector.from(store, Codec.INT, Collections.nCopies(2_000, 7));
        versions.add(ints);
        versions.add(ints.concat(ints));
        byte[] bytes = Streams.write(out -> {
            for (PVector<?> version : versions) {
                out.writeObject(version);
            }
        });
        byte[] part = ByteBuffer.allocate(12).putInt(6).putInt(0).putInt(2_000).array();
        int at = indexOf(bytes, part);
        byte[] damaged = bytes.clone();
        damaged[at + 3] = 5;
        try (ObjectInputStream in = Streams.open(damaged)) {
            for (int i = 0; i < 6; i++) {
                assertEquals(versions.get(i), in.readObject());
            }
            var thrown = assertThrows(InvalidObjectException.class, in::readObject);
            assertTrue(thrown.getMessage().contains("a part of PVector.codec(Codec.any())"), thrown::getMessage);
        }
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return IntStream.rangeClosed(0, bytes.length - part.length)
                .filter(at -> Arrays.equals(bytes, at, at + part.length, part, 0, part.length))
                .findFirst()
                .orElseThrow();
    }

    private record Wide(int width) implements Encoding<String> {
        @Override
        public void encode(String value, SlotWriter out) {
            out.putByte(0, (byte) value.length());
        }

        @Override
        public String decode(SlotReader in) {
            return " ".repeat(in.getByte(0));
        }
    }

    /** A store describes a limited number of shapes of elements, for good. */
    @Test
    void codecsOfStreamsLeaveRoomForThoseOfPrograms() {
        for (int width = 1; width <= Encoding.WIDTH_MAX; width++) {
            NestedCodec<?> kind = NestedCodec.of(PVector.of(store, Codec.of(new Wide(width)), "a")
                    .foldedVersion()); // which gives the shape a number
            assertTrue(kind.isSparedBy(store.core()));
        }
        assertTrue(isSpared(LongVector.codec()));
        assertTrue(isSpared(PMap.codec(Codec.STRING, Codec.STRING))); // a common one
        assertFalse(isSpared(PMap.codec(Codec.of(new Wide(301)), Codec.STRING)));
    }

    private boolean isSpared(Codec<?> codec) {
        return ((NestedCodec<?>) codec).isSparedBy(store.core());
    }

    @Test
    void aViewWithoutAVersionIsRefused() throws IOException {
        Map<Integer, Integer> map =
                PMap.empty(store, Codec.INT, Codec.INT).put(1, 1).asMap();
        byte[] bytes = Streams.write(out -> out.writeObject(map));
        byte[] name = "version".getBytes(StandardCharsets.US_ASCII);
        bytes[indexOf(bytes, name)] = 'V';
        assertThrows(InvalidObjectException.class, () -> Streams.open(bytes).readObject());
    }
}
