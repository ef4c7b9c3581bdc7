package dev.cairn;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Reach;
import java.lang.ref.Reference;

/**
 * What two versions share. Updates that wait on the heap are written first, so what is counted is what lies in the store.
 *
 * @param sharedNodes nodes that both have
 * @param sharedBytes bytes of their blocks
 * @param leftOnlyNodes nodes that only the first has
 * @param leftOnlyBytes bytes of their blocks
 * @param rightOnlyNodes nodes that only the second has
 * @param rightOnlyBytes bytes of their blocks
 */
public record Sharing(
        long sharedNodes,
        long sharedBytes,
        long leftOnlyNodes,
        long leftOnlyBytes,
        long rightOnlyNodes,
        long rightOnlyBytes) {
    /**
     * Compares two versions of one store. O(nodes of both).
     *
     * @throws ForeignStoreException if they are of different stores
     */
    public static Sharing between(Version left, Version right) {
        AbstractVersion.of(left).checkTogether(AbstractVersion.of(right));
        Base leftBase = AbstractVersion.of(left).settled();
        Base rightBase = AbstractVersion.of(right).settled();
        try {
            Reach a = leftBase.reach();
            Reach b = rightBase.reach();
            Reach.Size both = a.sizeOfShared(b);
            return new Sharing(
                    both.nodes(),
                    both.bytes(),
                    a.size().nodes() - both.nodes(),
                    a.size().bytes() - both.bytes(),
                    b.size().nodes() - both.nodes(),
                    b.size().bytes() - both.bytes());
        } finally {
            Reference.reachabilityFence(leftBase);
            Reference.reachabilityFence(rightBase);
        }
    }

    /** What a version reaches in its store, and so keeps alive. O(its nodes). */
    public static Retained retained(Version version) {
        Base base = AbstractVersion.of(version).settled();
        try {
            Reach.Size size = base.reach().size();
            return new Retained(size.nodes(), size.bytes());
        } finally {
            Reference.reachabilityFence(base);
        }
    }

    /**
     * What a version keeps alive.
     *
     * @param nodes nodes it reaches
     * @param bytes of their blocks
     */
    public record Retained(long nodes, long bytes) {}
}
