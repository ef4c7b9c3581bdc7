package dev.cairn.bench.pattern;

import clojure.lang.ITransientMap;
import clojure.lang.PersistentHashMap;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import io.vavr.collection.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Maps from numbers or texts to longs, and sets of numbers. */
final class Maps {
    private static final int OTHERS = 5;

    private static final List<Long> FEW = List.of(-2L, 0L, 3L);

    private Maps() {}

    /** The key of a number. */
    interface Key extends IntFunction<Object> {
        /** A new object at each call. */
        Key LONG = i -> Long.valueOf(0x1_0000_0000L + i);

        /** A new object at each call. */
        Key TEXT = i -> "the key " + i;

        /** One text of ten thousand characters, always the same object. */
        Key LONG_TEXT = new Key() {
            private final String text = "ten chars ".repeat(1_000);

            @Override
            public Object apply(int i) {
                return text;
            }
        };
    }

    @SuppressWarnings("unchecked")
    static Subject<PMap<Object, Long>> pmap(Key keys) {
        Codec<Object> codec = (Codec<Object>) (Codec<?>) (keys == Key.LONG ? Codec.LONG : Codec.STRING);
        IntFunction<PMap<Object, Long>> make = n -> {
            PMap.Builder<Object, Long> builder = PMap.builder(codec, Codec.LONG);
            for (int i = 0; i < n; i++) {
                builder.put(keys.apply(i), (long) i);
            }
            return builder.build();
        };
        PMap<Object, Long> others = make.apply(OTHERS);
        List<Object> some = List.of(keys.apply(-1), keys.apply(0), keys.apply(2));
        return new Subject<>(make, PMap::size, PMap::asMap)
                .with("put", (m, i) -> m.put(keys.apply(i), (long) i))
                .with("overwrite", (m, i) -> m.put(keys.apply(Subject.place(i, m.size())), (long) i))
                .with("remove", (m, i) -> m.remove(keys.apply(Subject.place(i, m.size()))))
                .with("count", (m, i) -> {
                    Object key = keys.apply(Subject.place(i, m.size()));
                    return m.put(key, number(m.get(key)) + 1);
                })
                .with("merge", (m, _) -> m.putAll(others))
                .with("removeAll", (m, _) -> m.removeAll(some))
                .with("filter", (m, _) -> m.filter((_, value) -> value != 1))
                .with("mapValues", (m, _) -> m.mapValues(value -> value + 1))
                .with("mapOf3", (_, i) -> PMap.of(keys.apply(i), 1L, keys.apply(i + 1), 2L, keys.apply(i + 2), 3L))
                .with("buildMap", (m, _) -> make.apply(m.size()))
                .reading("get", m -> number(m.get(keys.apply(m.size() / 2))))
                .reading("miss", m -> m.containsKey(keys.apply(-1)) ? 1 : 0)
                .reading("size", PMap::size)
                .reading("iterate3", m -> Reads.few(m.iterator(), Map.Entry<Object, Long>::getValue))
                .reading("iterate", m -> Reads.all(m.iterator(), Map.Entry<Object, Long>::getValue))
                .reading("hash", PMap::hashCode)
                .reading("equals", m -> m.equals(others) ? 1 : 0);
    }

    static Subject<HashMap<Object, Long>> vavr(Key keys) {
        IntFunction<HashMap<Object, Long>> make = n -> {
            HashMap<Object, Long> map = HashMap.empty();
            for (int i = 0; i < n; i++) {
                map = map.put(keys.apply(i), (long) i);
            }
            return map;
        };
        HashMap<Object, Long> others = make.apply(OTHERS);
        List<Object> some = List.of(keys.apply(-1), keys.apply(0), keys.apply(2));
        return new Subject<>(make, HashMap::size, HashMap::toJavaMap)
                .with("put", (m, i) -> m.put(keys.apply(i), (long) i))
                .with("overwrite", (m, i) -> m.put(keys.apply(Subject.place(i, m.size())), (long) i))
                .with("remove", (m, i) -> m.remove(keys.apply(Subject.place(i, m.size()))))
                .with("count", (m, i) -> {
                    Object key = keys.apply(Subject.place(i, m.size()));
                    return m.put(key, number(m.getOrElse(key, null)) + 1);
                })
                .with("merge", (m, _) -> m.merge(others, (_, its) -> its))
                .with("removeAll", (m, _) -> m.removeAll(some))
                .with("filter", (m, _) -> m.filter((_, value) -> value != 1))
                .with("mapValues", (m, _) -> m.mapValues(value -> value + 1))
                .with("mapOf3", (_, i) -> HashMap.of(keys.apply(i), 1L, keys.apply(i + 1), 2L, keys.apply(i + 2), 3L))
                .with("buildMap", (m, _) -> make.apply(m.size()))
                .reading("get", m -> number(m.getOrElse(keys.apply(m.size() / 2), null)))
                .reading("miss", m -> m.containsKey(keys.apply(-1)) ? 1 : 0)
                .reading("size", HashMap::size)
                .reading("iterate3", m -> Reads.few(m.iterator(), Tuple2<Object, Long>::_2))
                .reading("iterate", m -> Reads.all(m.iterator(), Tuple2<Object, Long>::_2))
                .reading("hash", HashMap::hashCode)
                .reading("equals", m -> m.equals(others) ? 1 : 0);
    }

