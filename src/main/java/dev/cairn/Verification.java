package dev.cairn;

/**
 * What {@link Store#verify()} counted in a store that keeps its invariants.
 *
 * @param nodes allocated nodes
 * @param bytes of their blocks
 * @param pinnedNodes dead nodes that cannot be freed yet, since two or more copies of each still use nodes that it owns
 */
public record Verification(long nodes, long bytes, long pinnedNodes) {}
