package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.CChecks.Place;
import dev.cairn.CChecks.Sought;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.Hash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Collections at random, each of which C must see as Java does: every codec, every geometry, with checks and without. */
@Tag("alone")
class CCollectionsTest extends StoreTest {
    private static final String NAME = "a name, \u00e4\u4e16\ud83d\uddff";
    private static final List<Integer> SLABS = List.of(4096, 16384, 65536);

    private final Map<Geometry, Store> open = new HashMap<>();

    /** The store of these nodes that all tries share. */
    private Store store(int bits, Random random) {
        Geometry geometry = new Geometry(bits, SLABS.get(random.nextInt(SLABS.size())));
        return open.computeIfAbsent(
                geometry,
                key -> stores.open(StoreOptions.defaults()
                        .maxBytes(64L << 20)
                        .geometry(key)
                        .atomsInCells(true)));
    }

    private static CChecks c(boolean isChecked) {
        return isChecked ? Checked.LIBRARY : Fast.LIBRARY;
    }

    private static final class Checked {
        static final CChecks LIBRARY =
                new CChecks(CCompiler.library(CCompiler.TEST.resolve("checks.c"), "-DCAIRN_CHECKED"));
    }

    private static final class Fast {
        static final CChecks LIBRARY = new CChecks(CCompiler.library(CCompiler.TEST.resolve("checks.c")));
    }

    /** Reads what an atom holds. */
    @FunctionalInterface
    private interface Check {
        void check(CChecks c, Place place, int version);
    }

    private static void inAtom(Store store, boolean isChecked, Version value, Check check) {
        Atom<Version> atom = atom(store, value);
        CChecks c = c(isChecked);
        Place place = Place.of(store);
        check.check(c, place, c.atom(place, NAME));
        assertEquals(value, atom.get());
        store.removeAtom(NAME);
    }

    @SuppressWarnings("unchecked")
    private static Atom<Version> atom(Store store, Version value) {
        store.atom("another name", LongVector.empty(store));
        Atom<Version> made = (Atom<Version>) (Atom<?>)
                switch (value) {
                    case LongVector v -> store.atom(NAME, v);
                    case PVector<?> v -> store.atom(NAME, v);
                    case PMap<?, ?> v -> store.atom(NAME, v);
                    case PSet<?> v -> store.atom(NAME, v);
                    case Blob v -> store.atom(NAME, v);
                    default -> throw new IllegalArgumentException(value.toString());
                };
        store.removeAtom("another name");
        return made;
    }

    private static int size(Random random) {
        return random.nextInt(4) == 0 ? random.nextInt(6000) : random.nextInt(200);
    }

    @Property(tries = 120)
    void vectorsOfEveryWidth(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int bits, @ForAll boolean isChecked) {
        CCompiler.required();
        Random random = new Random(seed);
        vectors(CKind.ALL.get(random.nextInt(CKind.ALL.size())), random, store(bits, random), isChecked);
    }

    private static <T> void vectors(CKind<T> kind, Random random, Store store, boolean isChecked) {
        PVector<T> vector = PVector.empty(store, kind.codec());
        for (int steps = 1 + random.nextInt(5); steps > 0; steps--) {
            vector = changed(vector, kind, random, store);
        }
        PVector<T> value = vector;
        inAtom(store, isChecked, value, (c, place, version) -> {
            try (Arena arena = Arena.ofConfined()) {
                assertEquals(
                        List.of(1, kind.width(), kind.code(), kind.width(), 0, 0, 0, 0), c.typeNumbers(place, version));
                var slots = c.vector(place, version, value.size(), kind.width(), arena);
                assertEquals(value.size(), slots.size());
                for (int i = 0; i < value.size(); i++) {
                    assertEquals(kind.plain().apply(value.get(i)), kind.read().read(c, place, slots.slot(i)));
                }
            }
        });
    }

