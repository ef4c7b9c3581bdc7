package dev.cairn.internal.life;

import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** When a process tries to lead those that write a file, and when it lets another one lead. */
final class Candidacy {
    /*
     * Some processes are to lead, and some are not. Somebody must lead, or nothing is freed.
     * Protocol
     *   is to    1  tries to lead at each look, unless another process wants to lead
     *            2  finds a process that lives, and whose row says that it stands in: wants to lead. The other one yields then (Crew)
     *   is not   1  looks now and then whether a process that lives says that it leads
     *            2  none has for a second, or this process wants to count all references: tries to lead, as above. If it does, its row says that it
     *               stands in
     *   A process that needs the lead for something does not yield before that is done.
     * Evidence: LeadingTest.
     */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So long at most a process wants to lead that is at work. One that was stopped may keep nobody from leading. */
    private static final long WANT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Crew crew;
    private final RowOwner[] owners = new RowOwner[Superblock.ROWS];
    private final AtomicInteger needed = new AtomicInteger();
    private long lookedAt = System.nanoTime() - LOOK_NANOS;
    private long ledAt = System.nanoTime();
    private boolean isAsking;

    /** The last word that says who wants to lead, and since when it is that. */
    private int wanted;

    private long wantedSince;

    Candidacy(Memory memory, Crew crew) {
        this.crew = crew;
        for (int row = 0; row < owners.length; row++) {
            owners[row] = new RowOwner(memory, row);
        }
    }

    /** Whether this process tries to lead now, which it does not yet. */
    boolean tries() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_NANOS) {
            lookedAt = now;
            look(now);
        }
        boolean isDue = crew.locks.isToLead() || crew.wants() || now - ledAt > ALONE_NANOS;
        return isDue && !isWanted();
    }

    /** Whether another process that lives wants to lead, and has not wanted that for long. */
    private boolean isWanted() {
        long now = System.nanoTime();
        if (crew.wanted() != wanted) {
            wanted = crew.wanted();
            wantedSince = now;
        }
        return now - wantedSince < WANT_NANOS && crew.isWanted();
    }

    private void look(long now) {
        if (!crew.locks.isToLead()) {
            ledAt = anyLiving(RowOwner::leads) ? now : ledAt;
        } else if (anyLiving(RowOwner::standsIn)) {
            isAsking = true;
            crew.wantNext();
        } else {
            endAsking();
        }
    }

    private boolean anyLiving(Predicate<RowOwner> says) {
        for (int row = 0; row < owners.length; row++) {
            if (says.test(owners[row]) && !crew.locks.isRowFree(row)) {
                return true;
            }
        }
        return false;
    }

    /** This process leads now, or no more. */
    void changed() {
        ledAt = System.nanoTime();
        endAsking();
    }

    private void endAsking() {
        if (isAsking) {
            isAsking = false;
            crew.want(false);
        }
    }

    /** Lets this process not yield before {@link #endNeed}. */
    void need() {
        needed.incrementAndGet();
    }

    void endNeed() {
        needed.decrementAndGet();
    }

    /** Whether this process, which leads, lets another one lead that wants to. */
    boolean yields() {
        return needed.get() == 0 && isWanted();
    }
}
