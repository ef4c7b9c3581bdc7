package dev.cairn;

/**
 * The result of {@link Store#verify()}, if all invariants hold.
 *
 * @param nodes allocated nodes; without those of a store in memory that describe its types, which no version has
 * @param bytes bytes of their blocks
 * @param lostBytes bytes of nodes that processes had in hand when they were killed, and that nothing led to; this call freed them. Only in a
 *     store in a file
 * @param pinnedNodes dead nodes that cannot be freed yet, because two or more copies still use nodes that the dead node owns
 */
public record Verification(long nodes, long bytes, long lostBytes, long pinnedNodes) {}
