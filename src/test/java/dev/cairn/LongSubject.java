package dev.cairn;

import dev.cairn.codec.Codec;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/** A kind of maps whose keys are longs, for programs: its operations with boxed values. */
interface LongSubject<V, M extends LongKeyed<V, M> & Version> {
    V value(long seed);

    V combine(V a, V b);

    M empty(Store store);

    M from(Store store, Map<Long, V> entries);

    M from(PMap<Long, V> map);

    M put(M map, long key, V value);

    V getOrDefault(M map, long key, V otherwise);

    M putIfAbsent(M map, long key, V value);

    /** Combines what is there and {@code value}. */
    M mergeKey(M map, long key, V value);

    M update(M map, long key, V value);

    /** Combines what is there with itself. */
    M update(M map, long key);

    M putAll(M map, M other);

    M merge(M map, M other);

    M removeAll(M map, long[] keys);

    M filter(M map, LongPredicate keys);

    /** Combines each value with itself. */
    M mapValues(M map);

    void forEach(M map, LongMap.EntryConsumer<V> action);

    Building<V, M> builder(M map);

    /** A builder. */
    interface Building<V, M> {
        void put(long key, V value);

        void remove(long key);

        /** Null if there is none. */
        V get(long key);

        M build();
    }

    /** Maps from longs to longs. */
    record OfLongs() implements LongSubject<Long, LongLongMap> {
        @Override
        public Long value(long seed) {
            return switch ((int) (seed % 5)) {
                case 0 -> 0L;
                case 1 -> -1L;
                default -> seed * 1_000_003;
            };
        }

        /** A bitwise or: a value combined with itself stays, and the order does not count. */
        @Override
        public Long combine(Long a, Long b) {
            return a | b;
        }

        @Override
        public LongLongMap empty(Store store) {
            return LongLongMap.empty(store);
        }

        @Override
        public LongLongMap from(Store store, Map<Long, Long> entries) {
            return LongLongMap.from(store, entries);
        }

        @Override
        public LongLongMap from(PMap<Long, Long> map) {
            return LongLongMap.from(map);
        }

        @Override
        public LongLongMap put(LongLongMap map, long key, Long value) {
            return map.put(key, value);
        }

        @Override
        public Long getOrDefault(LongLongMap map, long key, Long otherwise) {
            long one = map.getOrDefault(key, 7);
            long two = map.getOrDefault(key, 8);
            return one == two ? (Long) map.get(key) : otherwise;
        }

        @Override
        public LongLongMap putIfAbsent(LongLongMap map, long key, Long value) {
            return map.putIfAbsent(key, value);
        }

        @Override
        public LongLongMap mergeKey(LongLongMap map, long key, Long value) {
            return map.merge(key, value, this::combine);
        }

        @Override
        public LongLongMap update(LongLongMap map, long key, Long value) {
            return map.update(key, (long) value);
        }

        @Override
        public LongLongMap update(LongLongMap map, long key) {
            return map.update(key, value -> combine(value, value));
        }

        @Override
        public LongLongMap putAll(LongLongMap map, LongLongMap other) {
            return map.putAll(other);
        }

        @Override
        public LongLongMap merge(LongLongMap map, LongLongMap other) {
            return map.merge(other, this::combine);
        }

        @Override
        public LongLongMap removeAll(LongLongMap map, long[] keys) {
            return map.removeAll(keys);
        }

        @Override
        public LongLongMap filter(LongLongMap map, LongPredicate keys) {
            return map.filter((key, value) -> keys.test(key));
        }

        @Override
        public LongLongMap mapValues(LongLongMap map) {
            return map.mapValues(value -> combine(value, value));
        }

        @Override
        public void forEach(LongLongMap map, LongMap.EntryConsumer<Long> action) {
            map.forEach(action::accept);
        }

