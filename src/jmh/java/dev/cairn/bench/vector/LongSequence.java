package dev.cairn.bench.vector;

/**
 * A persistent sequence of longs as one library has it: what the benchmarks time, as functions of a version.
 *
 * <p>Neutral ground: a version stays in the library's own type, so nothing is allocated around it, and a value is read
 * from {@link Values} in the form the library takes, boxed beforehand or primitive.
 *
 * @param <V> the library's type
 */
public interface LongSequence<V> {
    /** The version without elements. */
    V empty();

    /** All of {@code values} at once, from an array, by the library's fastest way. */
    V bulk(Values values);

    /** All of {@code values} one after another, through the library's builder or transient form. */
    V build(Values values);

    int size(V version);

    long get(V version, int index);

    /** The sum of all elements, by the library's iterator. */
    long iterate(V version);

    /** The sum of all elements, by the fastest traversal the library offers. */
    default long fold(V version) {
        return iterate(version);
    }

    /** {@code version} and behind it the value numbered {@code i}. */
    V append(V version, Values values, int i);

    /** {@code version} with the value numbered {@code i} at {@code index}. */
    V update(V version, int index, Values values, int i);

    V removeLast(V version);

    /** The elements of {@code version} and behind them those of {@code other}. */
    default V concat(V version, V other) {
        throw new UnsupportedOperationException("it does not join sequences");
    }

    /** The elements from {@code from} to before {@code to}. */
    default V slice(V version, int from, int to) {
        throw new UnsupportedOperationException("it does not cut sequences");
    }

    /** The value numbered {@code i} before the elements of {@code version}. */
    default V prepend(V version, Values values, int i) {
        throw new UnsupportedOperationException("it does not prepend");
    }

    /** The value numbered {@code i} at {@code index}; by cutting and joining, unless the library has an operation for it. */
    default V insert(V version, int index, Values values, int i) {
        V before = append(slice(version, 0, index), values, i);
        return concat(before, slice(version, index, size(version)));
    }

    /** Without the element at {@code index}; by cutting and joining, unless the library has an operation for it. */
    default V removeAt(V version, int index) {
        return concat(slice(version, 0, index), slice(version, index + 1, size(version)));
    }
}
