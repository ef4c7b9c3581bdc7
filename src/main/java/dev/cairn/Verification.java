package dev.cairn;

/**
 * What {@link Store#verify()} counted in a store that keeps its invariants.
 *
 * @param nodes allocated nodes
 * @param bytes of their blocks
 * @param zombies dead nodes that two or more heirs still borrow from
 */
public record Verification(long nodes, long bytes, long zombies) {}