        @Override
        public Building<Long, LongLongMap> builder(LongLongMap map) {
            LongLongMap.Builder builder = map.toBuilder();
            return new Building<>() {
                @Override
                public void put(long key, Long value) {
                    builder.put(key, value);
                }

                @Override
                public void remove(long key) {
                    builder.remove(key);
                }

                @Override
                public Long get(long key) {
                    long one = builder.getOrDefault(key, 7);
                    return one == builder.getOrDefault(key, 8) ? one : null;
                }

                @Override
                public LongLongMap build() {
                    return builder.build();
                }
            };
        }
    }

    /** Maps from longs to values with a codec, of which the greater one is what two are combined to. */
    record OfValues<V extends Comparable<V>>(Codec<V> codec, LongFunction<V> values)
            implements LongSubject<V, LongMap<V>> {
        static OfValues<String> texts() {
            return new OfValues<>(
                    Codec.STRING,
                    seed -> seed % 4 == 0
                            ? ""
                            : seed % 4 == 1 ? "a text that is longer than a slot " + seed : "text " + seed);
        }

        /** On the heap these are longs, too. */
        static OfValues<Long> longs() {
            return new OfValues<>(Codec.LONG, seed -> seed % 5 == 0 ? 0 : seed * 1_000_003);
        }

        @Override
        public V value(long seed) {
            return values.apply(seed);
        }

        @Override
        public V combine(V a, V b) {
            return a.compareTo(b) > 0 ? a : b;
        }

        @Override
        public LongMap<V> empty(Store store) {
            return LongMap.empty(store, codec);
        }

        @Override
        public LongMap<V> from(Store store, Map<Long, V> entries) {
            return LongMap.from(store, codec, entries);
        }

        @Override
        public LongMap<V> from(PMap<Long, V> map) {
            return LongMap.from(map);
        }

        @Override
        public LongMap<V> put(LongMap<V> map, long key, V value) {
            return map.put(key, value);
        }

        @Override
        public V getOrDefault(LongMap<V> map, long key, V otherwise) {
            V value = map.get(key);
            return value == null ? map.getOrDefault(key, otherwise) : value;
        }

        @Override
        public LongMap<V> putIfAbsent(LongMap<V> map, long key, V value) {
            return map.putIfAbsent(key, value);
        }

        @Override
        public LongMap<V> mergeKey(LongMap<V> map, long key, V value) {
            return map.merge(key, value, this::combine);
        }

        @Override
        public LongMap<V> update(LongMap<V> map, long key, V value) {
            return map.update(key, value);
        }

        @Override
        public LongMap<V> update(LongMap<V> map, long key) {
            return map.update(key, value -> combine(value, value));
        }

        @Override
        public LongMap<V> putAll(LongMap<V> map, LongMap<V> other) {
            return map.putAll(other);
        }

        @Override
        public LongMap<V> merge(LongMap<V> map, LongMap<V> other) {
            return map.merge(other, this::combine);
        }

        @Override
        public LongMap<V> removeAll(LongMap<V> map, long[] keys) {
            return map.removeAll(keys);
        }

        @Override
        public LongMap<V> filter(LongMap<V> map, LongPredicate keys) {
            return map.filter((key, value) -> keys.test(key));
        }

        @Override
        public LongMap<V> mapValues(LongMap<V> map) {
            return map.mapValues(value -> combine(value, value));
        }

        @Override
        public void forEach(LongMap<V> map, LongMap.EntryConsumer<V> action) {
            map.forEach(action);
        }

        @Override
        public Building<V, LongMap<V>> builder(LongMap<V> map) {
            LongMap.Builder<V> builder = map.toBuilder();
            return new Building<>() {
                @Override
                public void put(long key, V value) {
                    builder.put(key, value);
                }

                @Override
                public void remove(long key) {
                    builder.remove(key);
                }

                @Override
                public V get(long key) {
                    return builder.get(key);
                }

                @Override
                public LongMap<V> build() {
                    return builder.build();
                }
            };
        }
    }
}
