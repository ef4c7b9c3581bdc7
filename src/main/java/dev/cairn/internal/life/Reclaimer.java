package dev.cairn.internal.life;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Finds dead holders and frees the nodes that only they held. One a store. Any thread may run it, one at a time, under its lock. */
public final class Reclaimer implements CollectorSignal.Work, ClosedStores.Closed {
    /*
     * Concurrency
     *   turn is a fair lock. Its holder is the one reclaimer (T3). It is let go between steps, so that a recount or another caller waits
     *   for a step, not for a cycle. Tokens, the releaser and the reclaimer-only side of the allocator are touched only under it. While
     *   turn is held, stripes are taken one at a time; a holder of a stripe never takes turn.
     */
    private static final int STEP = 4096;
    private static final long NOT_COLLECTED = -1;
    private static final long YOUNG_COLLECTED = -2;
    private static final int YOUNG_REST = 8;
    private static final int WAITS = 3;
    private static final long WAIT_NANOS = 5_000_000_000L;

    private final NodeSpace space;
    private final Tokens tokens;
    private final Health health;
    private final Releaser releaser;
    private final ReentrantLock turn;
    private final Condition cycleEnd;
    private final Shrinking shrinking;

    /** What its thread does in each round beside its own work. */
    public final Chores chores = new Chores();

    final CollectorSignal signal;
    final Pressure pressure;
    private volatile boolean collectionWanted;
    private volatile boolean fullCollectionWanted;
    private int youngRest;
    private volatile long collectionsSeen;
    private long cpuNanos;
    private final AtomicLong collectionsAsked = new AtomicLong();
    private long cyclesFailed;
    private volatile boolean sawCollection = true;

    Reclaimer(NodeSpace space, Tokens tokens, Health health, long budget) {
        this.space = space;
        this.tokens = tokens;
        this.health = health;
        this.releaser = tokens.releaser;
        this.turn = tokens.turn;
        this.cycleEnd = turn.newCondition();
        this.pressure = new Pressure(space.allocator(), budget, space::processes);
        this.shrinking = new Shrinking(space.allocator());
        this.signal = new CollectorSignal(this);
    }

    /** Whether this JVM has a collector that finds anything dead; Epsilon finds nothing. */
    public static boolean hasCollector() {
        return CollectorSignal.COLLECTS;
    }

    void start() {
        ClosedStores.beforeNext();
        pressure.begin();
        signal.start();
    }

    /** Called by mutators that took more groups and hold no stripe. */
    void relieve() {
        signal.ensureRunning();
        // one wait is not always enough: the next cycle may follow a collection from before it
        for (int waits = 0; waits < WAITS && pressure.isOver(); waits++) {
            awaitCollection(WAIT_NANOS);
        }
        if (pressure.isOverSoft()) {
            askCollection();
            pressure.slowDown();
        }
    }

    /** Lets the reclaimer's thread ask for a collection soon; does not wait. */
    void askCollection() {
        signal.ensureRunning();
        if (!collectionWanted) {
            collectionWanted = true;
            signal.wake();
        }
    }

    /** As {@link #askCollection}, for a full one, whatever this process holds. */
    void askFullCollection() {
        fullCollectionWanted = true;
        askCollection();
    }

