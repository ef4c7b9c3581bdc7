package dev.cairn.vavr;

import dev.cairn.PMap;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Putting, removing, replacing, merging and filtering entries. */
abstract class MapEdits<K, V, S extends MapEdits<K, V, S>> extends MapReads<K, V, S> {
    private static final long serialVersionUID = 1L;

    MapEdits(PMap<K, V> entries) {
        super(entries);
    }

    /** The map of {@code changed}, which was made from this one by adding or by removing only; this map if the sizes are equal. */
    final S ifChanged(PMap<K, V> changed) {
        return changed.size() == size() ? self() : wrap(changed);
    }

    @Override
    public final S put(K key, V value) {
        PMap<K, V> after = entries.put(key, value);
        return wrapSome(
                isKept(entries, after, key, value)
                        ? entries.toBuilder().remove(key).build().put(key, value)
                        : after);
    }

    /** Whether {@code before} kept its value because the new one is equal. Vavr takes the new object. */
    @SuppressWarnings("ReferenceEquality") // identity is meant both times
    private static <K, V> boolean isKept(PMap<K, V> before, PMap<K, V> after, K key, V value) {
        return after == before && Defaults.keepsItself(before.valueCodec(), value) && before.get(key) != value;
    }

    @Override
    public final S put(Tuple2<? extends K, ? extends V> entry) {
        Objects.requireNonNull(entry, "entry is null");
        return put(entry._1, entry._2);
    }

    @Override
    public final <U extends V> S put(K key, U value, BiFunction<? super V, ? super U, ? extends V> merge) {
        Objects.requireNonNull(merge, "the merge function is null");
        Option<V> present = get(key);
        return put(key, present.isEmpty() ? value : merge.apply(present.get(), value));
    }

    @Override
    public final <U extends V> S put(
            Tuple2<? extends K, U> entry, BiFunction<? super V, ? super U, ? extends V> merge) {
        return put(entry._1, entry._2, merge);
    }

    @Override
    public final Tuple2<V, S> computeIfAbsent(K key, Function<? super K, ? extends V> mappingFunction) {
        Objects.requireNonNull(mappingFunction, "mappingFunction is null");
        Option<V> present = get(key);
        if (present.isDefined()) {
            return Tuple.of(present.get(), self());
        }
        V value = mappingFunction.apply(key);
        return Tuple.of(value, put(key, value));
    }

    @Override
    public final Tuple2<Option<V>, S> computeIfPresent(
            K key, BiFunction<? super K, ? super V, ? extends V> remappingFunction) {
        Option<V> present = get(key);
        if (present.isEmpty()) {
            return Tuple.of(present, self());
        }
        V value = remappingFunction.apply(key, present.get());
        return Tuple.of(Option.of(value), put(key, value));
    }

    @Override
    public final S remove(K key) {
        return containsKey(key) ? wrap(entries.remove(key)) : self();
    }

