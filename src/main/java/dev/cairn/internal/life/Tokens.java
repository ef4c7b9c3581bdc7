package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Magazines;
import dev.cairn.internal.node.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the stripes handed over, and the releaser that gets the counts of dead holders. The thread that holds {@link #turn}
 * works on them; nobody else touches them.
 */
final class Tokens {
    private static final int OLD_EVERY = 16;
    private static final int OLD_AGE = 4;

    /** Fair, so that a recount waits for one step of the reclaimer only. */
    final ReentrantLock turn = new ReentrantLock(true);

    final Stripe[] stripes;
    final Releaser releaser;
    private final TokenTable young = new TokenTable();
    private final TokenTable old = new TokenTable();
    private long cycles;
    private long basesReclaimed;

    /** {@code pins}: what readers have pinned; null if nobody else reads the store. */
    Tokens(NodeSpace space, Stripe[] stripes, @Nullable Pins pins) {
        this.stripes = stripes;
        this.releaser = new Releaser(space, pins, this::letChangesEnd);
    }

    /** Fetches the tokens and drops that wait in the stripes. Takes one stripe after another. */
    void gather() {
        for (Stripe stripe : stripes) {
            stripe.acquire();
            try {
                stripe.handOver(young, releaser.drops);
            } finally {
                stripe.busy = 0;
            }
        }
        releaser.forgetLook();
    }

    /** Whether something waits until no reader has pinned it. */
    boolean hasPinned() {
        return releaser.pins != null && releaser.pins.waiting.size() > 0;
    }

    /** Called when all drops were gathered that are to be lowered next. {@code sweeps}: whether to look for readers that are dead. */
    void beginCycle(boolean sweeps) {
        Pins pins = releaser.pins;
        if (pins != null) {
            pins.beginCycle(releaser.drops, sweeps);
        }
    }

    /** As {@link #gather}, for a caller that holds all stripes. */
    void gatherAlone() {
        for (Stripe stripe : stripes) {
            stripe.handOver(young, releaser.drops);
        }
        releaser.forgetLook();
    }

    /** Waits until each change has ended that is under way. Takes one stripe after another. */
    private void letChangesEnd() {
        for (Stripe stripe : stripes) {
            stripe.acquire();
            stripe.busy = 0;
        }
    }

    /** Frees the blocks that wait in the stripes for nodes to come. Takes one stripe after another. */
    void emptyMagazines() {
        for (Stripe stripe : stripes) {
            stripe.acquire();
            try {
                stripe.emptyMagazines();
            } finally {
                stripe.busy = 0;
            }
        }
    }

    /** Lets the counts of dead holders be lowered: of young tokens, and now and then, or if {@code everything}, of old ones. */
    void poll(boolean everything) {
        IntStack drops = releaser.drops;
        cycles++;
        basesReclaimed += young.poll(drops);
        if (everything || cycles % OLD_EVERY == 0) {
            basesReclaimed += old.poll(drops);
        }
        if (cycles % OLD_AGE == 0) {
            young.moveTo(old);
        }
    }

    /**
     * Begins again after a repair that found these nodes and bytes, by kind, and lowered all counts to the true ones. What was not made here
     * was in the store's file.
     */
    void restart(long[] liveNodes, long[] liveBytes) {
        AllocationTotals made = AllocationTotals.of(stripes);
        releaser.restart();
        long[] foundNodes = new long[Kind.COUNT];
        long[] foundBytes = new long[Kind.COUNT];
        for (int kind = 0; kind < Kind.COUNT; kind++) {
            foundNodes[kind] = Math.max(0, liveNodes[kind] - made.nodes()[kind]);
            foundBytes[kind] = Math.max(0, liveBytes[kind] - made.bytes()[kind]);
            releaser.freedNodes[kind] = made.nodes()[kind] + foundNodes[kind] - liveNodes[kind];
            releaser.freedBytes[kind] = made.bytes()[kind] + foundBytes[kind] - liveBytes[kind];
        }
        found(foundNodes, foundBytes);
        basesReclaimed = made.bases() - young.bases() - old.bases();
    }

    /** Counts these nodes and bytes, by kind, as made: a store in a file had them when it was opened. */
    void found(long[] nodes, long[] bytes) {
        for (int kind = 0; kind < Kind.COUNT; kind++) {
            stripes[0].madeNodes[kind] += nodes[kind];
            stripes[0].madeBytes[kind] += bytes[kind];
        }
    }

    /** Lets no holder own anything more. The caller holds all stripes. */
    void endAll() {
        gatherAlone();
        young.endAll(releaser.drops);
        old.endAll(releaser.drops);
        beginCycle(true);
    }

    void forEach(Consumer<Token> action) {
        young.forEach(action);
        old.forEach(action);
    }

    /** Where the living bases were made, if their tokens remember it. The caller holds all stripes. */
    List<Throwable> births() {
        List<Throwable> births = new ArrayList<>();
        gatherAlone();
        forEach(token -> {
            if (token.birth != null && !token.isDead()) {
                births.add(token.birth);
            }
        });
        return births;
    }

    long size() {
        return young.size() + (long) old.size();
    }

    long basesReclaimed() {
        return basesReclaimed;
    }

    /** The magazines of all stripes. */
    List<Magazines> magazines() {
        return Arrays.stream(stripes).map(stripe -> stripe.magazines).toList();
    }
}
