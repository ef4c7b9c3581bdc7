package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Magazines;
import dev.cairn.internal.node.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the stripes handed over, and the releaser that gets the counts of dead holders. The thread that holds {@link #turn}
 * works on them; nobody else touches them.
 */
final class Tokens {
    private static final int OLD_EVERY = 16;
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final int OLD_AGE = 4;

    /** Fair, so that a recount waits for one step of the reclaimer only. */
    final ReentrantLock turn = new ReentrantLock(true);

    final Stripe[] stripes;
    final Releaser releaser;
    private final TokenTable young = new TokenTable();
    private final TokenTable old = new TokenTable();
    private final NodeSpace space;
    private final @Nullable Crew crew;
    private int unnoted;
    private long cycles;
    private long basesReclaimed;

    /** {@code pins}: what readers have pinned; null if nobody else reads the store. */
    Tokens(NodeSpace space, Stripe[] stripes, @Nullable Pins pins) {
        this.space = space;
        this.crew = space.crew;
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
        if (pins != null && space.isReclaiming()) {
            pins.beginCycle(releaser.drops, sweeps);
        }
        if (crew != null && crew.isLeading()) {
            crew.beginCycle(releaser.inherited == null || !releaser.inherited.hidesDead());
        }
        releaser.beginCycle();
    }

    /** After {@link #poll}: lets the ledger say what is to be lowered, if another process does that. */
    void handOver() {
        if (crew != null && !crew.isLeading()) {
            handDrops();
        }
    }

    /** Asks all other processes that write the file to run their collectors; returns a number for {@link #awaitOthers}. */
    int askOthers() {
        return crew == null ? 0 : crew.ask();
    }

    /** Waits for a while until all have done what {@link #askOthers} asked; returns whether there are others. The caller does not hold turn. */
    boolean awaitOthers(int asked) {
        if (crew == null) {
            return false;
        }
        long since = System.nanoTime();
        while (!crew.haveAnswered(asked) && System.nanoTime() - since < ANSWER_NANOS && !space.isClosed()) {
            LockSupport.parkNanos(REST_NANOS);
        }
        return true;
    }

    /** All is lowered that there was. */
    void endCycle() {
        if (!space.isReclaiming()) {
            space.allocator().refresh();
            return;
        }
        space.allocator().endCycle();
        if (crew != null && crew.mayLower()) {
            crew.endCycle();
        }
    }

    /** Whether changes of this process, which alone has the file, offered something to be lowered while a cycle went on. */
    boolean hasOffers() {
        return crew == null && space.ledger() != null && space.ledger().isOffered();
    }

    /** As {@link #gather}, for a caller that holds all stripes. */
    void gatherAlone() {
        for (Stripe stripe : stripes) {
            stripe.handOver(young, releaser.drops);
        }
        releaser.forgetLook();
    }

    /**
     * Lets the ledger say what waits here to be lowered: another process does that. Takes a stripe. What finds no slot there waits on in the
     * stripe.
     */
    void handDrops() {
        if (releaser.drops.size() > 0) {
            stripes[0].acquire();
            try {
                handDropsAlone();
            } finally {
                stripes[0].busy = 0;
            }
        }
    }

    /** As {@link #handDrops}, for a caller that holds all stripes. Returns whether all found slots. */
    boolean handDropsAlone() {
        while (releaser.drops.size() > 0) {
            stripes[0].drop(releaser.drops.pop());
        }
        stripes[0].noteDrops();
        return !stripes[0].hasDrops();
    }

    /** Writes all that tokens own, and the copies of the magazines, again: an error may have come between the two. The caller holds all stripes. */
    void noteAgain() {
        forEach(token -> {
            if (token.slot() >= 0 && !token.hasEnded()) {
                token.hold(token.first, token.second);
            }
        });
        for (Stripe stripe : stripes) {
            stripe.magazines.mirrorAgain(space.memory());
        }
    }

    /** Whether all that tokens own stands in the ledger. The caller holds all stripes, and all tokens were gathered. */
    boolean areNoted() {
        boolean areNoted = true;
        for (Stripe stripe : stripes) {
            stripe.requireCopy();
            areNoted &= stripe.isComplete;
        }
        if (!areNoted) {
            unnoted = 0;
            forEach(token -> unnoted += token.slot() < 0 && (token.first | token.second) != 0 ? 1 : 0);
            areNoted = unnoted == 0;
            for (Stripe stripe : stripes) {
                stripe.isComplete = areNoted;
            }
        }
        return areNoted;
    }

    /** Forgets the drops that found no slot, after all references were counted again. The caller holds all stripes. */
    void forgetDrops() {
        for (Stripe stripe : stripes) {
            stripe.forgetDrops();
        }
        releaser.forgetAll();
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
        basesReclaimed = made.bases() - young.bases() - old.bases();
        if (crew != null) {
            Objects.requireNonNull(space.ledger())
                    .figures
                    .settle(KindCounts.of(liveNodes, liveBytes), balance(), space.allocator());
            return;
        }
        long[] foundNodes = new long[Kind.COUNT];
        long[] foundBytes = new long[Kind.COUNT];
        for (int kind = 0; kind < Kind.COUNT; kind++) {
            foundNodes[kind] = Math.max(0, liveNodes[kind] - made.nodes()[kind]);
            foundBytes[kind] = Math.max(0, liveBytes[kind] - made.bytes()[kind]);
            releaser.freedNodes[kind] = made.nodes()[kind] + foundNodes[kind] - liveNodes[kind];
            releaser.freedBytes[kind] = made.bytes()[kind] + foundBytes[kind] - liveBytes[kind];
        }
        found(foundNodes, foundBytes);
    }

    /** What this process made and did not free, by kind: it frees what others made, too. */
    KindCounts balance() {
        AllocationTotals made = AllocationTotals.of(stripes);
        return KindCounts.of(made.nodes(), made.bytes()).minus(KindCounts.of(releaser.freedNodes, releaser.freedBytes));
    }

    /** Lets other processes see {@link #balance}, unless the reclaimer is at work: then it is tried again. Takes a stripe. */
    void noteFigures() {
        if (turn.tryLock()) {
            try {
                if (!space.isDetached()) {
                    noteFigures(Objects.requireNonNull(space.ledger()));
                }
            } finally {
                turn.unlock();
            }
        }
    }

    private void noteFigures(Ledger ledger) {
        if (!ledger.figures.hasPage() && ledger.isTaken() && stripes[0].tryAcquire()) {
            try {
                stripes[0].noteFigures(ledger);
                ledger.figures.forget(); // who counted meanwhile did not know of this process
            } finally {
                stripes[0].busy = 0;
            }
        }
        ledger.figures.note(balance());
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

    /** The magazines of all stripes, and those of other processes, which stand still. */
    List<Magazines> allMagazines() {
        List<Magazines> all = new ArrayList<>(magazines());
        Ledger ledger = space.ledger();
        if (ledger != null) {
            ledger.forEachCopy(at -> all.add(space.allocator().magazinesAt(at)));
        }
        return all;
    }

    /** The magazines of all stripes. */
    List<Magazines> magazines() {
        return Arrays.stream(stripes).map(stripe -> stripe.magazines).toList();
    }
}