    /** With the operations of patterns only. */
    static Subject<PersistentHashMap> clojure(Key keys) {
        IntFunction<PersistentHashMap> make = n -> {
            PersistentHashMap map = PersistentHashMap.EMPTY;
            for (int i = 0; i < n; i++) {
                map = (PersistentHashMap) map.assoc(keys.apply(i), (long) i);
            }
            return map;
        };
        return new Subject<>(make, PersistentHashMap::count, map -> map)
                .with("count", (m, i) -> {
                    Object key = keys.apply(Subject.place(i, m.count()));
                    return (PersistentHashMap) m.assoc(key, number((Long) m.valAt(key)) + 1);
                })
                .with(
                        "mapOf3",
                        (_, i) -> PersistentHashMap.create(
                                keys.apply(i), 1L, keys.apply(i + 1), 2L, keys.apply(i + 2), 3L))
                .with("buildMap", (m, _) -> built(keys, m.count()))
                .reading("get", m -> number((Long) m.valAt(keys.apply(m.count() / 2))));
    }

    private static PersistentHashMap built(Key keys, int n) {
        ITransientMap map = PersistentHashMap.EMPTY.asTransient();
        for (int i = 0; i < n; i++) {
            map = map.assoc(keys.apply(i), (long) i);
        }
        return (PersistentHashMap) map.persistent();
    }

    static Subject<java.util.HashMap<Object, Long>> java(Key keys) {
        IntFunction<java.util.HashMap<Object, Long>> make = n -> {
            java.util.HashMap<Object, Long> map = new java.util.HashMap<>();
            for (int i = 0; i < n; i++) {
                map.put(keys.apply(i), (long) i);
            }
            return map;
        };
        return new Subject<>(make, Map::size, java.util.HashMap::new)
                .with("buildMap", (m, _) -> make.apply(m.size()))
                .reading("get", m -> number(m.get(keys.apply(m.size() / 2))));
    }

    static Subject<PSet<Long>> pset() {
        PSet<Long> others = PSet.of(Store.standard(), Codec.LONG, -1L, 1L, 2L);
        return new Subject<PSet<Long>>(Maps::numbers, PSet::size, PSet::asSet)
                .with("add", (s, i) -> s.add((long) i))
                .with("remove", (s, i) -> s.remove((long) Subject.place(i, s.size())))
                .with("union", (s, _) -> s.union(others))
                .with("difference", (s, _) -> s.difference(others))
                .with("intersect", (s, _) -> s.intersect(s))
                .with("addAll", (s, _) -> s.addAll(FEW))
                .with("removeAll", (s, _) -> s.removeAll(FEW))
                .with("filter", (s, _) -> s.filter(element -> element != 1))
                .reading("subset", s -> others.isSubsetOf(s) ? 1 : 0)
                .with("setOf3", (_, i) -> PSet.of((long) i, i + 1L, i + 2L))
                .with("buildSet", (s, _) -> numbers(s.size()))
                .reading("contains", s -> s.contains((long) s.size() / 2) ? 1 : 0)
                .reading("iterate3", s -> Reads.few(s.iterator(), Long::longValue))
                .reading("iterate", s -> Reads.all(s.iterator(), Long::longValue))
                .reading("hash", PSet::hashCode)
                .reading("equals", s -> s.equals(others) ? 1 : 0);
    }

    private static PSet<Long> numbers(int n) {
        PSet.Builder<Long> builder = PSet.builder(Codec.LONG);
        for (long i = 0; i < n; i++) {
            builder.add(i);
        }
        return builder.build();
    }

    static Subject<HashSet<Long>> vavrSet() {
        HashSet<Long> others = HashSet.of(-1L, 1L, 2L);
        return new Subject<HashSet<Long>>(n -> HashSet.rangeClosed(0L, n - 1L), HashSet::size, HashSet::toJavaSet)
                .with("add", (s, i) -> s.add((long) i))
                .with("remove", (s, i) -> s.remove((long) Subject.place(i, s.size())))
                .with("union", (s, _) -> s.union(others))
                .with("difference", (s, _) -> s.diff(others))
                .with("intersect", (s, _) -> s.intersect(s))
                .with("addAll", (s, _) -> s.addAll(FEW))
                .with("removeAll", (s, _) -> s.removeAll(FEW))
                .with("filter", (s, _) -> s.filter(element -> element != 1))
                .reading("subset", s -> s.containsAll(others) ? 1 : 0)
                .with("setOf3", (_, i) -> HashSet.of((long) i, i + 1L, i + 2L))
                .with("buildSet", (s, _) -> HashSet.rangeClosed(0L, s.size() - 1L))
                .reading("contains", s -> s.contains((long) s.size() / 2) ? 1 : 0)
                .reading("iterate3", s -> Reads.few(s.iterator(), Long::longValue))
                .reading("iterate", s -> Reads.all(s.iterator(), Long::longValue))
                .reading("hash", HashSet::hashCode)
                .reading("equals", s -> s.equals(others) ? 1 : 0);
    }

    private static long number(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
