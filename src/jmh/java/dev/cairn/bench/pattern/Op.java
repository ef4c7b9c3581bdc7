package dev.cairn.bench.pattern;

/**
 * One operation of a library on a version.
 *
 * @param <V> the library's type
 */
@FunctionalInterface
interface Op<V> {
    /** The version after the operation; {@code version} itself if the operation only reads. {@code step} picks what it is done with. */
    V apply(V version, int step);
}
