package dev.cairn;

/**
 * The two parts of a split vector.
 *
 * @param before the elements before the split index
 * @param after the elements from the split index on
 * @param <V> the type of the vector
 */
public record Split<V>(V before, V after) {}
