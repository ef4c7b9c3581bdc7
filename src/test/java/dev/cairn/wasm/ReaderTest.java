package dev.cairn.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.Atom;
import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.Version;
import dev.cairn.codec.Codec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All kinds of collections, read by cairn.h in a module with a stack and data of its own, against Java's answers. */
@Tag("noNative")
class ReaderTest extends StoreTest {
    private static final Kernel READER = Modules.kernel("reader");

    /** A type of elements: its slots, how the module takes them, and how one is drawn. */
    private record Slots<T>(Codec<T> codec, int width, int form, Function<Random, T> draw) {
        T one(Random random) {
            return draw.apply(random);
        }
    }

    private static final List<Slots<?>> ELEMENTS = List.of(
            new Slots<>(Codec.BYTE, 1, Folds.PLAIN, random -> (byte) random.nextInt()),
            new Slots<>(Codec.BOOLEAN, 1, Folds.PLAIN, Random::nextBoolean),
            new Slots<>(Codec.SHORT, 2, Folds.PLAIN, random -> (short) random.nextInt()),
            new Slots<>(Codec.CHAR, 2, Folds.PLAIN, random -> (char) random.nextInt()),
            new Slots<>(Codec.INT, 4, Folds.PLAIN, random -> random.nextInt(-50, 500)),
            new Slots<>(Codec.LONG, 8, Folds.PLAIN, random -> random.nextLong() >> random.nextInt(64)),
            new Slots<>(Codec.FLOAT, 4, Folds.PLAIN, random -> (float) random.nextInt(500) / 8),
            new Slots<>(Codec.DOUBLE, 8, Folds.PLAIN, random -> random.nextInt(500) / 8.0),
            new Slots<>(Codec.STRING, 24, Folds.TEXT, ReaderTest::text),
            new Slots<>(Codec.BYTES, 24, Folds.ARRAY, random -> bytes(random, random.nextInt(60))));

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A text that is short or long, of narrow or wide units, with and without pairs. */
    private static String text(Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(700) : random.nextInt(20);
        int[] most = {128, 256, 0x800, 0xD800, 0x10FFFF};
        int bound = most[random.nextInt(most.length)];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int point = random.nextInt(bound);
            text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
        }
        return text.toString();
    }

    /** A vector of {@code size} elements, relaxed if it was edited in its middle. */
    private static <T> PVector<T> vector(Store store, Slots<T> slots, int size, int edits, Random random) {
        PVector<T> vector = PVector.empty(store, slots.codec());
        for (int i = 0; i < size; i++) {
            vector = vector.append(slots.one(random));
        }
        for (int i = 0; i < edits && !vector.isEmpty(); i++) {
            int at = random.nextInt(vector.size());
            vector = switch (random.nextInt(6)) {
                case 0 -> vector.insert(at, slots.one(random));
                case 1 -> vector.removeAt(at);
                case 2 -> vector.update(at, slots.one(random));
                case 3 -> vector.slice(0, at).concat(vector.slice(at / 2, vector.size()));
                case 4 -> vector.prepend(slots.one(random));
                default -> vector.size() > 5000 ? vector.slice(at / 2, Math.min(vector.size(), at / 2 + 3000)) : vector;
            };
        }
        return vector;
    }

    @Property(tries = 150)
    void vectorsAreRead(
            @ForAll Setting setting,
            @ForAll @IntRange(max = 9) int type,
            @ForAll @IntRange(max = 900) int size,
            @ForAll @IntRange(max = 12) int edits,
            @ForAll Random random) {
        Store store = stores.shared(setting);
        requireRead(store, ELEMENTS.get(type), size, edits, random);
    }

    private static <T> void requireRead(Store store, Slots<T> slots, int size, int edits, Random random) {
        Window window = READER.on(store);
        PVector<T> vector = vector(store, slots, size, edits, random);
        List<T> elements = new ArrayList<>(vector.asList());
        assertEquals(Folds.all(elements), window.callLong("elements", window.base(), vector, slots.form()));
        for (int i = 0; i < 5 && !elements.isEmpty(); i++) {
            int index = random.nextInt(elements.size());
            assertEquals(
                    Folds.value(0, elements.get(index)),
                    window.callLong("element", window.base(), vector, index, slots.form()));
        }
        assertThrows(
                KernelTrapException.class,
                () -> window.callLong("element", window.base(), vector, elements.size(), slots.form()));
    }

    @Property(tries = 150)
    void mapsAreReadAndSearched(
            @ForAll Setting setting,
            @ForAll @IntRange(min = 2, max = 8) int keys,
            @ForAll @IntRange(max = 9) int values,
            @ForAll @IntRange(max = 600) int size,
            @ForAll Random random) {
        Store store = stores.shared(setting);
        requireMap(store, ELEMENTS.get(keys), ELEMENTS.get(values), size, random);
    }

    private static <K, V> void requireMap(Store store, Slots<K> keys, Slots<V> values, int size, Random random) {
        Window window = READER.on(store);
        int base = window.base();
        PMap<K, V> map = PMap.empty(store, keys.codec(), values.codec());
        PVector<K> sought = PVector.empty(store, keys.codec());
        for (int i = 0; i < size; i++) {
            K key = keys.one(random);
            map = random.nextInt(5) == 0 ? map.remove(key) : map.put(key, values.one(random));
            sought = random.nextInt(8) == 0 ? sought.append(key) : sought;
        }
        assertEquals(
                Folds.entries(map),
                window.callLong("entries", base, map, keys.width(), keys.form(), values.width(), values.form()));
        sought = sought.append(keys.one(random));
        for (int i = 0; i < sought.size(); i++) {
            K key = sought.get(i);
            V value = map.get(key);
            long expected = value == null ? -77 : Folds.value(0, value);
            assertEquals(expected, find(window, map, key, sought, i, keys, values.width(), values.form()), "" + key);
        }
    }

    private static long find(
            Window window, Version map, Object key, Version keys, int index, Slots<?> slots, int width, int form) {
        int base = window.base();
        return switch (key) {
            case Float number -> window.callLong("find_float", base, map, number, width, form, -77L);
            case Double number -> window.callLong("find_double", base, map, number, width, form, -77L);
            case Number number ->
                window.callLong("find_number", base, map, slots.width(), number.longValue(), width, form, -77L);
            case Character unit ->
                window.callLong("find_number", base, map, slots.width(), (long) unit, width, form, -77L);
            default -> window.callLong("find_element", base, map, keys, index, slots.form(), width, form, -77L);
        };
    }

    @Property(tries = 80)
    void setsAreReadAndSearched(
            @ForAll Setting setting,
            @ForAll @IntRange(min = 2, max = 8) int type,
            @ForAll @IntRange(max = 600) int size,
            @ForAll Random random) {
        requireSet(stores.shared(setting), ELEMENTS.get(type), size, random);
    }

    private static <T> void requireSet(Store store, Slots<T> slots, int size, Random random) {
        Window window = READER.on(store);
        PSet<T> set = PSet.empty(store, slots.codec());
        PVector<T> sought = PVector.of(store, slots.codec(), slots.one(random), slots.one(random));
        for (int i = 0; i < size; i++) {
            T element = slots.one(random);
            set = set.add(element);
            sought = random.nextInt(20) == 0 ? sought.append(element) : sought;
        }
        assertEquals(
                Folds.all(set.asSet()),
                window.callLong("entries", window.base(), set, slots.width(), slots.form(), 0, 0));
        for (int i = 0; i < sought.size(); i++) {
            long expected = set.contains(sought.get(i)) ? 1 : -77;
            assertEquals(expected, find(window, set, sought.get(i), sought, i, slots, 0, 0));
        }
    }

    @Property(tries = 80)
    void blobsAreReadAtAnyBit(
            @ForAll Setting setting,
            @ForAll @IntRange(max = 3000) int size,
            @ForAll @IntRange(max = 6) int parts,
            @ForAll Random random) {
        Store store = stores.shared(setting);
        Window window = READER.on(store);
        Blob blob = Blob.from(store, bytes(random, size));
        for (int i = 0; i < parts; i++) {
            long cut = blob.length() == 0 ? 0 : random.nextLong(blob.length());
            blob = blob.slice(cut / 2, cut).concat(blob).slice(cut / 3, blob.length());
        }
        long from = blob.length() == 0 ? 0 : random.nextLong(blob.length());
        Blob part = blob.slice(from, blob.length());
        long expected = Folds.bytes(0, part.toByteArray());
        assertEquals(expected, window.callLong("bits", window.base(), blob, from, blob.length() - from));
        assertEquals(expected, window.callLong("bits", window.base(), part, 0, part.length()));
    }

    private record Point(int x, double y, byte z) {}

    @Test
    void recordsAreReadByTheirBytes() {
        Store store = stores.open();
        Window window = READER.on(store);
        PVector<Point> points = PVector.empty(store, Codec.record(Point.class));
        long expected = 0;
        for (int i = 0; i < 500; i++) {
            points = points.append(new Point(i, i / 4.0, (byte) -i));
            ByteBuffer slot = ByteBuffer.allocate(13).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            slot.putInt(i).putDouble(i / 4.0).put((byte) -i);
            expected = Folds.bytes(expected, slot.array());
        }
        assertEquals(expected, window.callLong("elements", window.base(), points, Folds.PLAIN));
    }

    @Test
    void numbersInVectorsOfNumbersAreRead() {
        Store store = stores.open();
        Window window = READER.on(store);
        int[] ints = new Random(3).ints(2000).toArray();
        IntVector few = IntVector.of(store, ints);
        DoubleVector doubles =
                DoubleVector.of(store, Arrays.stream(ints).asDoubleStream().toArray());
        assertEquals(Folds.all(few.asList()), window.callLong("elements", window.base(), few, Folds.PLAIN));
        assertEquals(Folds.all(doubles.asList()), window.callLong("elements", window.base(), doubles, Folds.PLAIN));
    }

    @Test
    void aKernelFindsAnAtom() {
        Store store = stores.open(); // with cells
        Window window = READER.on(store);
        assertThrows(KernelTrapException.class, () -> window.callLong("numbers_atom", window.base()));
        LongVector numbers = LongVector.of(store, 5, 6, 7);
        Atom<LongVector> atom = store.atom("numbers", numbers);
        store.atom("other numbers", numbers);
        assertEquals(Folds.all(List.of(5L, 6L, 7L)), window.callLong("numbers_atom", window.base()));
        atom.set(numbers.append(8));
        assertEquals(Folds.all(List.of(5L, 6L, 7L, 8L)), window.callLong("numbers_atom", window.base()));
        store.removeAtom("numbers");
        store.removeAtom("other numbers");
    }

    @Test
    void anotherKindTraps() {
        Store store = stores.open();
        Window window = READER.on(store);
        LongVector numbers = LongVector.of(store, 1, 2, 3);
        Blob blob = Blob.from(store, new byte[100]);
        assertThrows(KernelTrapException.class, () -> window.callLong("elements", window.base(), blob, Folds.PLAIN));
        assertThrows(KernelTrapException.class, () -> window.callLong("bits", window.base(), numbers, 0L, 8L));
        assertThrows(KernelTrapException.class, () -> window.callLong("bits", window.base(), blob, 0L, 801L));
    }
}
