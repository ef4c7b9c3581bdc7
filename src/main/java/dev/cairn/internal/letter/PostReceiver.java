package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Writers;
import dev.cairn.internal.memory.Backoff;
import dev.cairn.internal.memory.SpinLock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The receiving side of a mailbox with a name, in one process. */
final class PostReceiver {
    /*
     * A thread that receives, closes a handle, or drops all letters holds receiving, as in LetterQueue. The protocol between processes stands in
     * Post.
     */
    private static final int ROW_MASK = PostNode.ROWS - 1;
    private static final int WAITS = 64;
    private static final int LOOKS = 200;

    /** Fewer, for a process that need not be dead: the next receiver waits for so long. */
    private static final int FEW_LOOKS = 20;

    private static final long LOOK_NANOS = 1_000_000;

    /** In place of the row of another process that receives: this one does now, or will as soon as it is sure that the last one takes no letter. */
    private static final int OURS = -1;

    private static final int OURS_SOON = -2;

    private final Core core;
    private final PostNode post;
    private final Writers writers;
    private final long mine;
    private final SpinLock receiving = new SpinLock();

    /** Whether this process receives, and has adopted the mailbox. */
    private boolean isReceiver;

    /** The period in which this process receives. */
    private int period;

    /** The process that received until its end, which this one has found; 0 if the last one let go. */
    private long ended;

    /** The process that seems to take a letter, and has ended. */
    private long suspect;

    private final Patience patience = new Patience();

    /** How many handles have received. */
    private int handles;

    /** The row at which the receiver looks first. */
    private int nextRow;

    PostReceiver(Core core, PostNode post, Writers writers) {
        this.core = core;
        this.post = post;
        this.writers = writers;
        this.mine = Integer.toUnsignedLong(writers.generation()) << Integer.SIZE | (writers.row() + 1);
    }

    /** The part of a handle: whether it has received, and in which period. One handle lives in one period. */
    static final class Part {
        private volatile boolean hasBegun;
        private volatile int period;

        boolean hasBegun() {
            return hasBegun;
        }

        /** The period in which all letters were taken that the handle took. */
        int period() {
            return period;
        }
    }

    /**
     * The next letter; null if none is there.
     *
     * @throws RuntimeException what {@code refusal} makes of the number of the process that receives, if that is another one
     */
    @Nullable
    Envelope poll(Part part, LongFunction<RuntimeException> refusal) {
        receiving.acquire();
        try {
            if (part.hasBegun && handles == 0) {
                return null; // the last handle was closed just now
            }
            boolean isRemoved = post.isRemoved();
            int other = isRemoved ? OURS_SOON : otherReceiver();
            if (other >= 0) {
                throw refusal.apply(writers.pid(other));
            }
            if (!part.hasBegun) {
                handles++;
                part.hasBegun = true;
            }
            if (isRemoved) {
                dropLetters();
            }
            return other == OURS ? pollOwn(part) : null;
        } finally {
            receiving.held = 0;
        }
    }

    private @Nullable Envelope pollOwn(Part part) {
        part.period = period;
        if (!post.replaceTaking(0, mine) && post.taking() != mine) { // an error may have left it
            return null;
        }
        try {
            if (post.owner() != mine) {
                return null; // this process has lost its locks, and another one has taken it for dead
            }
            Envelope first = take(Lanes.SYSTEM);
            return first == null ? take(Lanes.ORDINARY) : first;
        } finally {
            post.endTaking();
        }
    }

    private @Nullable Envelope take(int lane) {
        for (long left = Long.rotateRight(post.rows(lane), nextRow); left != 0; left &= left - 1) {
            int row = (nextRow + Long.numberOfTrailingZeros(left)) & ROW_MASK;
            Lanes from = post.lanes(row);
            Envelope letter = from == null ? null : take(from, lane, row);
            if (letter != null) {
                nextRow = (row + 1) & ROW_MASK;
                return letter;
            }
        }
        return null;
    }

    private @Nullable Envelope take(Lanes from, int lane, int row) {
        LaneReceiver receiver = from.receiver(lane);
        Envelope letter = receiver.take();
        while (letter == null
                && receiver.lane.size() > 0
                && isNeverFilled(from, lane, row)
                && receiver.skip(() -> !post.isRemoved())) {
            letter = receiver.take();
        }
        if (letter == null && receiver.lane.size() == 0) {
            post.noteEmpty(lane, row);
            if (receiver.lane.size() > 0) {
                post.noteLetters(lane, row);
            }
        }
        return letter;
    }