    @Override
    public final S removeAll(Iterable<? extends K> keys) {
        Objects.requireNonNull(keys, "keys is null");
        MapAssembly<K, V> rest = MapAssembly.after(entries);
        keys.forEach(rest::remove);
        return ifChanged(rest.build());
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public final S removeAll(BiPredicate<? super K, ? super V> predicate) {
        return reject(predicate);
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public final S removeKeys(Predicate<? super K> predicate) {
        return rejectKeys(predicate);
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public final S removeValues(Predicate<? super V> predicate) {
        return rejectValues(predicate);
    }

    @Override
    public final S replace(Tuple2<K, V> currentElement, Tuple2<K, V> newElement) {
        Objects.requireNonNull(currentElement, "currentElement is null");
        Objects.requireNonNull(newElement, "newElement is null");
        return containsKey(currentElement._1) ? remove(currentElement._1).put(newElement) : self();
    }

    @Override
    public final S replaceAll(Tuple2<K, V> currentElement, Tuple2<K, V> newElement) {
        return replace(currentElement, newElement);
    }

    @Override
    public final S replaceValue(K key, V value) {
        return containsKey(key) ? put(key, value) : self();
    }

    @Override
    public final S replace(K key, V oldValue, V newValue) {
        return contains(Tuple.of(key, oldValue)) ? put(key, newValue) : self();
    }

    @Override
    public final S replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        MapAssembly<K, V> replaced = MapAssembly.like(entries);
        forEach((key, value) -> replaced.put(key, function.apply(key, value)));
        return wrap(replaced.build());
    }

    @Override
    public final S retainAll(Iterable<? extends Tuple2<K, V>> elements) {
        Objects.requireNonNull(elements, "elements is null");
        MapAssembly<K, V> retained = MapAssembly.like(entries);
        for (Tuple2<K, V> entry : elements) {
            if (contains(entry)) {
                retained.put(entry);
            }
        }
        return wrap(retained.build());
    }

    /** This map, and the entries of {@code that} whose keys it has not. O(unshared nodes) if both have the same codecs and store. */
    @Override
    @SuppressWarnings("unchecked") // that map is only read
    public final S merge(Map<? extends K, ? extends V> that) {
        Objects.requireNonNull(that, "that is null");
        if (isEmpty() && Defaults.isDefault(entries)) {
            return all(that);
        }
        if (that instanceof MapReads<?, ?, ?> map && isLike(map)) {
            return ifChanged(entries.merge((PMap<K, V>) map.entries, (mine, _) -> mine));
        }
        MapAssembly<K, V> merged = MapAssembly.after(entries);
        for (Tuple2<? extends K, ? extends V> entry : that) {
            if (!containsKey(entry._1)) {
                merged.put(entry);
            }
        }
        return ifChanged(merged.build());
    }

    private boolean isLike(MapReads<?, ?, ?> that) {
        return entries.store() == that.entries.store()
                && entries.keyCodec().equals(that.entries.keyCodec())
                && entries.valueCodec().equals(that.entries.valueCodec());
    }

    @Override
    public final <U extends V> S merge(
            Map<? extends K, U> that, BiFunction<? super V, ? super U, ? extends V> collisionResolution) {
        Objects.requireNonNull(that, "that is null");
        Objects.requireNonNull(collisionResolution, "collisionResolution is null");
        if (isEmpty() && Defaults.isDefault(entries)) {
            return all(that);
        }
        if (that.isEmpty()) {
            return self();
        }
        MapAssembly<K, V> merged = MapAssembly.after(entries);
        for (Tuple2<? extends K, U> entry : that) {
            Option<V> present = get(entry._1);
            merged.put(entry._1, present.isEmpty() ? entry._2 : collisionResolution.apply(present.get(), entry._2));
        }
        return wrap(merged.build());
    }

    @Override
    public final S orElse(Iterable<? extends Tuple2<K, V>> other) {
        return isEmpty() ? all(other) : self();
    }

    @Override
    public final S orElse(Supplier<? extends Iterable<? extends Tuple2<K, V>>> supplier) {
        return isEmpty() ? all(supplier.get()) : self();
    }

    @Override
    public final S peek(Consumer<? super Tuple2<K, V>> action) {
        Objects.requireNonNull(action, "action is null");
        if (!isEmpty()) {
            action.accept(head());
        }
        return self();
    }

    @Override
    public final S filter(BiPredicate<? super K, ? super V> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return ifChanged(entries.filter(predicate));
    }

    @Override
    public final S reject(BiPredicate<? super K, ? super V> predicate) {
        return filter(predicate.negate());
    }

    @Override
    public final S filter(Predicate<? super Tuple2<K, V>> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return filter((key, value) -> predicate.test(Tuple.of(key, value)));
    }

    @Override
    public final S reject(Predicate<? super Tuple2<K, V>> predicate) {
        return filter(predicate.negate());
    }

    @Override
    public final S filterKeys(Predicate<? super K> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return filter((key, _) -> predicate.test(key));
    }

    @Override
    public final S rejectKeys(Predicate<? super K> predicate) {
        return filterKeys(predicate.negate());
    }

    @Override
    public final S filterValues(Predicate<? super V> predicate) {
        Objects.requireNonNull(predicate, "predicate is null");
        return filter((_, value) -> predicate.test(value));
    }

    @Override
    public final S rejectValues(Predicate<? super V> predicate) {
        return filterValues(predicate.negate());
    }
}
