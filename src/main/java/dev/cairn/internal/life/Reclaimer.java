package dev.cairn.internal.life;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Finds dead holders and frees what only they held. One a store; any thread may run it, under its lock, one at a time. */
public final class Reclaimer {
    /*
     * Concurrency
     *   turn (fair) makes whoever runs a cycle the one reclaimer (T3); it is let go between steps, so that a recount or
     *   another caller waits for a step, not for a cycle. Tokens, queues and the allocator's reclaimer-only side are touched
     *   only under it. Stripes are taken one at a time while turn is held, never the other way round.
     */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int STEP = 4096;
    private static final int OLD_EVERY = 16;
    private static final int OLD_AGE = 4;
    private static final long NOT_COLLECTED = -1;

    private final Core core;
    private final Settler settler;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Condition cycleEnd = turn.newCondition();
    private final TokenTable young = new TokenTable();
    private final TokenTable old = new TokenTable();
    private final CollectorSignal signal;
    private final Pressure pressure;
    private volatile boolean collectionWanted;
    private long collectionsSeen;
    private long cycles;
    private long basesReclaimed;
    private long cpuNanos;
    private final AtomicLong collectionsAsked = new AtomicLong();
    private @Nullable RuntimeException broken;

    Reclaimer(Core core, long budget) {
        this.core = core;
        this.settler = new Settler(core);
        this.pressure = new Pressure(core.allocator(), this, budget);
        this.signal = new CollectorSignal(core);
    }

    void start() {
        signal.start();
    }

    Settler settler() {
        return settler;
    }

    Pressure pressure() {
        return pressure;
    }

    ReentrantLock turn() {
        return turn;
    }

    void adopt(Token token) {
        young.add(token);
    }

    void lowerLater(int reference) {
        settler.lowerLater(reference);
    }

    void forEachToken(java.util.function.Consumer<Token> action) {
        young.forEach(action);
        old.forEach(action);
    }

    /** Lets the reclaimer's thread ask for a collection soon; does not wait. */
    void askCollection() {
        if (!collectionWanted) {
            collectionWanted = true;
            signal.wake();
        }
    }

    /** Waits until a cycle that followed a collection has ended, or the time is over. */
    void awaitCollection(long nanos) {
        turn.lock();
        try {
            long before = collectionsSeen;
            askCollection();
            for (long left = nanos; left > 0 && collectionsSeen == before; ) {
                left = cycleEnd.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turn.unlock();
        }
    }

    /** Called by the reclaimer's thread when a collection happened, when it was woken, and by a timer. */
    void tick() {
        if (collectionWanted) {
            collectionWanted = false;
            collectAndCycle();
        } else {
            cycle(NOT_COLLECTED);
        }
    }

    /** Asks for a full collection, which has been seen to clear references when the cycle begins. */
    private void collectAndCycle() {
        long takenBefore = core.allocator().takenBytes();
        collectionsAsked.incrementAndGet();
        CollectorSignal.collect();
        cycle(takenBefore);
    }

    /** Frees all that is dead now. */
    public void reclaim() {
        collectAndCycle();
    }

    /** Frees all that is dead, and gathers free blocks into empty slabs for any class. */
    void scavenge() {
        collectAndCycle();
        turn.lock();
        try {
            core.allocator().trim();
        } finally {
            turn.unlock();
        }
    }

    private void cycle(long takenBefore) {
        boolean more = true;
        for (boolean first = true; more; first = false) {
            turn.lock();
            long began = cpuTime();
            try {
                throwIfBroken();
                if (first) {
                    gather();
                    poll(takenBefore != NOT_COLLECTED);
                }
                more = settler.step(STEP);
                if (!more) {
                    endCycle(takenBefore);
                }
            } catch (IllegalStateException e) {
                broken = core.faults().corrupt(java.util.List.of(String.valueOf(e.getMessage())));
                throw broken;
            } finally {
                cpuNanos += cpuTime() - began;
                turn.unlock();
            }
        }
    }

    private void throwIfBroken() {
        if (broken != null) {
            throw broken;
        }
    }

    private void endCycle(long takenBefore) {
        core.allocator().endCycle();
        if (takenBefore == NOT_COLLECTED) {
            pressure.drained();
        } else {
            pressure.collected(takenBefore);
            collectionsSeen++;
        }
        cycleEnd.signalAll();
    }

    private static long cpuTime() {
        return Thread.currentThread().isVirtual() ? System.nanoTime() : THREADS.getCurrentThreadCpuTime();
    }

    /** Fetches what waits in the stripes. */
    private void gather() {
        for (Stripe stripe : core.stripes()) {
            stripe.acquire();
            try {
                stripe.handOver(this);
            } finally {
                stripe.release();
            }
        }
    }

    private void poll(boolean everything) {
        cycles++;
        basesReclaimed += young.poll(settler);
        if (everything || cycles % OLD_EVERY == 0) {
            basesReclaimed += old.poll(settler);
        }
        if (cycles % OLD_AGE == 0) {
            young.moveTo(old);
        }
    }

    /** What is known of the reclaimer's work so far. */
    public Progress progress() {
        turn.lock();
        try {
            return new Progress(
                    settler.zombies,
                    settler.backlog(),
                    basesReclaimed,
                    young.size() + (long) old.size(),
                    cpuNanos,
                    collectionsAsked.get(),
                    Arrays.copyOf(settler.freedNodes, settler.freedNodes.length),
                    Arrays.copyOf(settler.freedBytes, settler.freedBytes.length));
        } finally {
            turn.unlock();
        }
    }

    /** Figures at one moment. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Progress(
            long zombies,
            long backlog,
            long basesReclaimed,
            long tokens,
            long cpuNanos,
            long collectionsAsked,
            long[] freedNodes,
            long[] freedBytes) {}
}
