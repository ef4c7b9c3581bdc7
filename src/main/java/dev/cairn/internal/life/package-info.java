/**
 * Lifetimes of nodes: counts, heirs, tokens, the reclaimer and the recount.
 *
 * <p>Every method that takes or returns a reference says which of four it does:
 * <ul>
 *   <li><em>borrows</em>: the caller keeps the node alive during the call; no count changes hands;
 *   <li><em>takes</em>: one count passes from the caller to the callee;
 *   <li><em>returns owned</em>: one count passes to the caller, who must place it, register it or drop it;
 *   <li><em>returns borrowed</em>: the node lives as long as the place that it was read from.
 * </ul>
 *
 * <p>Rules. T1: a builder holds its source handle until it is done. T2: an operation holds its handle to its end. T3: mutators only
 * raise counts; one reclaimer lowers, merges and frees. T4: heirs and XOR change at once, and so does own when it is raised. A count
 * that is to be lowered waits as a pending drop of I1, and a dead node waits to be removed.
 *
 * <p>Invariants. I1: own(n) = owning slots + tokens + named roots + pending drops that name n. I2: heirs and XOR of n match the nodes
 * whose origin is n. I3: the child in a borrowed slot is owned by one of the node's origins, at the same position. I4: after a drain no
 * node has own 0 and fewer than two heirs. I5: the live nodes are exactly those that can be reached from tokens and named roots, and
 * those that pinned nodes own. I6: if nothing is held, nothing is live. I7: a node that can be reached has counted every node that it refers
 * to. I8: a mutator never lowers a count, and never changes origin or borrowed of a node that others can reach. I9: counts are never
 * lower than the true ones. I10: a recount from the roots makes I1 to I6 exact. I11: a free block is in exactly one magazine or group.
 * I12: while nobody holds a stripe, no named root has an external count. I16: a header or named root that a reader has pinned is not freed: its
 * last drop stays pending, and so is counted by I1. I17: no node leads to itself; else the nodes on the way would never die, and I5 would
 * find them once nothing else leads there. I18: the bytes that the allocator counts as held, which is what all processes took without what
 * was freed, are those of the blocks that are allocated or wait in magazines.
 */
package dev.cairn.internal.life;
