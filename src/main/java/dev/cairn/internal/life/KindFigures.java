package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import org.jspecify.annotations.Nullable;

/** How many nodes of each kind live in a file that several processes write, and their bytes. */
final class KindFigures {
    /*
     * live = base, in the superblock + figures of the page of each process: what it made less what it freed. Who leads frees what others made, so
     * a figure of a page can be negative. The stripes count on the heap; the thread of the crew copies that to the page now and then, and a
     * process that stands still, yields or leaves does so exactly. So a kill loses what was made and freed in the last milliseconds.
     * Protocol of who leads, for the page of a dead process; figure by figure
     *   1  sum := base + figure of the page     2  moving := [number + 1 | page]     3  base := sum; figure of the page := 0     4  moving := 0
     *   Who finds moving goes on with 3, which can be done twice. So each figure counts once, wherever a process is killed; a page can be found
     *   again by the next process that leads.
     * State
     *   RIGHT    live is exact while all stand still
     *   ROUGH    a process was killed since: live lacks what it did last
     *   UNKNOWN  figures are missing: one process writes the file alone, and counts on its heap; or one that was killed had no room for a page; or
     *            a process is writing base
     *   Who has counted the nodes while all stand still writes base anew: a repair, verify(), the last that closes the file.
     * Evidence: KindFiguresTest.
     */
    /** The offset of the state. */
    static final int AT_STATE = 196;

    /** The offset of what a figure of the base will be after the move that {@link #AT_MOVING} says. */
    static final int AT_SUM = 200;

    /** The offset of the number of the figure that is being moved, and of the page from which. */
    static final int AT_MOVING = 208;

    static final int UNKNOWN = 0;
    static final int RIGHT = 1;
    static final int ROUGH = 2;

    static final int AT_LEFT = KindCounts.FIGURES * Long.BYTES;

    private final Memory memory;
    private final RowPages[] rows;

    /** The page of this process; 0 if it has none. */
    private volatile int page;

    KindFigures(Memory memory, RowPages[] rows) {
        this.memory = memory;
        this.rows = rows;
    }

    private long body(int node) {
        return memory.at(node) + LedgerPage.AT_BODY;
    }

    private int state() {
        return memory.getIntAcquire(memory.atOffset(AT_STATE));
    }

    private void setState(int state) {
        memory.setIntRelease(memory.atOffset(AT_STATE), state);
    }

    /** Whether the figures are exact while all stand still. */
    boolean areRight() {
        return state() == RIGHT;
    }

    /** Whether nobody knows the figures. */
    boolean areUnknown() {
        return state() == UNKNOWN;
    }

    /** Says that nobody knows the figures. */
    void forget() {
        setState(UNKNOWN);
    }

    /** This process has the page {@code node}, whose body is zeros; 0 for none. */
    void begin(int node) {
        page = node;
    }

    boolean hasPage() {
        return page != 0;
    }

    /** Lets others see what this process made less what it freed. */
    void note(KindCounts own) {
        if (page == 0) {
            forget(); // there is no room
        } else {
            own.write(memory, body(page));
        }
    }

    /** This process leaves the file to others, after {@link #note}. */
    void leave() {
        if (page != 0) {
            memory.setLongRelease(body(page) + AT_LEFT, 1);
        }
    }

    /** Adds the figures on the page {@code node}, whose process is dead, to the base. */
    void fold(int node) {
        finishMove();
        if (memory.getLong(body(node) + AT_LEFT) == 0 && state() == RIGHT) {
            setState(ROUGH);
        }
        for (int index = 0; index < KindCounts.FIGURES; index++) {
            long figure = memory.getLong(body(node) + (long) index * Long.BYTES);
            if (figure != 0) {
                long sum = memory.getLong(Superblock.figure(memory, index)) + figure;
                memory.setLong(memory.atOffset(AT_SUM), sum);
                setMoving((long) (index + 1) << Integer.SIZE | (node & 0xFFFF_FFFFL));
                finishMove();
            }
        }
    }

    private void setMoving(long moving) {
        memory.setLongRelease(memory.atOffset(AT_MOVING), moving);
    }

    /** Goes on where a process was killed that added figures to the base. Who leads only. */
    void finishMove() {
        long moving = memory.getLongAcquire(memory.atOffset(AT_MOVING));
        int index = (int) (moving >>> Integer.SIZE) - 1;
        if (0 <= index && index < KindCounts.FIGURES) {
            long sum = memory.getLong(memory.atOffset(AT_SUM));
            memory.setLongRelease(Superblock.figure(memory, index), sum);
            memory.setLongRelease(body((int) moving) + (long) index * Long.BYTES, 0);
        }
        setMoving(0);
    }

    /** What lives beside what pages say: of a closed file all. */
    KindCounts base() {
        return KindCounts.read(memory, Superblock.figure(memory, 0));
    }

    /** How many nodes were pinned when the file was closed. */
    long pinned() {
        return memory.getLong(Superblock.figure(memory, KindCounts.FIGURES));
    }

    void setPinned(long nodes) {
        memory.setLong(Superblock.figure(memory, KindCounts.FIGURES), nodes);
    }

    /** What the pages of other processes say. */
    private KindCounts others(Allocator allocator) {
        KindCounts sum = new KindCounts();
        for (RowPages row : rows) {
            int node = row.figures(allocator);
            if (node != 0 && node != page) {
                sum = sum.plus(KindCounts.read(memory, body(node)));
            }
        }
        return sum;
    }

    /** Writes the base so that {@code live} is what lives; {@code own} is of this process. All stand still. */
    void settle(KindCounts live, KindCounts own, Allocator allocator) {
        forget();
        setMoving(0); // the pages of the dead may be gone
        live.minus(own).minus(others(allocator)).write(memory, Superblock.figure(memory, 0));
        setState(RIGHT);
    }

    /** What lives; {@code own} is of this process. Null if nobody knows. An estimate while processes work. O(processes). */
    @Nullable
    KindCounts live(KindCounts own, Allocator allocator) {
        return areUnknown() ? null : base().plus(own).plus(others(allocator));
    }
}
