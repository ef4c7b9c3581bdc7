package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.node.Kind;
import org.jspecify.annotations.Nullable;

/** What a store in a file does when a process opens it and when the process closes it. Runs alone in the store. */
final class Attachment {
    private static final int STEP = 4096;

    private final NodeSpace space;
    private final Tokens tokens;
    private final Roots roots;
    private final Stripe[] stripes;

    Attachment(NodeSpace space, Tokens tokens, Roots roots, Stripe[] stripes) {
        this.space = space;
        this.tokens = tokens;
        this.roots = roots;
        this.stripes = stripes;
    }

    /** Makes all counts right, unless they are. Returns what was done; null if nothing. */
    @Nullable
    String open(boolean isClean) {
        if (!isClean) {
            return Repair.ofOpened(space, tokens, roots).message();
        }
        long[] nodes = new long[Kind.COUNT];
        long[] bytes = new long[Kind.COUNT];
        tokens.releaser.pinned = Superblock.readFigures(space.memory(), nodes, bytes);
        tokens.found(nodes, bytes);
        space.allocator().trim();
        return null;
    }

    /** Frees all that only holders of this process own, and gives its blocks back. Returns whether that succeeded. */
    boolean close() {
        try {
            tokens.endAll();
            Releaser releaser = tokens.releaser;
            boolean more = true;
            while (more) {
                more = releaser.step(STEP);
            }
            for (Stripe stripe : stripes) {
                space.allocator().giveBack(stripe.magazines);
            }
            space.allocator().trim();
            AllocationTotals made = AllocationTotals.of(stripes);
            long[] nodes = made.nodes();
            long[] bytes = made.bytes();
            for (int kind = 0; kind < Kind.COUNT; kind++) {
                nodes[kind] -= releaser.freedNodes[kind];
                bytes[kind] -= releaser.freedBytes[kind];
            }
            Superblock.writeFigures(space.memory(), nodes, bytes, releaser.pinned);
            return true;
        } catch (IllegalStateException e) {
            return false; // the next opening counts again
        } finally {
            space.leaveFile();
        }
    }
}
