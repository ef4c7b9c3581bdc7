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
    private static final int LOOKS = 20;
    private static final long LOOK_NANOS = 1_000_000;

    private final Core core;
    private final PostNode post;
    private final Writers writers;
    private final long mine;
    private final SpinLock receiving = new SpinLock();

    /** Whether this process receives, and has adopted the mailbox. */
    private boolean isReceiver;

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

    /**
     * The next letter; null if none is there. {@code isFirst} says whether the handle that asks has not received before.
     *
     * @throws RuntimeException what {@code refusal} makes of the number of the process that receives, if that is another one
     */
    @Nullable
    Envelope poll(boolean isFirst, LongFunction<RuntimeException> refusal) {
        receiving.acquire();
        try {
            if (!isFirst && handles == 0) {
                return null; // the last handle was closed just now
            }
            boolean isRemoved = post.isRemoved();
            int other = isRemoved ? -1 : otherReceiver();
            if (other >= 0) {
                throw refusal.apply(writers.pid(other));
            }
            handles += isFirst ? 1 : 0;
            if (isRemoved) {
                dropLetters();
                return null;
            }
            Envelope first = take(Lanes.SYSTEM);
            return first == null ? take(Lanes.ORDINARY) : first;
        } finally {
            receiving.held = 0;
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
        return from.lane(lane).hasEnded() || (from.isOverdue(lane) && writers.hasEnded(row, from.generation()));
    }

    /** The row of the process that receives, which lives; -1 if this process receives now. */
    private int otherReceiver() {
        while (true) {
            long seen = post.owner();
            if (seen == mine && isReceiver) {
                return -1;
            }
            int row = (int) seen - 1;
            boolean isOfDead = seen != 0 && seen != mine;
            if (isOfDead && isAlive(row, (int) (seen >>> Integer.SIZE))) {
                return row;
            }
            if (post.replaceOwner(seen, mine)) {
                adopt(isOfDead);
                isReceiver = true;
                return -1;
            }
        }
    }

    /** Asks several times, as who leads may have the lock of a dead process for some milliseconds. */
    private boolean isAlive(int row, int generation) {
        for (int looks = 0; looks < LOOKS; looks++) {
            if (writers.hasEnded(row, generation)) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    private void adopt(boolean isOfDead) {
        int received = 0;
        for (int row = 0; row < PostNode.ROWS; row++) {
            Lanes from = post.lanes(row);
            for (int lane = Lanes.ORDINARY; from != null && lane <= Lanes.SYSTEM; lane++) {
                from.receiver(lane).begin();
                received += from.lane(lane).received();
                post.noteLetters(lane, row);
            }
        }
        if (isOfDead) {
            post.lose(received);
        }
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
        boolean isMine = !post.isDropped() && otherReceiver() < 0 && post.become(PostNode.REMOVED, PostNode.DROPPED);
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
