package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LayoutTypes.Described;
import dev.cairn.LayoutTypes.Slot;
import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the table of types in a store, in a file or not, says enough to read collections of all kinds. */
class LayoutKindsTest extends StoreTest {
    private static final List<Integer> SIZES = List.of(0, 1, 7, 32, 33, 400, 3_000);

    private final DocumentTables document = DocumentTables.read("layout.md");

    record Point(long x, int y) {}

    /** Many of these have the same hash. */
    private record Clash(int n) {
        @Override
        public int hashCode() {
            return n / 40;
        }
    }

    /** Those of a private store, whose atoms are in cells, and of one that describes its kinds as a file does. */
    private List<Store> stores(Setting setting) {
        return List.of(stores.open(setting.options().atomsInCells(true)), stores.describing(setting.options()));
    }

    private LayoutValues values(Store store) {
        return new LayoutValues(StoreBytes.of(store), document);
    }

    private void requireRead(Store store, Version version) {
        store.atom("tested", version);
        assertEquals(LayoutExpected.of(version), values(store).atom("tested"), () -> "" + version.getClass());
        store.removeAtom("tested");
    }

    static String text(int i) {
        return switch (i % 4) {
            case 0 -> "n" + i;
            case 1 -> "\u4e16\u754c" + i;
            case 2 -> "a text that is too long for its slot, " + i;
            default -> "\u4e16".repeat(i % 50);
        };
    }