    private static <T> PVector<T> changed(PVector<T> vector, CKind<T> kind, Random random, Store store) {
        int size = vector.size();
        int at = random.nextInt(size + 1);
        List<T> some = new ArrayList<>();
        for (int i = size(random); i > 0; i--) {
            some.add(kind.random().apply(random));
        }
        PVector<T> more = PVector.from(store, kind.codec(), some);
        return switch (size == 0 ? 0 : random.nextInt(8)) {
            case 0 -> vector.concat(more);
            case 1 -> more.concat(vector.drop(at));
            case 2 -> vector.insertAll(at, more);
            case 3 -> vector.removeRange(at, size);
            case 4 -> vector.take(at).concat(more).concat(vector.drop(at / 2));
            case 5 -> vector.update(size - 1, kind.random().apply(random));
            case 6 -> vector.concat(vector);
            default -> vector.prepend(kind.random().apply(random));
        };
    }

    @Property(tries = 160)
    void mapsOfEveryKindOfKeys(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int bits, @ForAll boolean isChecked) {
        CCompiler.required();
        Random random = new Random(seed);
        CKind<?> keys = CKind.KEYS.get(random.nextInt(CKind.KEYS.size()));
        CKind<?> values = CKind.ALL.get(random.nextInt(CKind.ALL.size()));
        maps(keys, values, random, store(bits, random), isChecked);
    }

    private static int alignment(int width) {
        return Math.min(8, Integer.lowestOneBit(width));
    }

    private static int roundUp(int bytes, int to) {
        return (bytes + to - 1) / to * to;
    }

    private static <K, V> void maps(CKind<K> keys, CKind<V> values, Random random, Store store, boolean isChecked) {
        PMap<K, V> map = PMap.empty(store, keys.codec(), values.codec());
        for (int i = size(random); i > 0; i--) {
            map = map.put(keys.random().apply(random), values.random().apply(random));
        }
        for (K key : List.copyOf(map.keys()).subList(0, Math.min(map.size(), random.nextInt(20)))) {
            map = map.remove(key);
        }
        PMap<K, V> value = map;
        int valueAt = roundUp(keys.width(), alignment(values.width()));
        int stride = roundUp(valueAt + values.width(), Math.max(alignment(keys.width()), alignment(values.width())));
        inAtom(store, isChecked, value, (c, place, version) -> {
            assertEquals(
                    List.of(3, stride, keys.code(), keys.width(), 0, values.code(), values.width(), valueAt),
                    c.typeNumbers(place, version));
            try (Arena arena = Arena.ofConfined()) {
                var entries = c.entries(place, version, keys.width(), values.width(), value.size(), stride, arena);
                assertEquals(value.size(), entries.size());
                MemorySegment out = arena.allocate(64, 8);
                int i = 0;
                for (var entry : value.asMap().entrySet()) {
                    Object expected = values.plain().apply(entry.getValue());
                    MemorySegment slot = entries.slot(i++);
                    assertEquals(keys.plain().apply(entry.getKey()), keys.read().read(c, place, slot), "in order");
                    assertEquals(expected, values.read().read(c, place, slot.asSlice(valueAt)));
                    Sought sought = keys.sought().apply(entry.getKey());
                    assertEquals(CChecks.OK, c.find(place, version, keys.width(), values.width(), sought, out));
                    assertEquals(expected, values.read().read(c, place, out));
                    if (keys.equals(CKind.STRING)) {
                        byte[] key = slot.asSlice(0, 24).toArray(ValueLayout.JAVA_BYTE);
                        Sought same = Sought.slot(key);
                        assertEquals(CChecks.OK, c.find(place, version, 24, values.width(), same, out));
                    }
                }
                for (int tries = 0; tries < 20; tries++) {
                    K key = keys.random().apply(random);
                    assertEquals(
                            value.containsKey(key) ? CChecks.OK : CChecks.ABSENT,
                            c.find(
                                    place,
                                    version,
                                    keys.width(),
                                    values.width(),
                                    keys.sought().apply(key),
                                    out));
                }
            }
        });
    }

    @Property(tries = 60)
    void setsOfEveryKindOfKeys(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int bits, @ForAll boolean isChecked) {
        CCompiler.required();
        Random random = new Random(seed);
        sets(CKind.KEYS.get(random.nextInt(CKind.KEYS.size())), random, store(bits, random), isChecked);
    }

