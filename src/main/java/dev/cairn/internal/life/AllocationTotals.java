package dev.cairn.internal.life;

import dev.cairn.internal.node.Kind;

/**
 * How much was made in a store so far, dead nodes included. An estimate while other threads work.
 *
 * @param nodes the numbers of nodes, by the code of their kind
 * @param bytes the bytes of these nodes, by the code of their kind
 * @param bases the number of bases
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AllocationTotals(long[] nodes, long[] bytes, long bases) {
    static AllocationTotals of(Stripe[] stripes) {
        long[] nodes = new long[Kind.COUNT];
        long[] bytes = new long[Kind.COUNT];
        long bases = 0;
        for (Stripe stripe : stripes) {
            for (int kind = 0; kind < Kind.COUNT; kind++) {
                nodes[kind] += stripe.madeNodes[kind];
                bytes[kind] += stripe.madeBytes[kind];
            }
            bases += stripe.basesMade;
        }
        return new AllocationTotals(nodes, bytes, bases);
    }
}
