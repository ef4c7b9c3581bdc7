package dev.cairn.program.map;

import dev.cairn.Change;
import dev.cairn.MapChanges;
import dev.cairn.PMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * What a map should be, twice.
 *
 * @param java never changed
 */
public record Model<K, V>(Map<K, V> java, io.vavr.collection.HashMap<K, V> vavr) {
    static <K, V> Model<K, V> empty() {
        return of(Map.of());
    }

    static <K, V> Model<K, V> of(Map<K, V> entries) {
        return new Model<>(
                Collections.unmodifiableMap(new HashMap<>(entries)), io.vavr.collection.HashMap.ofAll(entries));
    }

    Model<K, V> put(K key, V value) {
        Map<K, V> copy = new HashMap<>(java);
        copy.put(key, value);
        return new Model<>(copy, vavr.put(key, value));
    }

    Model<K, V> putAll(Map<K, V> entries) {
        Map<K, V> copy = new HashMap<>(java);
        copy.putAll(entries);
        return new Model<>(copy, io.vavr.collection.HashMap.ofAll(entries).merge(vavr));
    }

    Model<K, V> remove(K key) {
        Map<K, V> copy = new HashMap<>(java);
        copy.remove(key);
        return new Model<>(copy, vavr.remove(key));
    }

    /** Equal values are no conflict. */
    Model<K, V> merge(Model<K, V> other, BinaryOperator<V> conflict) {
        BinaryOperator<V> both = (a, b) -> Objects.equals(a, b) ? a : conflict.apply(a, b);
        Map<K, V> copy = new HashMap<>(java);
        other.java.forEach(
                (key, value) -> copy.put(key, java.containsKey(key) ? both.apply(java.get(key), value) : value));
        return new Model<>(copy, vavr.merge(other.vavr, both));
    }

    /** What changes from one map to another. */
    public static <K, V> MapChanges<K, V> changes(Map<K, V> before, Map<K, V> after) {
        Map<K, V> added = new HashMap<>(after);
        added.keySet().removeAll(before.keySet());
        Map<K, V> removed = new HashMap<>(before);
        removed.keySet().removeAll(after.keySet());
        Map<K, Change<V>> changed = new HashMap<>();
        before.forEach((key, value) -> {
            if (after.containsKey(key) && !Objects.equals(value, after.get(key))) {
                changed.put(key, new Change<>(value, after.get(key)));
            }
        });
        return new MapChanges<>(added, removed, changed);
    }

    /** The merge of two maps that were derived from a third, key by key. */
    public static <K, V> Map<K, V> merge3(
            Map<K, V> base, Map<K, V> ours, Map<K, V> theirs, PMap.Resolver<K, V> resolver) {
        Set<K> keys = new HashSet<>(base.keySet());
        keys.addAll(ours.keySet());
        keys.addAll(theirs.keySet());
        Map<K, V> merged = new HashMap<>();
        for (K key : keys) {
            if (isSame(key, base, theirs) || isSame(key, ours, theirs)) {
                copy(key, ours, merged);
            } else if (isSame(key, base, ours)) {
                copy(key, theirs, merged);
            } else {
                V value = resolver.resolve(key, base.get(key), ours.get(key), theirs.get(key));
                if (value != null) {
                    merged.put(key, value);
                }
            }
        }
        return merged;
    }

    private static <K, V> boolean isSame(K key, Map<K, V> a, Map<K, V> b) {
        return a.containsKey(key) == b.containsKey(key) && Objects.equals(a.get(key), b.get(key));
    }

    private static <K, V> void copy(K key, Map<K, V> from, Map<K, V> to) {
        if (from.containsKey(key)) {
            to.put(key, from.get(key));
        }
    }
}
