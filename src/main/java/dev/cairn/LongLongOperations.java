package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.map.KeyedLongCursor;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapLog;
import dev.cairn.internal.trie.map.MapTable;
import java.lang.ref.Reference;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import java.util.stream.Collector;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Factories for the standard store, what is read of a {@link LongLongMap}, and operations composed of its own. */
abstract class LongLongOperations extends LongKeyed<Long, LongLongMap> {
    LongLongOperations(MapBase base, @Nullable MapTable table, @Nullable MapLog log, int edits) {
        super(SlotCodec.of(Codec.LONG), base, table, log, edits);
    }

    private LongLongMap self() {
        return (LongLongMap) this;
    }

    /** The empty map of the standard store. */
    public static LongLongMap empty() {
        return LongLongMap.empty(Store.standard());
    }

    /** A map of one entry in the standard store. */
    public static LongLongMap of(long key, long value) {
        return empty().put(key, value);
    }

    /** A map of two entries in the standard store; for equal keys the last entry wins. */
    public static LongLongMap of(long k1, long v1, long k2, long v2) {
        return of(k1, v1).put(k2, v2);
    }

    /** A map of three entries in the standard store; for equal keys the last entry wins. */
    public static LongLongMap of(long k1, long v1, long k2, long v2, long k3, long v3) {
        return of(k1, v1, k2, v2).put(k3, v3);
    }

    /** A map with {@code values[i]} for each {@code keys[i]}, in the standard store. For equal keys the last value wins. O(n). */
    public static LongLongMap from(long[] keys, long[] values) {
        return LongLongMap.from(Store.standard(), keys, values);
    }

    /** An empty builder in the standard store. */
    public static LongLongMap.Builder builder() {
        return LongLongMap.builder(Store.standard());
    }

    /**
     * Collects a stream's elements into a map in the standard store. {@code key} and {@code value} compute the entry of each element;
     * later entries win. The elements stay on the heap until the end.
     */
    public static <T extends @Nullable Object> Collector<T, ?, LongLongMap> collector(
            ToLongFunction<? super T> key, ToLongFunction<? super T> value) {
        return LongLongMap.collector(Store.standard(), key, value);
    }

    /**
     * The value of {@code key}. O(log n).
     *
     * @throws NoSuchElementException if there is none; {@link #getOrDefault} does not throw
     */
    public final long get(long key) {
        long value = getOrDefault(key, 0);
        if (value == 0 && !containsKey(key)) {
            throw new NoSuchElementException("no entry for the key " + key);
        }
        return value;
    }

    /** The value of {@code key}; {@code otherwise} if there is none. O(log n). */
    public final long getOrDefault(long key, long otherwise) {
        long hash = checkedHash(key);
        try {
            int change = edits == 0 ? -1 : pending(hash, key, null);
            if (change >= 0) {
                return log().removes(change) ? otherwise : log().longValue(change);
            }
            MapEntries entries = underlying();
            long entry = entries.find(hash, key, null);
            return entry == 0 ? otherwise : entries.valueBits(entry);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** This map, with {@code value} for {@code key} if the key has no entry. O(log n). */
    public final LongLongMap putIfAbsent(long key, long value) {
        return containsKey(key) ? self() : self().put(key, value);
    }

    /** This map with {@code value} for {@code key} if the key has an entry; else this map, unlike {@link LongLongMap#put}. O(log n). */
    public final LongLongMap update(long key, long value) {
        return containsKey(key) ? self().put(key, value) : self();
    }

    /** This map with the result of {@code function} as the value of {@code key}; unchanged if the key has no entry. O(log n). */
    public final LongLongMap update(long key, LongUnaryOperator function) {
        Objects.requireNonNull(function, "function");
        long value = getOrDefault(key, 0);
        return value != 0 || containsKey(key) ? self().put(key, function.applyAsLong(value)) : self();
    }

    /**
     * This map with {@code value} for {@code key} if the key has no entry. Otherwise {@code function} computes the new value from the
     * current one and {@code value}. So {@code merge(key, 1, Long::sum)} counts. O(log n).
     */
    public final LongLongMap merge(long key, long value, LongBinaryOperator function) {
        Objects.requireNonNull(function, "function");
        long old = getOrDefault(key, ~value);
        return old != ~value || containsKey(key)
                ? self().put(key, function.applyAsLong(old, value))
                : self().put(key, value);
    }

    /** This map without entries for {@code keys}. O(number of keys * log n). */
    public final LongLongMap removeAll(long... keys) {
        LongLongMap.Builder builder = self().toBuilder();
        for (long key : keys) {
            builder.remove(key);
        }
        return orThis(builder.build());
    }

    /** This map with the results of {@code function} as values. O(n). */
    public final LongLongMap mapValues(LongUnaryOperator function) {
        Objects.requireNonNull(function, "function");
        LongLongMap.Builder builder = self().toBuilder();
        forEach((key, value) -> builder.put(key, function.applyAsLong(value)));
        return orThis(builder.build());
    }

    /** Calls {@code action} with each key and its value. O(n). */
    public final void forEach(LongLongMap.EntryConsumer action) {
        Objects.requireNonNull(action, "action");
        MapEntries all = entriesToRead();
        eachEntry(all, entry -> action.accept(all.keyBits(entry), all.valueBits(entry)));
    }

    private KeyedLongCursor valueCursor() {
        return KeyedLongCursor.ofValues(base(), entriesToRead());
    }

    /** The values, in an unspecified order. */
    public final LongStream values() {
        return stream(valueCursor());
    }

    /** The sum of the values, modulo 2^64. O(n). */
    public final long sum() {
        return reduce(0, Long::sum);
    }

    /** Combines all values by {@code operator}, in an unspecified order, beginning with {@code identity}. O(n). */
    public final long reduce(long identity, LongBinaryOperator operator) {
        Objects.requireNonNull(operator, "operator");
        long result = identity;
        for (PrimitiveIterator.OfLong i = valueCursor(); i.hasNext(); ) {
            result = operator.applyAsLong(result, i.nextLong());
        }
        return result;
    }

    @Override
    final int countHash() {
        MapEntries all = entriesToRead();
        int[] sum = new int[1];
        eachEntry(all, entry -> sum[0] += Long.hashCode(all.keyBits(entry)) ^ Long.hashCode(all.valueBits(entry)));
        return sum[0];
    }
}