    @ParameterizedTest
    @EnumSource
    void vectorsOfEachWidth(Setting setting) {
        for (Store store : stores(setting)) {
            requireVectors(store, Codec.BOOLEAN, i -> i % 3 == 0);
            requireVectors(store, Codec.BYTE, i -> (byte) i);
            requireVectors(store, Codec.SHORT, i -> (short) (i * 77));
            requireVectors(store, Codec.CHAR, i -> (char) (i * 33));
            requireVectors(store, Codec.INT, i -> i * -1_000_003);
            requireVectors(store, Codec.LONG, i -> i * -1_000_000_007L);
            requireVectors(store, Codec.FLOAT, i -> i / 3f);
            requireVectors(store, Codec.DOUBLE, i -> i / -3d);
            requireVectors(store, Codec.STRING, LayoutKindsTest::text);
            requireVectors(store, Codec.BYTES, i -> text(i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            requireVectors(store, Codec.any(), i -> i % 3 == 0 ? (Object) i : i % 3 == 1 ? (Object) (i * 2L) : "a" + i);
            requireRead(store, LongVector.from(store, IntStream.range(0, 3_000).asLongStream()));
            requireRead(store, IntVector.from(store, IntStream.range(0, 3_000)));
            requireRead(
                    store, DoubleVector.from(store, IntStream.range(0, 3_000).mapToDouble(i -> i / 7d)));
            requireRead(
                    store,
                    LongVector.from(store, IntStream.range(0, 3_000).asLongStream())
                            .insert(1_500, 7));
        }
    }

    private <T> void requireVectors(Store store, Codec<T> codec, IntFunction<T> make) {
        for (int size : SIZES) {
            PVector<T> vector = PVector.from(
                    store, codec, IntStream.range(0, size).mapToObj(make).toList());
            requireRead(store, vector);
            if (size > 400) {
                requireRead(store, vector.drop(77).concat(vector.take(1_234)).insert(100, make.apply(5)));
                requireRead(store, vector.update(1_700, make.apply(3)).append(make.apply(9)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void mapsWhoseValuesBeginAnywhere(Setting setting) {
        for (Store store : stores(setting)) {
            requireMaps(store, Codec.BYTE, i -> (byte) i);
            requireMaps(store, Codec.SHORT, i -> (short) i);
            requireMaps(store, Codec.INT, i -> i);
            requireMaps(store, Codec.LONG, i -> (long) i << 40);
            requireMaps(store, Codec.DOUBLE, i -> i / 9d);
            requireMaps(store, Codec.STRING, LayoutKindsTest::text);
            requireMaps(store, Codec.BYTES, i -> text(i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private <K> void requireMaps(Store store, Codec<K> keys, IntFunction<K> key) {
        requireMap(store, keys, Codec.BOOLEAN, key, i -> i % 2 == 0);
        requireMap(store, keys, Codec.CHAR, key, i -> (char) i);
        requireMap(store, keys, Codec.INT, key, i -> i * 3);
        requireMap(store, keys, Codec.LONG, key, i -> i * 3L);
        requireMap(store, keys, Codec.STRING, key, LayoutKindsTest::text);
        requireMap(store, keys, LongVector.codec(), key, i -> LongVector.of(store, i, i + 1, i + 2));
    }

    private <K, V> void requireMap(
            Store store, Codec<K> keys, Codec<V> values, IntFunction<K> key, IntFunction<V> value) {
        for (int size : List.of(0, 1, 5, 16, 700)) {
            PMap<K, V> map = PMap.empty(store, keys, values);
            Set<Object> before = new HashSet<>();
            for (int i = 0; i < size && before.add(LayoutExpected.plain(key.apply(i))); i++) {
                map = map.put(key.apply(i), value.apply(i));
            }
            store.atom("map", map);
            LayoutValues read = values(store);
            assertEquals(LayoutExpected.of(map), read.atom("map"));
            int header = read.reader.atom("map");
            Described type = read.types.of(header);
            for (K each : map.keys()) {
                long entry = read.reader.find(
                        header,
                        hash(read.reader, each),
                        at -> LayoutExpected.plain(each).equals(read.value(at, type.first())));
                assertNotEquals(-1, entry, () -> "the entry of " + each);
                assertEquals(LayoutExpected.plain(map.get(each)), read.value(entry, type.second()));
            }
            store.removeAtom("map");
        }
    }

    private static long hash(LayoutReader reader, Object key) {
        return switch (key) {
            case String text -> reader.hashes().hash(text);
            case byte[] bytes -> reader.hashes().hash(bytes);
            case Double number -> reader.hashes().hash(Double.doubleToLongBits(number));
            case Number number -> reader.hashes().hash(number.longValue());
            default -> throw new AssertionError(key);
        };
    }

    @ParameterizedTest
    @EnumSource
    void sets(Setting setting) {
        for (Store store : stores(setting)) {
            for (int size : List.of(0, 1, 5, 16, 17, 2_000)) {
                List<Integer> numbers = IntStream.range(0, size).boxed().toList();
                requireRead(store, PSet.from(store, Codec.INT, numbers));
                requireRead(
                        store,
                        PSet.from(
                                store,
                                Codec.LONG,
                                numbers.stream().map(i -> i * 5L).toList()));
                requireRead(
                        store,
                        PSet.from(
                                store,
                                Codec.STRING,
                                numbers.stream().map(LayoutKindsTest::text).toList()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysWithTheSameHash(Setting setting) {
        Store store = stores.open(setting.options().atomsInCells(true));
        PMap<Object, String> map = PMap.empty(store, Codec.object(), Codec.STRING);
        for (int i = 0; i < 400; i++) {
            map = map.put(new Clash(i), text(i));
        }
        store.atom("clashes", map);
        LayoutValues read = values(store);
        Map<?, ?> found = (Map<?, ?>) read.atom("clashes");
        assertTrue(read.reader.seen.contains("MAP_COLLISION"), read.reader.seen::toString);
        assertEquals(400, found.size());
        assertEquals(new HashSet<>(map.asMap().values()), new HashSet<>(found.values()));
        store.removeAtom("clashes");
        assertEquals(400, map.size()); // its objects stay until here
    }

    @ParameterizedTest
    @EnumSource
    void collectionsInCollections(Setting setting) {
        for (Store store : stores(setting)) {
            PVector<LongVector> rows = PVector.empty(store, LongVector.codec());
            PVector<PMap<String, Long>> tables = PVector.empty(store, PMap.codec(Codec.STRING, Codec.LONG));
            for (int size = 0; size < 120; size++) {
                rows = rows.append(
                        LongVector.from(store, IntStream.range(0, size).asLongStream()));
                PMap<String, Long> table = PMap.empty(store, Codec.STRING, Codec.LONG);
                for (int i = 0; i < size; i++) {
                    table = table.put(text(i), -7L * i);
                }
                tables = tables.append(table);
            }
            requireRead(store, rows);
            requireRead(store, tables);
            PMap<Integer, PVector<PSet<Double>>> deep =
                    PMap.empty(store, Codec.INT, PVector.codec(PSet.codec(Codec.DOUBLE)));
            for (int i = 0; i < 50; i++) {
                deep = deep.put(i, PVector.of(store, PSet.codec(Codec.DOUBLE), PSet.of(store, Codec.DOUBLE, i / 2d)));
            }
            requireRead(store, deep);
        }
    }

    @ParameterizedTest
    @EnumSource
    void blobsAtAnyBit(Setting setting) {
        for (Store store : stores(setting)) {
            byte[] bytes = new byte[20_000];
            new java.util.Random(7).nextBytes(bytes);
            Blob blob = Blob.from(store, bytes);
            requireRead(store, blob);
            requireRead(store, blob.slice(3, 100_001));
            requireRead(store, blob.slice(9_999, 150_002).concat(blob.slice(5, 70_000)));
            requireRead(store, Blob.from(store, new byte[0]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTypesSay(Setting setting) {
        for (Store store : stores(setting)) {
            store.atom("map", PMap.empty(store, Codec.STRING, Codec.record(Point.class)));
            store.atom("set", PSet.empty(store, Codec.SHORT));
            store.atom("inner", PMap.empty(store, Codec.INT, PVector.codec(Codec.LONG)));
            LayoutValues read = values(store);
            Described map = read.types.of(read.reader.atom("map"));
            assertEquals("map(string, record \"" + Point.class.getName() + "\"(x: long, y: int))", map.text());
            assertEquals(new Slot("STRING_SLOT", 1, 24, 0, 0), map.first());
            assertEquals(new Slot("RECORD_SLOT", 0, 12, 24, 0), map.second());
            assertEquals(List.of(40, 8), List.of(map.entryWidth(), map.alignment()));
            Described set = read.types.of(read.reader.atom("set"));
            assertEquals(new Described("set(short)", "SET", 2, 2, new Slot("SHORT_SLOT", 0, 2, 0, 0), none()), set);
            Described inner = read.types.of(read.reader.atom("inner"));
            assertEquals("COLLECTION_SLOT", inner.second().code());
            assertEquals(
                    "vector(long)", read.types.numbered(inner.second().type()).text());
            assertTrue(read.reader.seen.contains("DESCRIPTOR"));
            List.copyOf(store.atomNames()).forEach(store::removeAtom);
        }
    }

    private static Slot none() {
        return new Slot("NO_CODEC", 0, 0, 0, 0);
    }

    /** What reads a store may know nothing but the document. */
    @ParameterizedTest
    @EnumSource(names = "STANDARD_PLAIN")
    void theReaderKnowsNoClassOfTheLibrary(Setting setting) throws Exception {
        Set<String> own = new TreeSet<>();
        List<Class<?>> readers = new ArrayList<>(List.of(
                LayoutReader.class, LayoutTypes.class, LayoutValues.class, LayoutSlabs.class, LayoutBytes.class));
        readers.addAll(List.of(LayoutHash.class, DocumentTables.class));
        for (Class<?> reader : readers) {
            for (String used : ClassNames.in(reader)) {
                boolean isReader = readers.stream()
                        .anyMatch(known -> used.equals(known.getName()) || used.startsWith(known.getName() + "$"));
                if (used.startsWith("dev.cairn") && !isReader) {
                    own.add(reader.getSimpleName() + " knows " + used);
                }
            }
        }
        assertEquals(Set.of(), own, setting::toString);
        assertTrue(ClassNames.in(StoreBytes.class).contains("dev.cairn.Store"), "it can be seen");
    }
}
