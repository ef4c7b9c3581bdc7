package dev.cairn;

import org.jspecify.annotations.Nullable;

/**
 * What stood in a place, and what stands there after a change.
 *
 * @param before the old value
 * @param after the new one
 * @param <T> the values
 */
public record Change<T extends @Nullable Object>(T before, T after) {}
