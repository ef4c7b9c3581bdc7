package dev.cairn.bench.small;

import clojure.lang.ITransientSet;
import clojure.lang.PersistentHashSet;
import dev.cairn.PSet;
import dev.cairn.codec.Codec;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentSet;
import scala.collection.immutable.HashSet$;
import scala.collection.immutable.Set;
import scala.collection.immutable.Set$;
import scala.collection.mutable.Builder;

/**
 * Sets of longs as one library has them: what the benchmarks time, as functions of a version.
 *
 * @param empty the version without elements
 * @param bulk a set of some elements, by the library's fastest way
 * @param sum the sum of all elements, by the library's iterator
 * @param <V> the library's type
 */
record SetOf<V>(
        V empty,
        Function<Object[], V> bulk,
        BiFunction<V, Object, V> adder,
        BiPredicate<V, Object> member,
        ToLongFunction<V> sum) {
    private static final int LARGEST_WITHOUT_HASH = 4;

    V of(Object[] elements) {
        return bulk.apply(elements);
    }

    /** All of {@code elements}, added one after another to versions of which each is dropped for the next. */
    V build(Object[] elements) {
        V version = empty;
        for (Object element : elements) {
            version = add(version, element);
        }
        return version;
    }

    V add(V version, Object element) {
        return adder.apply(version, element);
    }

    boolean contains(V version, Object element) {
        return member.test(version, element);
    }

    long iterate(V version) {
        return sum.applyAsLong(version);
    }

    @SuppressWarnings("unchecked")
    static SetOf<PSet<Object>> cairn() {
        return cairn(PSet.empty((Codec<Object>) (Codec<?>) Codec.LONG));
    }

    static SetOf<PSet<Object>> cairnStandard() {
        return cairn(PSet.empty(Codec.standard()));
    }

    private static SetOf<PSet<Object>> cairn(PSet<Object> empty) {
        return new SetOf<>(
                empty,
                elements -> empty.toBuilder().addAll(Arrays.asList(elements)).build(),
                PSet::add,
                PSet::contains,
                set -> sum(set.iterator()));
    }

    static SetOf<io.vavr.collection.Set<Object>> cairnVavr() {
        return vavr(dev.cairn.vavr.HashSet.empty(), dev.cairn.vavr.HashSet::of);
    }

    static SetOf<io.vavr.collection.Set<Object>> vavr() {
        return vavr(io.vavr.collection.HashSet.empty(), io.vavr.collection.HashSet::of);
    }

    private static SetOf<io.vavr.collection.Set<Object>> vavr(
            io.vavr.collection.Set<Object> empty, Function<Object[], io.vavr.collection.Set<Object>> bulk) {
        return new SetOf<>(
                empty, bulk, io.vavr.collection.Set::add, io.vavr.collection.Set::contains, set -> sum(set.iterator()));
    }

    static SetOf<PersistentHashSet> clojure() {
        return new SetOf<>(
                PersistentHashSet.EMPTY,
                elements -> {
                    ITransientSet open = (ITransientSet) PersistentHashSet.EMPTY.asTransient();
                    for (Object element : elements) {
                        open = (ITransientSet) open.conj(element);
                    }
                    return (PersistentHashSet) open.persistent();
                },
                (set, element) -> (PersistentHashSet) set.cons(element),
                PersistentHashSet::contains,
                set -> sum(set.iterator()));
    }

    /** A class of its own for each size up to four, then a hash set; Scala's own builder changes at the same size. */
    static SetOf<Set<Object>> scala() {
        Set<Object> empty = Set$.MODULE$.empty();
        return new SetOf<>(
                empty,
                elements -> {
                    if (elements.length <= LARGEST_WITHOUT_HASH) {
                        Set<Object> few = empty;
                        for (Object element : elements) {
                            few = few.incl(element);
                        }
                        return few;
                    }
                    Builder<Object, ? extends Set<Object>> builder = HashSet$.MODULE$.newBuilder();
                    for (Object element : elements) {
                        builder.addOne(element);
                    }
                    return builder.result();
                },
                (set, element) -> set.incl(element),
                (set, element) -> set.contains(element),
                set -> {
                    long sum = 0;
                    scala.collection.Iterator<Object> elements = set.iterator();
                    while (elements.hasNext()) {
                        sum += (Long) elements.next();
                    }
                    return sum;
                });
    }

    static SetOf<PersistentSet<Object>> kotlinx() {
        return new SetOf<>(
                ExtensionsKt.persistentHashSetOf(),
                elements -> {
                    PersistentSet.Builder<Object> builder =
                            ExtensionsKt.persistentHashSetOf().builder();
                    for (Object element : elements) {
                        builder.add(element);
                    }
                    return builder.build();
                },
                PersistentSet::adding,
                PersistentSet::contains,
                set -> sum(set.iterator()));
    }

    /** Mutable, so it is built, read and walked, and has no persistent operation. */
    static SetOf<java.util.HashSet<Object>> java() {
        return new SetOf<>(
                new java.util.HashSet<>(),
                elements -> {
                    java.util.HashSet<Object> set = java.util.HashSet.newHashSet(elements.length);
                    for (Object element : elements) {
                        set.add(element);
                    }
                    return set;
                },
                (_, _) -> {
                    throw new UnsupportedOperationException("not persistent");
                },
                java.util.HashSet::contains,
                set -> sum(set.iterator()));
    }

    private static long sum(Iterator<?> elements) {
        long sum = 0;
        while (elements.hasNext()) {
            sum += (Long) elements.next();
        }
        return sum;
    }
}