    private static <T> void sets(CKind<T> kind, Random random, Store store, boolean isChecked) {
        PSet<T> set = PSet.empty(store, kind.codec());
        for (int i = size(random); i > 0; i--) {
            set = set.add(kind.random().apply(random));
        }
        PSet<T> value = set;
        inAtom(store, isChecked, value, (c, place, version) -> {
            try (Arena arena = Arena.ofConfined()) {
                assertEquals(
                        List.of(2, kind.width(), kind.code(), kind.width(), 0, 0, 0, 0), c.typeNumbers(place, version));
                var entries = c.entries(place, version, kind.width(), 0, value.size(), kind.width(), arena);
                List<Object> read = new ArrayList<>();
                for (int i = 0; i < entries.size(); i++) {
                    read.add(kind.read().read(c, place, entries.slot(i)));
                }
                assertEquals(value.asSet().stream().map(kind.plain()).toList(), read);
                MemorySegment out = arena.allocate(64, 8);
                for (T element : value.asSet()) {
                    assertEquals(
                            CChecks.OK,
                            c.find(
                                    place,
                                    version,
                                    kind.width(),
                                    0,
                                    kind.sought().apply(element),
                                    out));
                    assertEquals(kind.plain().apply(element), kind.read().read(c, place, out));
                }
            }
        });
    }

    /** Many of these have the same hash. */
    private record Clash(int n) {
        @Override
        public int hashCode() {
            return n / 50;
        }
    }

    @Property(tries = 20)
    void entriesWithTheSameHash(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int bits, @ForAll boolean isChecked) {
        CCompiler.required();
        Random random = new Random(seed);
        Store store = store(bits, random);
        PSet<Object> set = PSet.empty(store, Codec.object());
        int size = 1100 + random.nextInt(1500);
        for (int i = 0; i < size; i++) {
            set = set.add(new Clash(i));
        }
        PSet<Object> value = set;
        inAtom(store, isChecked, value, (c, place, version) -> {
            try (Arena arena = Arena.ofConfined()) {
                var entries = c.entries(place, version, 4, 0, size, 4, arena);
                assertEquals(size, entries.size());
                MemorySegment out = arena.allocate(64, 8);
                for (int i = 0; i < size; i++) {
                    byte[] slot = entries.slot(i).toArray(ValueLayout.JAVA_BYTE);
                    int found = 0;
                    for (int hash = 0; hash <= (size - 1) / 50; hash++) { // no other: it may lead to one of these
                        Sought sought = Sought.hashed(Hash.of(hash, store.core().seed()), slot);
                        found += c.find(place, version, 4, 0, sought, out) == CChecks.OK ? 1 : 0;
                    }
                    assertEquals(1, found, "hashes that lead to the object " + i);
                }
            }
        });
        assertTrue(value.size() == size); // its objects stay until here
    }

    @Property(tries = 60)
    void blobsAtAnyBit(@ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int bits, @ForAll boolean isChecked) {
        CCompiler.required();
        Random random = new Random(seed);
        Store store = store(bits, random);
        BitText text = BitText.random(random, random.nextInt(3000));
        Blob blob = text.blob(store, random);
        for (int steps = random.nextInt(6); steps > 0; steps--) {
            int from = random.nextInt(text.length() + 1);
            int to = from + random.nextInt(text.length() - from + 1);
            blob = blob.slice(0, to).concat(blob.slice(from, text.length()));
            text = text.slice(0, to).concat(text.slice(from, text.length()));
        }
        BitText expected = text;
        Blob value = blob;
        inAtom(store, isChecked, value, (c, place, version) -> {
            assertEquals(List.of(4, 0, 0, 0, 0, 0, 0, 0), c.typeNumbers(place, version));
            assertEquals("blob", c.type(place, version));
            long[] counts = c.blob(place, version);
            assertEquals(expected.length(), counts[0]);
            assertArrayEquals(expected.bytes(), c.blob(place, version, 0, counts[0]));
            for (int i = 0; i < 10; i++) {
                int from = random.nextInt(expected.length() + 1);
                int to = from + random.nextInt(expected.length() - from + 1);
                assertArrayEquals(
                        expected.slice(from, to).bytes(), c.blob(place, version, from, to - from), from + " to " + to);
            }
        });
    }
}
