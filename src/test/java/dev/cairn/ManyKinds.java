package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Atoms of all kinds of collections and codecs, and what a program does with them. */
final class ManyKinds {
    /** Names of colours. */
    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    /** A record with codecs of its components. */
    record Item(String name, long price, Colour colour, boolean isNew) {}

    /** A record of the standard codec. */
    record Any(@Nullable Object one, @Nullable Object other) {}

    private static final String LONG_TEXT = "a text that is too long for its slot, number ";
    private static final String WIDE_TEXT = "Ω, and other letters that take two bytes each ";
    private static final Codec<Item> ITEMS = Codec.record(Item.class);
    private static final Codec<String> ENCODED = Codec.of(new Words()).named("test/words");
    private static final Codec<UUID> OF_BYTES = Codec.ofBytes(
                    (UUID id) -> id.toString().getBytes(StandardCharsets.UTF_8),
                    bytes -> UUID.fromString(new String(bytes, StandardCharsets.UTF_8)))
            .named("test/ids");

    /** A fixed part and two extents. */
    private static final class Words implements Encoding<String> {
        @Override
        public int width() {
            return Integer.BYTES;
        }

        @Override
        public int extents() {
            return 2;
        }

        @Override
        public void encode(String value, SlotWriter out) {
            out.putInt(0, value.length());
            out.putExtent(0, value.getBytes(StandardCharsets.UTF_8));
            out.putExtent(1, value.length() % 2 == 0 ? new byte[0] : new byte[] {1, 2, 3});
        }

        @Override
        public String decode(SlotReader in) {
            return new String(in.getExtent(0), StandardCharsets.UTF_8) + in.getExtent(1).length + in.getInt(0);
        }
    }

    /** The empty versions of the kinds, by the names of their atoms. */
    private static final Map<String, Function<Store, ? extends Version>> EMPTIES = new TreeMap<>(Map.ofEntries(
            Map.entry("longs", LongVector::empty),
            Map.entry("relaxed", LongVector::empty),
            Map.entry("ints", IntVector::empty),
            Map.entry("doubles", DoubleVector::empty),
            Map.entry("strings", store -> PVector.empty(store, Codec.STRING)),
            Map.entry("standard", store -> PVector.empty(store, Codec.standard())),
            Map.entry("any", store -> PVector.empty(store, Codec.any())),
            Map.entry("items", store -> PVector.empty(store, ITEMS)),
            Map.entry("bytes", store -> PVector.empty(store, Codec.BYTES)),
            Map.entry("encoded", store -> PVector.empty(store, ENCODED)),
            Map.entry("ids", store -> PVector.empty(store, OF_BYTES)),
            Map.entry("colours", store -> PSet.empty(store, Codec.enumeration(Colour.class))),
            Map.entry("vectors", store -> PVector.empty(store, PVector.codec(Codec.STRING))),
            Map.entry("sets", store -> PVector.empty(store, PSet.codec(Codec.STRING))),
            Map.entry("blobs", store -> PVector.empty(store, Blob.codec())),
            Map.entry("map", store -> PMap.empty(store, Codec.STRING, Codec.LONG)),
            Map.entry("numbers", store -> PMap.empty(store, Codec.LONG, Codec.LONG)),
            Map.entry("nested", store -> PMap.empty(store, Codec.STRING, PMap.codec(Codec.INT, Codec.STRING))),
            Map.entry("set", store -> PSet.empty(store, Codec.any())),
            Map.entry("items by colour", store -> PMap.empty(store, Codec.enumeration(Colour.class), ITEMS)),
            Map.entry("long longs", LongLongMap::empty),
            Map.entry("long texts", store -> LongMap.empty(store, Codec.STRING)),
            Map.entry("blob", Blob::empty)));

    private ManyKinds() {}

    /** The names of the atoms. */
    static Set<String> names() {
        return EMPTIES.keySet();
    }

    /** Whether only the program can have a codec of the atom with this name. */
    static boolean isOfUser(String name) {
        return name.equals("encoded") || name.equals("ids");
    }

    /** The atom with this name, made with its empty version if it is not there. */
    static Atom<? extends Version> atom(Store store, String name) {
        return of(store, name, EMPTIES.get(name));
    }

    private static <V extends Version> Atom<V> of(Store store, String name, Function<Store, V> empty) {
        return store.atom(name, empty.apply(store));
    }

    @SuppressWarnings("unchecked") // each name has one kind
    private static <V extends Version> V set(Store store, String name, UnaryOperator<V> change) {
        return ((Atom<V>) atom(store, name)).updateAndGet(change);
    }

