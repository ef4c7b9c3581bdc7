package dev.cairn.internal.life;

import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The processes that write one file: which row this one has, whether it leads, and how all stand still. */
public final class Crew {
    /*
     * One process leads: it alone lowers counts, frees, and gives back what the dead left. All others only make nodes, raise counts, and mark
     * slots of their ledgers as DEAD. Each process has a thread (CrewThread) that looks every 5 ms at what follows.
     *
     * Protocol
     *   lead     1  a process gets the byte of who leads, as the last one ended
     *            2  what that one had in hand is lost; if it died with an open window, counts may be too low
     *            3  term := a new number. Before that, the reclaimer here lowers nothing
     *            4  rows of the dead are given back, and then all stand still once, for what can only be mended in stillness (InheritedPages)
     *   still    1  the leader holds the byte under which files are opened and closed, and keeps out the changes and the reclaimer of its own
     *               process. call := the next odd number
     *            2  each other process keeps its changes and its reclaimer out; still := call; waits until the call is another one
     *            3  the leader waits until each row has answered, or its process is dead; if one does not answer for some time, it gives up
     *            4  the leader works; call := the next even number
     *            If the leader dies in 2 to 4, a process that stands still gets its byte, and writes the even number.
     *   drain    the leader begins a cycle: begun + 1; ends it with nothing left to lower: done := its number. Who marked slots as DEAD and
     *            read begun after that waits until done is greater. Pages that a leader which died had taken are offered anew in stillness only. So
     *            a cycle that began after that also sets whole := its number; who wants all to be lowered waits for that.
     *   ask      a process that has no room: asked + 1. Each process runs its collector, marks what is dead, empties its magazines, and writes the
     *            number to its row; the leader does so last, after it has lowered all and offered all blocks
     *   yield    a process that wants to lead writes its row to the word wanted. The leader works off what it has in hand, sets term := 0, and
     *            lets its byte go. It tries to lead again when the word is 0, or its process is dead. Candidacy says who wants to
     *   names    who holds the byte of names sets the word busy, changes the list of names, and clears the word. Who finds it set makes the
     *            links back right first.
     * Invariants
     *   W1  at most one process lowers: term is not 0 in the process that holds the byte, from lead 3 until it closes.
     *   W2  in still 4 no other process writes to the store: who has answered waits for the call to change, who is dead is dead, and nobody
     *       opens or closes the file.
     *   W3  while the word failed is not 0, nobody lowers.
     *   W4  each count that a token owns stands in the ledger of its process while that stands still. So a repair frees nothing that another process
     *       uses. In a store that is full, a token may find no slot; its process does not answer as long as the token lives. A drop may find none,
     *       too: the process answers only if all will be counted again, and forgets the drop then.
     *   W5  an error that cuts a change short leaves what a death of the thread there would leave: what the change would have dropped stays owned. The
     *       process notes the error in the file at once, or, if its stack had no room for that, at the next look of CrewThread. Until then the leader
     *       may lower counts, but none is too low for what it can lower.
     * A process that is stopped, and neither killed nor let go on, stops all others in two places only: while it leads and all stand still, and while it
     * has the lock of the slabs. Everywhere else the others give up after a time, and try again.
     * Evidence: ErrorPointTest (errors at any write, with a twin), CrewStillnessTest (by steps, with a twin), CrewTest (processes, also killed ones), CrewTortureTest (many kills and stops at random).
     */
    /** The offset of a number that is odd while the process that leads wants all others to stand still. */
    static final int AT_CALL = 124;

    /** The offset of the number of cycles that the process which leads has begun. */
    static final int AT_CYCLES_BEGUN = 128;

    /** The offset of the number that the last cycle had after which nothing was left to be lowered. */
    static final int AT_CYCLES_DONE = 132;

    /** The offset of the number that the last such cycle had which began when no page was hidden that a leader before had taken. */
    static final int AT_CYCLES_WHOLE = 184;

    /** The offset of the number of times that a process asked all others to run their collectors. */
    static final int AT_ASKED = 140;

    /** The offset of one more than the row of the process that wants to lead; or 0. */
    static final int AT_WANTED = 144;

    /** The offset of the number of times that all references were counted again while several processes had the file open. */
    static final int AT_COUNTED = 148;

    /** The offset in a row of the last call for which its process stood still. */
    static final int AT_ROW_STILL = 36;

