package dev.cairn.internal.life;

import dev.cairn.internal.memory.Backoff;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** What readers keep in a store that this process writes. The reclaimer asks before it lets a version or a name go. Used under turn, but for waiting. */
final class Pins {
    /* The protocol stands in PinFile. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int TRIES = 16;

    private final PinFile file;
    private final PinFile.Rows rows;

    /** The references whose last drop waits until no reader has pinned them: one drop each. */
    final IntStack waiting = new IntStack();

    private int[] pinned = new int[16];
    private int count;
    private boolean isLooked;

    /** Whether a reader moves its pins all the time, so that nobody knows what it has pinned. */
    private boolean isUnsure;

    private long swept = System.nanoTime() - REST_NANOS;
    private long askedAt = System.nanoTime() - REST_NANOS;
    private volatile boolean isUrgent;
    private int awaited;

    Pins(PinFile file, PinFile.Rows rows) {
        this.file = file;
        this.rows = rows;
    }

    /** Lets the next question read all places again. */
    void forgetLook() {
        isLooked = false;
    }

    /** Lets the next cycle after a collection ask the readers, however short ago they were asked: a change has no room. */
    void askAtOnce() {
        isUrgent = true;
    }

    /**
     * Begins a cycle, after drops were gathered (P3). Gives back the drops that need not wait any more.
     *
     * @param isAfterCollection whether the store asked for a collection, since it needs room: then dead readers are looked for now, and
     *     living ones are asked to run their collectors
     */
    void beginCycle(IntStack drops, boolean isAfterCollection) {
        forgetLook();
        if (waiting.size() == 0) {
            return;
        }
        if (isAfterCollection || System.nanoTime() - swept > REST_NANOS) {
            swept = System.nanoTime();
            clearDead();
        }
        int left = 0;
        int all = waiting.size();
        for (int i = 0; i < all; i++) {
            int reference = waiting.peek(i);
            if (holds(reference)) {
                waiting.set(left++, reference);
            } else {
                drops.add(reference);
            }
        }
        waiting.size = left;
        if (left > 0 && isAfterCollection && (isUrgent || System.nanoTime() - askedAt > REST_NANOS)) {
            isUrgent = false;
            askedAt = System.nanoTime();
            file.ask();
        }
    }

    /** Whether a reader has pinned {@code reference}, as of this cycle. */
    boolean holds(int reference) {
        if (!isLooked) {
            look();
        }
        return isUnsure || (count > 0 && Arrays.binarySearch(pinned, 0, count, reference) >= 0);
    }

    private void look() {
        VarHandle.fullFence();
        count = 0;
        isUnsure = false;
        for (int row = 0; row < PinFile.ROWS; row++) {
            int before = count;
            int tries = TRIES;
            for (; tries > 0 && !isRead(row); tries--) {
                count = before;
            }
            isUnsure |= tries == 0;
        }
        Arrays.sort(pinned, 0, count);
        isLooked = true;
    }

    /** Adds what is pinned in the row {@code row}; returns whether no pin was moved meanwhile. */
    private boolean isRead(int row) {
        int moves = file.moves(row);
        int used = file.used(row);
        for (int place = 0; place < used; place++) {
            long word = file.get(row, place);
            if (PinFile.state(word) != PinFile.FREE) {
                add(PinFile.reference(word));
            }
        }
        return used == 0 || file.moves(row) == moves;
    }

    private void add(int reference) {
        if (count == pinned.length) {
            pinned = Arrays.copyOf(pinned, 2 * count);
        }
        pinned[count++] = reference;
    }

    /**
     * Waits until all readers that were asked to look for dead versions have done so, or some time is over: a stopped reader does not
     * answer. One that was waited for in vain is not waited for again until it has answered. One caller at a time, which does not hold turn.
     *
     * @return whether it waited
     */
    boolean awaitAnswers() {
        int asked = file.asked();
        int last = awaited;
        if (asked == last || haveAnswered(asked, last)) {
            return false;
        }
        awaited = asked;
        long begin = System.nanoTime();
        while (!haveAnswered(asked, last) && System.nanoTime() - begin < REST_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
        return true;
    }

    /** Whether all readers that live, and have looked since they were asked for the {@code last} time, have looked since the time {@code asked}. */
    private boolean haveAnswered(int asked, int last) {
        for (int row = 0; row < PinFile.ROWS; row++) {
            int late = row;
            int answered = file.answered(row);
            if (file.used(row) > 0
                    && answered - asked < 0
                    && answered - last >= 0
                    && !rows.inFreeRow(row, () -> file.clear(late))) {
                return false;
            }
        }
        return true;
    }

    private void clearDead() {
        for (int row = 0; row < PinFile.ROWS; row++) {
            int dead = row;
            if (file.used(row) > 0) {
                rows.inFreeRow(row, () -> file.clear(dead));
            }
        }
    }

    /**
     * Keeps what living readers have pinned through a repair. Each reference of these that nothing else leads to gets a drop that waits, and
     * {@code walk} is called with it.
     */
    void keep(IntPredicate isReached, IntConsumer walk) {
        clearDead();
        waiting.size = 0;
        count = 0;
        for (int row = 0; row < PinFile.ROWS; row++) {
            int before = count;
            for (int tries = 0; !isReadForGood(row); tries++) {
                count = before;
                Backoff.pause(tries);
            }
        }
        Arrays.sort(pinned, 0, count);
        for (int i = 0; i < count; i++) {
            if (!isReached.test(pinned[i])) {
                waiting.add(pinned[i]);
                walk.accept(pinned[i]);
            }
        }
        isLooked = false;
    }

    /** Adds what is kept in the row {@code row}, and ends what is tried; returns whether no pin was moved meanwhile. */
    private boolean isReadForGood(int row) {
        int moves = file.moves(row);
        int used = file.used(row);
        for (int place = 0; place < used; place++) {
            long word = file.endTry(row, place);
            if (PinFile.state(word) == PinFile.KEPT) {
                add(PinFile.reference(word));
            }
        }
        return file.moves(row) == moves;
    }
}