    /** Fills all atoms with a few elements each; sizes are multiples of {@code size}. */
    static void fill(Store store, int size) {
        int many = 10 * size;
        ManyKinds.<LongVector>set(
                store, "longs", all -> all.appendAll(LongVector.from(store, LongStream.range(0, many))));
        ManyKinds.<LongVector>set(store, "relaxed", all -> {
            LongVector some = LongVector.from(store, LongStream.range(0, many));
            return some.drop(7)
                    .concat(some.take(many / 2))
                    .insert(50, -1)
                    .removeRange(20, 30)
                    .concat(some);
        });
        ManyKinds.<IntVector>set(store, "ints", all -> IntVector.from(store, IntStream.range(0, size)));
        ManyKinds.<DoubleVector>set(store, "doubles", all -> all.append(0.5).append(Double.NaN));
        ManyKinds.<PVector<String>>set(store, "strings", all -> all.appendAll(texts(many)));
        ManyKinds.<PVector<Object>>set(store, "standard", all -> all.appendAll(values(store, size)));
        ManyKinds.<PVector<Object>>set(store, "any", all -> all.appendAll(plain(size)));
        ManyKinds.<PVector<Item>>set(store, "items", all -> all.appendAll(items(many)));
        ManyKinds.<PVector<byte[]>>set(
                store,
                "bytes",
                all -> all.append(new byte[3]).append(new byte[300]).append(new byte[0]));
        ManyKinds.<PVector<String>>set(store, "encoded", all -> all.appendAll(texts(size)));
        ManyKinds.<PVector<UUID>>set(
                store, "ids", all -> all.append(new UUID(1, 2)).append(new UUID(3, 4)));
        ManyKinds.<PSet<Colour>>set(store, "colours", all -> all.add(Colour.RED).add(Colour.BLUE));
        PVector<String> inner = PVector.from(store, Codec.STRING, texts(many));
        ManyKinds.<PVector<PVector<String>>>set(
                store, "vectors", all -> all.append(inner).append(inner.take(3)).append(inner.drop(5)));
        ManyKinds.<PVector<PSet<String>>>set(
                store,
                "sets",
                all -> all.append(PSet.from(store, Codec.STRING, List.of("a", "b")))
                        .append(PSet.from(store, Codec.STRING, texts(many)))
                        .append(PSet.empty(store, Codec.STRING)));
        Blob blob = Blob.from(store, new byte[100 * size]);
        ManyKinds.<PVector<Blob>>set(store, "blobs", all -> all.append(blob).append(blob.slice(3, 99)));
        ManyKinds.<PMap<String, Long>>set(store, "map", all -> {
            PMap<String, Long> map = all;
            for (String text : texts(many)) {
                map = map.put(text, (long) text.length());
            }
            return map;
        });
        ManyKinds.<PMap<Long, Long>>set(store, "numbers", all -> {
            PMap<Long, Long> map = all;
            for (long n = 0; n < many; n++) {
                map = map.put(n, n * n);
            }
            return map;
        });
        ManyKinds.<LongLongMap>set(
                store, "long longs", all -> all.putAll(LongStream.range(0, many).toArray(), new long[many]));
        ManyKinds.<LongMap<String>>set(
                store, "long texts", all -> all.put(1, "one").put(-1, LONG_TEXT));
        ManyKinds.<PMap<String, PMap<Integer, String>>>set(
                store,
                "nested",
                all -> all.put("few", PMap.from(store, Codec.INT, Codec.STRING, Map.of(1, "one", 2, "two")))
                        .put("more", many(store, many)));
        ManyKinds.<PSet<Object>>set(store, "set", all -> all.addAll(plain(size)));
        ManyKinds.<PMap<Colour, Item>>set(
                store,
                "items by colour",
                all -> all.put(Colour.GREEN, new Item("a", 1, Colour.RED, true))
                        .put(Colour.BLUE, new Item(LONG_TEXT, 2, Colour.GREEN, false)));
        ManyKinds.<Blob>set(
                store, "blob", all -> blob.slice(8, 4_000).concat(blob).concat(Blob.from(store, new byte[] {1, 2})));
    }

