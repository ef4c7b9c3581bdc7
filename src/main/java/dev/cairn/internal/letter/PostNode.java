package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Writers;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.ReferenceList;
import org.jspecify.annotations.Nullable;

/** The node of a mailbox with a name: who receives, which processes have letters in it, and a mailbox node for each process that sends. */
final class PostNode {
    /*
     * Layout
     *     header 32 | list: for each row a mailbox node 64 * 4 | capacity 4, closed 4, pad 24
     *     owner 8, finished 8, lost 8, taking 8, taker 8, pad 24 | rows with letters: ordinary 8, system 8, pad 48
     *     doorbell of receivers 8, pad 56 | doorbell of senders 8, pad 56
     * The words that senders read at each letter are not in the line that the receiver writes at each letter.
     */
    /** How many processes can send. */
    static final int ROWS = Writers.ROWS;

    /** The offset of how many letters of each process can wait. */
    static final int AT_CAPACITY = ReferenceList.end(ROWS);

    /** The offset of what {@link #OPEN} and so on say. */
    static final int AT_CLOSED = AT_CAPACITY + Integer.BYTES;

    /** The offset of [generation32 | row + 1]: the process that receives; 0 if none does. */
    static final int AT_OWNER = 320;

    /** The offset of [period32 | finished32]: how many letters that were taken in this period were opened, closed or sent on. */
    static final int AT_FINISHED = AT_OWNER + Long.BYTES;

    /** The offset of [lost32 | begun32]: how many letters were lost by receivers that ended, and how many were taken before the period. */
    static final int AT_LOST = AT_FINISHED + Long.BYTES;

    /** The offset of [generation32 | row + 1]: the process that is taking a letter; 0 if none is. */
    static final int AT_TAKING = AT_LOST + Long.BYTES;

    /** The offset of [generation32 | row + 1]: the process that took all letters of the period. */
    static final int AT_TAKER = AT_TAKING + Long.BYTES;

    /** The offset of a bit for each row that may have ordinary letters; the word for system letters follows. */
    static final int AT_ROWS = 384;

    /** The offset of the doorbell at which receivers wait. */
    static final int AT_RECEIVERS = 448;

    /** The offset of the doorbell at which senders wait for room. */
    static final int AT_SENDERS = 512;

    static final int BYTES = 576;

    /** The mailbox has its name. */
    static final int OPEN = 0;

    /** The mailbox was removed. */
    static final int REMOVED = 1;

    /** The mailbox was removed, and who receives drops all letters, or has. */
    static final int DROPPED = 2;

    private final Core core;
    private final Memory memory;
    private final int node;
    private final long at;
    private final int capacity;
    private final @Nullable Lanes[] lanes = new Lanes[ROWS];

    /** The words of {@code node}, which stays as long as the caller's mailbox is reachable. */
    PostNode(Core core, int node) {
        this.core = core;
        this.memory = core.memory();
        this.node = node;
        this.at = memory.at(node);
        this.capacity = memory.getInt(at + AT_CAPACITY);
    }

    /** A node of an open mailbox without letters; returns it owned. */
    static int make(Core core, Stripe stripe, int capacity) {
        Memory memory = core.memory();
        int node = stripe.allocate(BYTES, Kind.POST, 0, 0);
        long at = memory.at(node);
        ReferenceList.format(memory, at, ROWS);
        memory.zeroWords(at + AT_CAPACITY, BYTES - AT_CAPACITY);
        memory.setInt(at + AT_CAPACITY, capacity);
        return node;
    }

    /** The node. */
    int node() {
        return node;
    }

    /** How many letters of each process can wait. */
    int capacity() {
        return capacity;
    }

    /** The doorbell at this offset of the node. */
    BellWaiting bell(int offset) {
        return new BellWaiting(core, memory.offset(at) + offset);
    }

    /** Whether the mailbox with this {@code node} was removed. */
    static boolean isRemoved(Core core, int node) {
        return core.memory().getIntAcquire(core.memory().at(node) + AT_CLOSED) != OPEN;
    }

    boolean isRemoved() {
        return isRemoved(core, node);
    }

    /** Whether somebody drops all letters, or has. */
    boolean isDropped() {
        return memory.getIntAcquire(at + AT_CLOSED) == DROPPED;
    }

    /** Changes the state from {@code before} to {@code after}, if it is {@code before}; returns whether it was. */
    boolean become(int before, int after) {
        long state = at + AT_CLOSED;
        return memory.getIntAcquire(state) == before && memory.casInt(state, before, after);
    }

