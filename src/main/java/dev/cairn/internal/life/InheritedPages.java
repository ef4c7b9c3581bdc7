package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import java.util.function.LongConsumer;

/**
 * The pages that a process which was killed left in the ledger, at the end of the list. The reclaimer takes their slots page by page, beside
 * its other work, so that an opening does not wait for it. Under turn.
 */
final class InheritedPages {
    private final Ledger ledger;

    /** Whether not all was done: the slots taken, the pages dropped, and the blocks offered that the process had freed. */
    private boolean isPending;

    /** The first of the pages; 0 if there are none. */
    private int first;

    /** The page whose slots are taken next; 0 if all were taken. */
    private int next;

    InheritedPages(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Keeps the pages that are in the list, where no page of this process is yet. Calls {@code blocks} with the body of each page of blocks.
     * Returns how many slots have an owner.
     */
    int begin(LongConsumer blocks) {
        int owners = 0;
        isPending = true;
        first = ledger.first();
        next = first;
        for (int page = first; page != 0; page = ledger.next(page)) {
            if (ledger.isOfSlots(page)) {
                owners += LedgerPage.SLOTS - Long.bitCount(ledger.freeSlots(page));
            } else {
                blocks.accept(ledger.body(page));
            }
        }
        return owners;
    }

    /** Whether there is more to do. */
    boolean isPending() {
        return isPending;
    }

    /** Takes all slots of one page. After the last one, takes the pages off the list, drops them, too, and offers all free blocks. */
    void take(IntStack drops, Allocator allocator) {
        if (next == 0) {
            drop(drops);
            allocator.trim(true);
            isPending = false;
            return;
        }
        if (ledger.isOfSlots(next)) {
            ledger.lose(ledger.takeAll(next, drops));
        }
        next = ledger.next(next);
    }

    /** If this process dies before the list is cut, the next one finds all pages again, with free slots. */
    private void drop(IntStack drops) {
        for (int page = first; page != 0; page = ledger.next(page)) {
            drops.add(page);
        }
        cut();
    }

    private void cut() {
        ledger.cut();
        first = 0;
        next = 0;
    }

    /** Takes the pages off the list, while all references are counted again, and all blocks offered. Nothing leads to the pages then. */
    void forget() {
        cut();
        isPending = false;
    }
}
