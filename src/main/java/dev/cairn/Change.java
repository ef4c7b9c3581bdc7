package dev.cairn;

import org.jspecify.annotations.Nullable;

/**
 * The values before and after a change.
 *
 * @param before the old value
 * @param after the new value
 * @param <T> the type of the values
 */
public record Change<T extends @Nullable Object>(T before, T after) {}
