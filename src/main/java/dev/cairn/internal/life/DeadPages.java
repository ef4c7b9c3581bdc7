package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import java.lang.invoke.VarHandle;

/** The pages of one process that have dead slots: a stack in the store, to which its threads add pages, and which the reclaimer takes whole. */
final class DeadPages {
    /*
     * The head is a word in the superblock, [unused 32 | page 32]; a page has the next page, and a mark that says whether it is on the stack.
     * Protocol
     *   offer  1  the slots are DEAD (release); a fence
     *          2  mark := 1 by compare-and-set; if it was 1, somebody else offers the page or has offered it
     *          3  the page's link := head; head := page by compare-and-set, until that succeeds
     *   take   1  head := 0 in one atomic step: all pages that it led to are the taker's
     *          2  for each page: read its link; mark := 0; a fence; then look at its slots
     * Invariants
     *   S1  a page is on the stack once at most: only who set its mark pushes it, and only who took it resets the mark.
     *   S2  a slot that is DEAD is seen by a taker: if offer 2 finds the mark set, take 2 comes after it, and sees the slot (the two fences).
     *   S3  a head that repeats does no harm: pages leave all at once, so the link that was written is right for the head that is there.
     *   S4  a taker that dies leaves marked pages on no stack. The next one looks at all pages of the row (reset).
     * Evidence: DeadPageStress (jcstress) with its twin.
     */
    private static final int ON = 1;
    private static final int OFF = 0;
    private static final long PAGE_MASK = 0xFFFF_FFFFL;

    private final Memory memory;
    private final long head;
    private int taken;

    /** Whether the stack is to be taken in this cycle. */
    private boolean isDue;

    /** The stack whose head is at {@code head}. */
    DeadPages(Memory memory, long head) {
        this.memory = memory;
        this.head = head;
    }

    /** Offers the page at {@code page}, some of whose slots became dead. */
    void offer(long page) {
        VarHandle.fullFence();
        if (memory.getIntAcquire(page + LedgerPage.AT_STACKED) == OFF
                && memory.casInt(page + LedgerPage.AT_STACKED, OFF, ON)) {
            push(page);
        }
    }

    private void push(long page) {
        long seen;
        do {
            seen = memory.getLongAcquire(head);
            memory.setIntRelease(page + LedgerPage.AT_LINK, (int) seen);
        } while (!memory.casLong(head, seen, memory.reference(page) & PAGE_MASK));
    }

    /** Lets {@link #take} take what was offered before, once: what is offered meanwhile does not make a cycle longer. */
    void begin() {
        isDue = true;
    }

    /** Takes the dead slots of one page: adds their references to {@code drops}. Returns false if there is no page. Reclaimer only. */
    boolean take(IntStack drops) {
        if (taken == 0 && isDue) {
            isDue = false;
            taken = (int) (memory.getLongAcquire(head) == 0 ? 0 : memory.getAndSetLong(head, 0));
        }
        if (taken == 0) {
            return false;
        }
        drops.expect(2 * LedgerPage.SLOTS); // first: without room nothing is taken
        long page = memory.at(taken);
        taken = memory.getIntAcquire(page + LedgerPage.AT_LINK);
        memory.setIntRelease(page + LedgerPage.AT_STACKED, OFF);
        VarHandle.fullFence();
        LedgerPage.takeDead(memory, page, drops);
        return true;
    }

    /** Forgets which pages were taken. */
    void forgetTaken() {
        taken = 0;
    }

    /** Whether there is a page. */
    boolean isOffered() {
        return memory.getLongAcquire(head) != 0;
    }

    /** Forgets all pages. Alone in the store; their marks are reset by the caller, or they are freed. */
    void clear() {
        taken = 0;
        memory.setLong(head, 0);
    }
}
