package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;

/** The process that has a row of the superblock, or had it last: only the lock of the row's byte tells whether the process lives. */
public final class RowOwner {
    /*
     * Layout: one for each row, behind the rows. Written by the process that has the row.
     *     pid 8 | since 8 | seen 8 | generation 4 | leads 4: 0 no, 1 yes, 2 as nobody else does
     * Times are in milliseconds, as of System.currentTimeMillis().
     */
    /** The offset of the first. */
    static final int AT_OWNERS = Superblock.AT_ROWS + Superblock.ROWS * Superblock.ROW_BYTES;

    static final int BYTES = 32;
    static final int AT_PID = 0;
    static final int AT_SINCE = 8;
    static final int AT_SEEN = 16;
    static final int AT_GENERATION = 24;
    static final int AT_LEADS = 28;

    private static final int LEADS_NOT = 0;
    private static final int LEADS = 1;
    private static final int STANDS_IN = 2;

    private final Memory memory;
    private final long at;
    private final long taken;

    /** Whether the process that had {@code row} last left nothing in it, and not the lock of the slabs. */
    public static boolean hasLeftNothing(Memory memory, int row) {
        return memory.getIntAcquire(memory.atOffset(
                                Superblock.AT_ROWS + row * Superblock.ROW_BYTES + Superblock.AT_ROW_PAGES))
                        == 0
                && OwnerWord.row(memory.getLongAcquire(memory.atOffset(Superblock.AT_SLAB_LOCK))) != row
                && memory.getIntAcquire(memory.atOffset(Superblock.AT_MOVING)) != row + 1;
    }

    /** The owner of {@code row}. */
    public RowOwner(Memory memory, int row) {
        this.memory = memory;
        this.taken = memory.atOffset(Superblock.AT_ROWS + (long) row * Superblock.ROW_BYTES + Superblock.AT_ROW_TAKEN);
        this.at = memory.atOffset(AT_OWNERS + (long) row * BYTES);
    }

    /** This process has the row now; no other process that has it, or had it, has this {@code generation}. */
    public void begin(int generation) {
        memory.setLong(at + AT_PID, ProcessHandle.current().pid());
        memory.setLong(at + AT_SINCE, System.currentTimeMillis());
        setLeads(false, true);
        see();
        memory.setIntRelease(at + AT_GENERATION, generation);
    }

    /** This process gives a sign of life. */
    public void see() {
        memory.setLong(at + AT_SEEN, System.currentTimeMillis());
    }

    /** This process leads now, or no more. If it is not to lead, it stands in for one that is. */
    public void setLeads(boolean leads, boolean isToLead) {
        memory.setIntRelease(at + AT_LEADS, !leads ? LEADS_NOT : isToLead ? LEADS : STANDS_IN);
    }

    /** A number that differs for all processes that ever had the row. */
    public int generation() {
        return memory.getIntAcquire(at + AT_GENERATION);
    }

    /** The process's number. */
    public long pid() {
        return memory.getLong(at + AT_PID);
    }

    /** When it opened the store. */
    public long since() {
        return memory.getLong(at + AT_SINCE);
    }

    /** When it gave a sign of life last. */
    public long seen() {
        return memory.getLong(at + AT_SEEN);
    }

    /** Whether it leads, or led when it ended. */
    public boolean leads() {
        return memory.getIntAcquire(at + AT_LEADS) != LEADS_NOT;
    }

    /** Whether it leads, or did, as long as nobody does that is to. */
    public boolean standsIn() {
        return memory.getIntAcquire(at + AT_LEADS) == STANDS_IN;
    }

    /** The bytes of all blocks that it took since it opened the store. */
    public long taken() {
        return memory.getLongAcquire(taken);
    }
}
