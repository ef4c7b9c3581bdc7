package dev.cairn;

/**
 * The two parts of a vector.
 *
 * @param before the elements before the place where it was split
 * @param after the others
 * @param <V> the vector
 */
public record Split<V>(V before, V after) {}
