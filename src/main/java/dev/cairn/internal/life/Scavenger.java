package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Room;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Finds room in a store that is full. One a store. */
final class Scavenger {
    /** Without a collection, a store has room if at least this part of it is free. With less, the next change would be here again. */
    private static final int FREE_PART = 16;

    /** Instead of a number of bytes or scavenges that is not known. */
    static final long UNKNOWN = -1;

    private static final int RELIEFS_MAX = 32;
    private static final int FAILING_AT_ONCE = 4;

    private final NodeSpace space;
    private final Tokens tokens;
    private final Reclaimer reclaimer;
    private final ReentrantLock scavenging = new ReentrantLock(true);
    private volatile long scavenges;
    private final Room room;

    Scavenger(NodeSpace space, Tokens tokens, Reclaimer reclaimer) {
        this.space = space;
        this.tokens = tokens;
        this.reclaimer = reclaimer;
        this.room = new Room(space.memory(), space.allocator());
    }

    /** How many times the store was scavenged. */
    long scavenges() {
        return scavenges;
    }

    /**
     * Frees all dead nodes, and gives empty slabs back, so that they can get another size class. One scavenge serves all threads that
     * wait for it.
     *
     * @param before how many scavenges the caller knows of
     * @return the bytes freed; {@code Long.MAX_VALUE} if another thread scavenged since then, which says nothing of the caller's attempts
     */
    long scavenge(long before) {
        StackRoom.require();
        scavenging.lock();
        try {
            if (scavenges != before || space.isClosed()) {
                return Long.MAX_VALUE;
            }
            long freedBefore = space.allocator().freedBytes();
            tokens.releaser.askReaders();
            int asked = tokens.askOthers();
            reclaimer.reclaim();
            boolean readersWere = tokens.releaser.awaitReaders();
            if (tokens.awaitOthers(asked) || readersWere) {
                reclaimer.cycleNow();
            }
            long freed = space.allocator().freedBytes() - freedBefore;
            reclaimer.emptyAndTrim();
            scavenges = before + 1;
            return freed;
        } finally {
            scavenging.unlock();
        }
    }

    /**
     * Finds room for a block of {@code bytes} without a collection: where another thread has just made some, in what is known to be dead,
     * or in empty slabs of other size classes.
     *
     * @return whether an attempt is worth while
     */
    boolean findRoom(long bytes) {
        StackRoom.require();
        if (!room.isEverFor(bytes)) {
            return false;
        }
        scavenging.lock();
        try {
            if (room.isFor(bytes)) {
                return true;
            }
            reclaimer.cycleNow();
            if (space.maxBytes() - space.allocator().heldBytes() < space.maxBytes() / FREE_PART) {
                return false;
            }
            reclaimer.trimNow();
            return room.isFor(bytes);
        } finally {
            scavenging.unlock();
        }
    }

    /**
     * Frees dead nodes, so that the caller tries again. Throws if that cannot help, or if the last attempt showed that it does not. An
     * attempt that failed because another thread took the freed room does not show it. {@code known}: how many scavenges the caller knew before the
     * attempt. {@code findLost} frees what killed processes had in hand, and says whether there was any.
     */
    void relieve(long bytes, int attempt, long made, long known, BooleanSupplier findLost) {
        if (!room.isEverFor(bytes)) {
            throw full(bytes, space.allocator().heldBytes(), true);
        }
        long freed = scavenge(known == UNKNOWN ? scavenges : known);
        space.check();
        long held = space.allocator().heldBytes();
        long quarter = space.maxBytes() / FAILING_AT_ONCE;
        long free = space.maxBytes() - held - quarter;
        boolean helped = made == UNKNOWN
                || (Math.max(freed, free) > made * FAILING_AT_ONCE && (freed >= bytes || room.isFor(bytes)));
        boolean isLast = attempt >= (freed > quarter ? RELIEFS_MAX * RELIEFS_MAX : RELIEFS_MAX);
        if ((!helped || isLast) && !findLost.getAsBoolean()) {
            throw full(bytes, held, reclaimer.sawCollection());
        }
    }

    private RuntimeException full(long bytes, long held, boolean collected) {
        return space.errors.storeFull(bytes, held, space.maxBytes(), collected);
    }
}