    private static PMap<Integer, String> many(Store store, int many) {
        Map<Integer, String> all = new HashMap<>();
        List<String> texts = texts(many);
        for (int i = 0; i < many; i++) {
            all.put(i, texts.get(i));
        }
        return PMap.from(store, Codec.INT, Codec.STRING, all);
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (i % 5 == 0 ? LONG_TEXT : i % 7 == 0 ? WIDE_TEXT : i % 11 == 0 ? "Ω" : "") + i)
                .toList();
    }

    private static List<Item> items(int count) {
        List<String> texts = texts(count);
        return IntStream.range(0, count)
                .mapToObj(i -> new Item(texts.get(i), i, Colour.values()[i % 3], i % 2 == 0))
                .toList();
    }

    /** Values of Codec.any(). */
    private static List<Object> plain(int size) {
        List<Object> all = new ArrayList<>(texts(size));
        all.addAll(List.of(
                1,
                2L,
                (short) 3,
                (byte) 4,
                'c',
                true,
                1.5f,
                2.5,
                new BigInteger("123456789012345678901234567890123456789012345678901234567890"),
                new BigDecimal("1.25"),
                new UUID(5, 6),
                Instant.EPOCH,
                Duration.ofSeconds(7),
                LocalDate.EPOCH,
                LocalDateTime.of(2026, 1, 2, 3, 4),
                ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneId.of("Europe/Berlin"))));
        return all;
    }

    /** Values of Codec.standard(). */
    private static List<Object> values(Store store, int size) {
        List<Object> all = new ArrayList<>(plain(size));
        PVector<Object> inner = PVector.from(store, Codec.standard(), List.of(1, "two", List.of(3)));
        PMap<String, Object> map = PMap.<String, Object>empty(store, Codec.STRING, Codec.standard())
                .put("a", inner)
                .put("b", Optional.of(1));
        all.addAll(List.of(
                Colour.GREEN,
                new Any("one", List.of(1, LONG_TEXT)),
                new Any(null, Colour.RED),
                new Any(inner, Map.of("key", inner.append(5))),
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                Set.of(LONG_TEXT, "b"),
                Map.of(1, "one", 2, LONG_TEXT),
                Map.entry("key", 5),
                Optional.empty(),
                Optional.of(LONG_TEXT),
                URI.create("https://example.com/a"),
                new int[] {1, 2, 3},
                new double[] {1, 2, 3, 4, 5},
                inner,
                map,
                LongVector.from(store, LongStream.range(0, 5_000)),
                Blob.from(store, new byte[500]),
                PSet.from(store, Codec.standard(), List.of("x", "y"))));
        return all;
    }

    /** Reads all of a version: what it has, its hash, and whether each element is found. Returns how many elements it has. */
    static long read(Version version) {
        long size = version.hashCode() == 0 ? 1 : 0;
        switch (version) {
            case Blob blob -> {
                size += blob.byteLength();
                blob.toByteArray();
            }
            case PMap<?, ?> map -> size += readMap(map);
            case LongLongMap map -> size += readMap(map.toPMap()) + map.keys().count();
            case LongMap<?> map -> size += readMap(map.toPMap());
            case PSet<?> set -> size += readSet(set);
            case PVector<?> vector -> {
                for (Object element : vector) {
                    size += element instanceof Version inner
                            ? read(inner)
                            : String.valueOf(element).length();
                }
                var _ = vector.asList().hashCode();
            }
            case LongVector vector -> size += vector.sum() == 0 ? 1 : vector.size();
            case IntVector vector -> size += vector.stream().sum() == 0 ? 1 : vector.size();
            case DoubleVector vector -> size += vector.size();
            default -> throw new AssertionError(version);
        }
        return size;
    }

    private static <K, V> long readMap(PMap<K, V> map) {
        long size = 0;
        for (var entry : map.asMap().entrySet()) {
            size += entry.getKey() == null ? 0 : 1;
            V value = map.get(entry.getKey());
            size += value instanceof Version inner
                    ? read(inner)
                    : String.valueOf(value).length();
        }
        return size + map.hashCode() % 2;
    }

    private static <E> long readSet(PSet<E> set) {
        long size = 0;
        for (E element : set) {
            size += set.contains(element) ? 1 : 0;
        }
        return size;
    }

    /** Changes a version in some ways. */
    @SuppressWarnings("unchecked") // elements are those of the version itself
    static Version changed(Version version, Random random) {
        return switch (version) {
            case Blob blob -> blob.slice(blob.length() / 3, blob.length() / 2).concat(blob);
            case PMap<?, ?> map -> changedMap((PMap<Object, Object>) map, random);
            case LongLongMap map ->
                map.put(random.nextInt(50), 5).remove(random.nextInt(50)).merge(map, Math::max);
            case LongMap<?> map -> map.remove(random.nextInt(3)).mapValues(value -> value);
            case PSet<?> set -> changedSet((PSet<Object>) set, random);
            case PVector<?> vector -> changedVector((PVector<Object>) vector, random);
            case LongVector vector ->
                vector.isEmpty()
                        ? vector.append(1)
                        : vector.update(random.nextInt(vector.size()), 5)
                                .insert(random.nextInt(vector.size()), 6)
                                .drop(random.nextInt(vector.size()))
                                .concat(vector)
                                .append(7)
                                .removeAt(0);
            case IntVector vector -> vector.append(5).concat(vector).drop(vector.size() / 2);
            case DoubleVector vector -> vector.prepend(5).concat(vector).take(vector.size());
            default -> throw new AssertionError(version);
        };
    }

    private static Version changedVector(PVector<Object> vector, Random random) {
        if (vector.isEmpty()) {
            return vector;
        }
        int at = random.nextInt(vector.size());
        Object element = vector.get(at);
        return vector.update(random.nextInt(vector.size()), element)
                .insert(random.nextInt(vector.size()), element)
                .drop(at)
                .concat(vector)
                .append(element)
                .removeAt(0);
    }

    private static Version changedMap(PMap<Object, Object> map, Random random) {
        PMap<Object, Object> changed = map;
        int steps = 0;
        for (var entry : map.asMap().entrySet()) {
            if (steps++ > 20) {
                break;
            }
            changed = random.nextBoolean()
                    ? changed.remove(entry.getKey())
                    : changed.put(entry.getKey(), entry.getValue());
        }
        return changed.merge(map, (a, b) -> b);
    }

    private static Version changedSet(PSet<Object> set, Random random) {
        PSet<Object> changed = set;
        for (Object element : set) {
            changed = random.nextBoolean() ? changed.remove(element) : changed.add(element);
        }
        return changed.union(set);
    }
}