    /** Waits until a cycle after a collection has ended, or a cycle failed, or the store is closed, or the time is over. */
    void awaitCollection(long nanos) {
        StackRoom.require();
        turn.lock();
        try {
            long seen = collectionsSeen;
            long failed = cyclesFailed;
            askCollection();
            for (long left = nanos;
                    left > 0 && collectionsSeen == seen && cyclesFailed == failed && !space.isClosed(); ) {
                left = cycleEnd.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turn.unlock();
        }
    }

    /** Called by the reclaimer's thread when a collection happened, when it was woken, and by a timer. */
    @Override
    public void round() {
        space.requireRight();
        chores.doAll();
        if (health.repairSometimes()) {
            tick();
            shrink();
        } else {
            endWaits();
        }
    }

    @Override
    public void tell(String message) {
        space.errors.tell(message);
    }

    /** A cycle; then a collection and another, if one is wanted and the first did not find enough. */
    void tick() {
        boolean isWanted = collectionWanted;
        boolean isForced = fullCollectionWanted;
        collectionWanted = false;
        fullCollectionWanted = false;
        cycle(NOT_COLLECTED);
        if (!isForced && (!isWanted || isEnough(space.allocator().takenBytes()))) {
            return;
        }
        try {
            if (isForced || !wasYoungEnough()) {
                reclaim();
            }
        } catch (Throwable e) {
            endWaits();
            throw e;
        }
    }

    /** Lets the threads that wait for a collection go on without one: it failed, or the store was closed. Waits for a step of the reclaimer. */
    void endWaits() {
        turn.lock();
        try {
            cyclesFailed++;
            cycleEnd.signalAll();
        } finally {
            turn.unlock();
        }
    }

    /** Collects the young generation only, and reclaims; returns whether that was enough. */
    private boolean wasYoungEnough() {
        if (youngRest > 0) {
            youngRest--;
            return false;
        }
        long takenBefore = space.allocator().takenBytes();
        if (!YoungGeneration.isWorthwhile() || !YoungGeneration.collect()) {
            return false;
        }
        collectionsAsked.incrementAndGet();
        cycle(YOUNG_COLLECTED);
        boolean isEnough = isEnough(takenBefore);
        youngRest = isEnough ? 0 : YOUNG_REST;
        return isEnough;
    }

    /** Whether no collection is due after the last cycle; then lets the threads go on that wait for one. */
    private boolean isEnough(long takenBefore) {
        turn.lock();
        try {
            boolean isEnough = !pressure.isOverSoftSince(takenBefore);
            if (isEnough) {
                countCollection();
                cycleEnd.signalAll();
            }
            return isEnough;
        } finally {
            turn.unlock();
        }
    }

    /** Frees what is dead now: asks for a full collection, waits until it has cleared references, and runs a cycle. */
    Handover reclaim() {
        health.repair();
        long takenBefore = space.allocator().takenBytes();
        collectionsAsked.incrementAndGet();
        sawCollection = CollectorSignal.collect();
        return cycle(takenBefore);
    }

    /** Whether the last collection that the store asked for cleared references. */
    boolean sawCollection() {
        return sawCollection;
    }

    /** Gives memory back to the system that is not in use for some time; in a closed store, at once. */
    private void shrink() {
        if (space.isClosed()) {
            if (!space.isDetached() && shrinking.hasFreed()) {
                shrinkClosed();
            }
        } else if (shrinking.isDue()) {
            if (shrinking.needsTrim()) {
                alone(() -> trim(false));
            }
            if (space.isReclaiming()) {
                space.allocator().slabs().giveBackEmpty();
            }
        }
    }

    private void shrinkClosed() {
        emptyAndTrim();
        space.allocator().slabs().giveBackAll();
    }

    /** Offers all free blocks, also those that wait in magazines. */
    void emptyAndTrim() {
        alone(() -> {
            tokens.emptyMagazines();
            trim(true);
        });
    }

    /** Offers blocks, unless another process does that. */
    private void trim(boolean every) {
        if (space.isReclaiming()) {
            space.allocator().trim(every);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under turn
    private void countCollection() {
        collectionsSeen++;
    }

    /** How many collections were followed by a cycle. */
    long collections() {
        return collectionsSeen;
    }

    @Override
    public long residentBytes() {
        return space.allocator().slabs().residentBytes();
    }

    @Override
    public void free() {
        reclaim();
        shrinkClosed();
    }

    /** Frees what is known to be dead, without a collection. */
    void cycleNow() {
        cycle(NOT_COLLECTED);
    }

    /** Offers all free blocks, but for those in magazines. */
    void trimNow() {
        alone(() -> trim(true));
    }

    /** Does {@code work} on the blocks under turn, while counts are right. */
    private void alone(Runnable work) {
        turn.lock();
        try {
            if (space.isDetached() || space.hasFailedAnywhere()) {
                return;
            }
            health.repair();
            guarded(() -> {
                work.run();
                return false;
            });
        } finally {
            turn.unlock();
        }
    }

    /** Works on nodes and blocks under turn, while counts are right. What goes wrong is noted: damage as such, and an error to be repaired. */
    private boolean guarded(BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            RuntimeException corrupt = space.errors.corrupt(List.of(String.valueOf(e.getMessage())));
            health.failure = corrupt;
            space.noteFailure();
            throw corrupt;
        } catch (Error e) {
            health.failure = e;
            space.noteFailure();
            throw e;
        }
    }

    /**
     * As {@link #reclaim}, also if another process begins to lead meanwhile, or has just begun: then what the last one had taken from the ledger, and
     * not lowered, is freed, too. Waits for the others for some seconds at most.
     */
    public void reclaimAll() {
        Handover handed = reclaim();
        while (!space.isClosed() && handed.isPending()) {
            handed.rest();
            if (space.isReclaiming()) {
                cycle(NOT_COLLECTED); // this process leads by now
            }
        }
    }

    private Handover cycle(long takenBefore) {
        Handover handed = new Handover(space.crew, takenBefore != NOT_COLLECTED);
        boolean more = true;
        for (boolean first = true; more; first = false) {
            StackRoom.require();
            turn.lock();
            boolean done = false;
            try {
                long began = Progress.cpuTime();
                more = step(first, takenBefore, handed);
                cpuNanos += Progress.cpuTime() - began;
                done = true;
            } finally {
                if (!done) {
                    endWaits();
                }
                turn.unlock();
            }
            if (more && !space.isReclaiming()) {
                handed.rest();
            }
        }
        return handed;
    }

    /** Does a part of a cycle; returns whether there is more to do. */
    private boolean step(boolean first, long takenBefore, Handover handed) {
        if (space.isDetached()) {
            return false;
        }
        if (first) {
            space.see();
            space.allocator().refresh();
            tokens.gather();
            tokens.beginCycle(takenBefore != NOT_COLLECTED);
        }
        // a thread that failed under a stripe wrote failure before it let the stripe go
        health.repair();
        health.noteAgain();
        return guarded(() -> {
            if (first) {
                tokens.poll(takenBefore != NOT_COLLECTED || (space.isClosed() && shrinking.sawCollection()));
                tokens.handOver();
                handed.begin();
            }
            return releaser.step(STEP) || handed.awaitsLeader() || endCycle(takenBefore);
        });
    }

    /** Returns that there is no more to do. */
    private boolean endCycle(long takenBefore) {
        tokens.endCycle();
        if (tokens.hasOffers()) {
            signal.wake();
        }
        if (takenBefore >= 0) {
            pressure.collected(takenBefore);
            countCollection();
        } else {
            pressure.drained();
        }
        cycleEnd.signalAll();
        return false;
    }

    /** Figures of the reclaimer's work so far. */
    public Progress progress() {
        StackRoom.require();
        turn.lock();
        try {
            return Progress.of(tokens, cpuNanos, collectionsAsked.get());
        } finally {
            turn.unlock();
        }
    }
}
