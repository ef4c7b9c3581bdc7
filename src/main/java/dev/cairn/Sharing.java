package dev.cairn;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Reach;
import java.lang.ref.Reference;

/**
 * The nodes that two versions have in common, and those that each has alone. Pending edits are written first, because only nodes in the
 * store are counted.
 *
 * @param sharedNodes nodes of both versions
 * @param sharedBytes bytes of their blocks
 * @param leftOnlyNodes nodes of the first version only
 * @param leftOnlyBytes bytes of their blocks
 * @param rightOnlyNodes nodes of the second version only
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
     * @throws ForeignStoreException if the versions lie in different stores
     */
    public static Sharing between(Version left, Version right) {
        AbstractVersion.of(left).checkTogether(AbstractVersion.of(right));
        Base leftBase = AbstractVersion.of(left).foldedBase();
        Base rightBase = AbstractVersion.of(right).foldedBase();
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

    /** The nodes of a version, which the version keeps alive. O(nodes). */
    public static Retained retained(Version version) {
        Base base = AbstractVersion.of(version).foldedBase();
        try {
            Reach.Size size = base.reach().size();
            return new Retained(size.nodes(), size.bytes());
        } finally {
            Reference.reachabilityFence(base);
        }
    }

    /**
     * The nodes that a version keeps alive.
     *
     * @param nodes number of nodes
     * @param bytes of their blocks
     */
    public record Retained(long nodes, long bytes) {}
}