    /** Whether the next place, which the caller has seen claimed and empty, will stay empty (M3). */
    private boolean isNeverFilled(Lanes from, int lane, int row) {
        return from.lane(lane).hasEnded() || from.isSenderGone(lane, writers, row);
    }

    private static int row(long process) {
        return (int) process - 1;
    }

    private static int generation(long process) {
        return (int) (process >>> Integer.SIZE);
    }

    /** The row of the process that receives, which lives; {@link #OURS} if this process receives now, or {@link #OURS_SOON}. */
    private int otherReceiver() {
        while (true) {
            long seen = post.owner();
            if (seen == mine && isReceiver) {
                return OURS;
            }
            if (seen != 0 && seen != mine && isAlive(seen, LOOKS)) {
                return row(seen);
            }
            if (post.replaceOwner(seen, mine)) {
                ended = seen == mine ? ended : seen;
                if (!mayAdopt()) {
                    return OURS_SOON;
                }
                adopt();
                isReceiver = true;
                return OURS;
            }
        }
    }

    /** Whether nobody takes a letter who received before. */
    private boolean mayAdopt() {
        long taking = post.taking();
        if (taking == 0 || taking == mine) {
            return true;
        }
        if (taking != suspect) {
            suspect = taking;
            patience.begin();
        }
        return patience.isOver(writers, row(taking), generation(taking)) && post.replaceTaking(taking, 0);
    }

    /** Asks up to so many times, a millisecond apart: another process may have the lock of a dead one for a moment, to look or to sweep. */
    private boolean isAlive(long process, int most) {
        for (int looks = 0; looks < most; looks++) {
            if (writers.hasEnded(row(process), generation(process))) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    private void adopt() {
        for (int row = 0; row < PostNode.ROWS; row++) {
            Lanes from = post.lanes(row);
            for (int lane = Lanes.ORDINARY; from != null && lane <= Lanes.SYSTEM; lane++) {
                from.receiver(lane).begin();
                post.noteLetters(lane, row);
            }
        }
        period = begin();
    }

    /** Begins a period, or goes on with the last one, if no other process has received meanwhile. Returns its number. */
    private int begin() {
        long taker = post.taker();
        if (taker == mine) {
            return post.period();
        }
        boolean loses = taker != 0 && (taker == ended || !isAlive(taker, FEW_LOOKS));
        return post.beginPeriod(received(), loses, mine);
    }

    /** How many letters were taken, modulo 2^31. */
    private int received() {
        int received = 0;
        for (int row = 0; row < PostNode.ROWS; row++) {
            Lanes from = post.lanes(row);
            for (int lane = Lanes.ORDINARY; from != null && lane <= Lanes.SYSTEM; lane++) {
                received += from.lane(lane).received();
            }
        }
        return received;
    }

    /** A handle is closed that has received. The last one lets another process receive. */
    void leave() {
        receiving.acquire();
        try {
            handles--;
            if (handles == 0 && isReceiver && !core.isDetached()) {
                if (post.isRemoved()) {
                    dropLetters();
                }
                letGo();
            }
        } finally {
            receiving.held = 0;
        }
    }

    private void letGo() {
        for (int row = 0; row < PostNode.ROWS; row++) {
            Lanes from = post.lanes(row);
            if (from != null) {
                from.receiver(Lanes.ORDINARY).end();
                from.receiver(Lanes.SYSTEM).end();
            }
        }
        isReceiver = false;
        post.replaceOwner(mine, 0);
    }

    /** Drops all letters of the mailbox, which was removed, unless another process receives: that does it. */
    void endRemoval() {
        receiving.acquire();
        try {
            dropLetters();
        } finally {
            receiving.held = 0;
        }
    }

    private void dropLetters() {
        boolean isMine =
                !post.isDropped() && otherReceiver() == OURS && post.become(PostNode.REMOVED, PostNode.DROPPED);
        for (int row = 0; isMine && row < PostNode.ROWS; row++) {
            Lanes from = post.lanes(row);
            if (from != null) {
                dropLetters(from, Lanes.ORDINARY);
                dropLetters(from, Lanes.SYSTEM);
            }
        }
    }

    /** What a sender has not finished within moments is freed with the mailbox's node, after all processes let that go. */
    private void dropLetters(Lanes from, int lane) {
        from.lane(lane).close();
        for (int tries = 0; tries < WAITS; tries++) {
            if (from.lane(lane).isComplete()) {
                core.reassign(from.receiver(lane)::sweep);
                return;
            }
            Backoff.pause(tries);
        }
    }
}