    /** The offset in a row of the last {@link #AT_ASKED} for which its process ran its collector. */
    static final int AT_ROW_ANSWERED = 40;

    /** So long at most a process works on that has lost its locks by an accident: it looks more often than that. */
    static final long LOST_LOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** How often who calls looks for an answer: about a fifth of a second. A system that is busy, or stops the caller, makes the looks last longer. */
    private static final int PATIENCE = 2000;

    private static final int LONGEST_PATIENCE = 4 * PATIENCE;

    /** Why names and shapes cannot be changed. */
    static final String NAMES_IN_USE =
            "another process has been changing the names of atoms for a second, or was stopped in the middle of"
                    + " that; let it go on, or end it";

    /** Why no checkpoint can be written. */
    static final String IMAGE_IN_USE =
            "another process has been writing a checkpoint for ten seconds, or was stopped in the middle of that; try again"
                    + " later, or let it go on";

    /** The locks by which the processes know of each other. */
    public interface Locks {
        /** The row of this process. */
        int row();

        /** Whether this process is to lead. If not, it does so only as long as nobody does that is. */
        boolean isToLead();

        /** Leads if nobody else does; returns whether this process leads. */
        boolean tryLead();

        /** Lets another process lead. */
        void endLead();

        /** Whether no process has {@code row}. */
        boolean isRowFree(int row);

        /** Runs {@code action} while nobody can take the row {@code row}, unless a process has it; returns whether it ran. */
        boolean sweepRow(int row, Runnable action);

        /** Runs {@code action} while no other process opens or closes the store; returns whether it ran. */
        boolean whileNobodyOpens(Runnable action);

        /** Runs {@code action} while no other process or thread adds or removes a name; returns whether it ran. Waits for these. */
        boolean inNames(Runnable action);

        /** Runs {@code action} while no other process writes an image of the store; returns whether it ran. Waits for these. */
        boolean inImage(Runnable action);

        /** Whether another process writes the store. Nobody opens or closes it. */
        boolean hasOthers();
    }

    final Locks locks;

    /** What the file says of this process. */
    final RowOwner owner;

    private final Memory memory;
    private int terms;
    private volatile int term;

    /** Whether this process leads, and the present cycle began when no page was hidden. */
    private boolean isWhole;

    private int patience = PATIENCE;

    Crew(Memory memory, Locks locks) {
        this.memory = memory;
        this.locks = locks;
        this.owner = new RowOwner(memory, locks.row());
    }

    private int get(int offset) {
        return memory.getIntAcquire(memory.atOffset(offset));
    }

    private void set(int offset, int value) {
        memory.setIntRelease(memory.atOffset(offset), value);
    }

    private static int stillAt(int row) {
        return Superblock.AT_ROWS + row * Superblock.ROW_BYTES + AT_ROW_STILL;
    }

    int row() {
        return locks.row();
    }

    /** Whether this process leads, and has begun to. */
    boolean isLeading() {
        return term != 0;
    }

    /** Begins to lead, or ends it. */
    void setLeading(boolean leads) {
        terms++;
        term = leads ? terms : 0;
        isWhole = false;
        owner.setLeads(leads, locks.isToLead());
    }

    /** A number of the time for which this process has led without a pause; 0 if it does not lead. */
    int term() {
        return term;
    }

    /** Whether this process may lower counts now. */
    boolean mayLower() {
        return isLeading() && !hasFailed();
    }

    /** Whether an error in some process may have left counts too low. */
    boolean hasFailed() {
        return get(Superblock.AT_FAILED) != 0;
    }

    /** Whether who leads wants this process to stand still. */
    boolean isCalled() {
        int call = get(AT_CALL);
        return (call & 1) != 0 && get(stillAt(row())) != call;
    }

    /**
     * Stands still until who leads has done its work, or is dead. The caller keeps out all changes and the reclaimer of this process. Returns
     * whether this process leads now.
     */
    boolean standStill() {
        int call = get(AT_CALL);
        if ((call & 1) == 0) {
            return false;
        }
        set(stillAt(row()), call);
        VarHandle.fullFence();
        for (int looks = 1; get(AT_CALL) == call; looks++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (looks % 64 == 0 && locks.tryLead()) {
                endCall();
                return true;
            }
        }
        return false;
    }