    private long entry(int row) {
        return ReferenceList.place(at, row);
    }

    /** The lanes of the process with {@code row}; null if none sent. */
    @Nullable
    Lanes lanes(int row) {
        Lanes known = lanes[row];
        int mailbox = known == null ? memory.getIntAcquire(entry(row)) : 0;
        if (mailbox != 0) {
            known = new Lanes(core, mailbox, capacity);
            lanes[row] = known;
        }
        return known;
    }

    /** Makes lanes for the process with {@code row}, unless it has some. */
    void addLanes(Stripe stripe, int row, int generation) {
        int made = Lanes.make(core, stripe, capacity, generation);
        if (!memory.casInt(entry(row), 0, made)) {
            stripe.drop(made); // another thread was first
        }
    }

    private long rowsAt(int lane) {
        return at + AT_ROWS + (long) lane * Long.BYTES;
    }

    /** The rows that may have letters in their lanes {@code lane}, a bit each. */
    long rows(int lane) {
        return memory.getLongVolatile(rowsAt(lane));
    }

    /** Lets the receiver look at a lane, whose letter was written or claimed before. */
    void noteLetters(int lane, int row) {
        long bit = 1L << row;
        if ((memory.getLongAcquire(rowsAt(lane)) & bit) == 0) {
            memory.getAndOrLong(rowsAt(lane), bit);
        }
    }

    /** Lets the receiver not look at a lane. It looks at it once more after that. */
    void noteEmpty(int lane, int row) {
        long seen = memory.getLongAcquire(rowsAt(lane));
        while (!memory.casLong(rowsAt(lane), seen, seen & ~(1L << row))) {
            seen = memory.getLongAcquire(rowsAt(lane));
        }
    }

    /** The process that receives. */
    long owner() {
        return memory.getLongAcquire(at + AT_OWNER);
    }

    /** Lets the process {@code next} receive, if {@code seen} does; returns whether that is so. */
    boolean replaceOwner(long seen, long next) {
        return memory.casLong(at + AT_OWNER, seen, next);
    }

    /** The process that is taking a letter; 0 if none is. */
    long taking() {
        return memory.getLongAcquire(at + AT_TAKING);
    }

    /** Lets the process {@code next} take letters, if {@code seen} does; returns whether that is so. Writes that follow are seen later. */
    boolean replaceTaking(long seen, long next) {
        return memory.casLong(at + AT_TAKING, seen, next);
    }

    /** Ends the taking of a letter. */
    void endTaking() {
        memory.setLongRelease(at + AT_TAKING, 0);
    }

    private static int upper(long word) {
        return (int) (word >>> Integer.SIZE);
    }

    private static long word(int upper, int lower) {
        return (long) upper << Integer.SIZE | Integer.toUnsignedLong(lower);
    }

    /** Notes that a letter was opened, closed or sent on that was taken in {@code period}, if that is not over. */
    void finished(int period) {
        long seen = memory.getLongAcquire(at + AT_FINISHED);
        while (upper(seen) == period && !memory.casLong(at + AT_FINISHED, seen, word(period, (int) seen + 1))) {
            seen = memory.getLongAcquire(at + AT_FINISHED);
        }
    }

    /** The process that took all letters of the period; 0 before the first. */
    long taker() {
        return memory.getLongAcquire(at + AT_TAKER);
    }

    /** The number of the period. */
    int period() {
        return upper(memory.getLongAcquire(at + AT_FINISHED));
    }

    /**
     * Begins the next period, in which {@code taker} takes letters, and before which {@code received} letters were taken, modulo 2^31. If {@code
     * loses}, those of the last period that were not finished are lost. Returns the number of the period. If the process is killed in between, the
     * next call does the rest.
     */
    int beginPeriod(int received, boolean loses, long taker) {
        long last = memory.getLongAcquire(at + AT_LOST);
        long seen = memory.getLongAcquire(at + AT_FINISHED);
        int open = ((received - (int) last - (int) seen) << 1) >> 1;
        memory.setLongRelease(at + AT_LOST, word(upper(last) + (loses ? Math.max(0, open) : 0), received));
        while (!memory.casLong(at + AT_FINISHED, seen, word(upper(seen) + 1, 0))) {
            seen = memory.getLongAcquire(at + AT_FINISHED);
        }
        memory.setLongRelease(at + AT_TAKER, taker);
        return upper(seen) + 1;
    }

    int lost() {
        return upper(memory.getLongAcquire(at + AT_LOST));
    }
}