    /** Lets all go on that stand still. This process leads. */
    void endCall() {
        int call = get(AT_CALL);
        set(AT_CALL, call + (call & 1));
    }

    /** Calls all others to stand still; returns whether they do. {@link #endCall} follows in any case. */
    boolean callAll() {
        int call = get(AT_CALL) + 1;
        set(AT_CALL, call);
        VarHandle.fullFence();
        int looks = 0;
        for (int row = 0; row < Superblock.rowsUsed(memory); row++) {
            while (row != row() && get(stillAt(row)) != call && !locks.isRowFree(row)) {
                if (looks++ == patience) {
                    patience = Math.min(2 * patience, LONGEST_PATIENCE);
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        patience = PATIENCE;
        return true;
    }

    /** Asks all other processes to run their collectors; returns the number of this asking. */
    int ask() {
        int asked;
        do {
            asked = asked() + 1;
        } while (!memory.casInt(memory.atOffset(AT_ASKED), asked - 1, asked));
        answer(asked);
        return asked;
    }

    /** The number of the last asking. */
    int asked() {
        return get(AT_ASKED);
    }

    /** Whether this process has not answered the last asking. */
    boolean isAsked() {
        return get(answeredAt(row())) - asked() < 0;
    }

    /** Says that this process has answered {@code asked}. */
    void answer(int asked) {
        set(answeredAt(row()), asked);
    }

    /** Whether all other processes that live have answered {@code asked}. */
    boolean haveAnswered(int asked) {
        for (int row = 0; row < Superblock.rowsUsed(memory); row++) {
            if (row != row() && get(answeredAt(row)) - asked < 0 && !locks.isRowFree(row)) {
                return false;
            }
        }
        return true;
    }

    /** Begins without an answer to give. */
    void begin() {
        answer(asked());
        want(false); // another process had this row, and was killed
    }

    private static int answeredAt(int row) {
        return Superblock.AT_ROWS + row * Superblock.ROW_BYTES + AT_ROW_ANSWERED;
    }

    /** Says that this process wants to lead, or not any more. */
    void want(boolean leads) {
        if (leads) {
            set(AT_WANTED, row() + 1);
        } else {
            memory.casInt(memory.atOffset(AT_WANTED), row() + 1, 0);
        }
    }

    /** As {@link #want}, unless another process that lives wants to. */
    void wantNext() {
        int wanted = get(AT_WANTED);
        if (!isWanted()) {
            memory.casInt(memory.atOffset(AT_WANTED), wanted, row() + 1);
        }
    }

    /** Whether this process wants to lead. */
    boolean wants() {
        return get(AT_WANTED) == row() + 1;
    }

    /** Says who wants to lead: one more than its row; 0 if nobody does. */
    int wanted() {
        return get(AT_WANTED);
    }

    /** Whether another process that lives wants to lead. */
    boolean isWanted() {
        int wanted = wanted();
        return wanted != 0 && wanted != row() + 1 && !locks.isRowFree(wanted - 1);
    }

    /** How often all references were counted again. */
    int counted() {
        return get(AT_COUNTED);
    }

    /** All references were counted again, in stillness. */
    void countedAgain() {
        set(AT_COUNTED, counted() + 1);
    }

    /** A number for {@link #isDrained}: what is DEAD now. */
    int drainNow() {
        VarHandle.fullFence();
        return get(AT_CYCLES_BEGUN);
    }

    /** Whether all has been lowered that was DEAD when {@link #drainNow} returned {@code number}. */
    boolean isDrained(int number) {
        return get(AT_CYCLES_DONE) - number > 0;
    }

    /** As {@link #isDrained}, also of what a leader had taken that died. */
    boolean isDrainedWholly(int number) {
        return get(AT_CYCLES_WHOLE) - number > 0;
    }

    /** The leader begins a cycle. {@code isWhole}: it finds all that is DEAD. */
    void beginCycle(boolean isWhole) {
        this.isWhole = isWhole;
        set(AT_CYCLES_BEGUN, get(AT_CYCLES_BEGUN) + 1);
        VarHandle.fullFence();
    }

    /** The leader has nothing left to lower. */
    void endCycle() {
        int begun = get(AT_CYCLES_BEGUN);
        set(AT_CYCLES_DONE, begun);
        if (isWhole) {
            set(AT_CYCLES_WHOLE, begun);
        }
    }
}
