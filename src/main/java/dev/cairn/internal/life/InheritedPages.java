package dev.cairn.internal.life;

import java.util.function.LongConsumer;

/**
 * The pages that a process which was killed left in the ledger, at the end of the list. The reclaimer takes their slots page by page, beside
 * its other work, so that an opening does not wait for it. Under turn.
 */
final class InheritedPages {
    private final Ledger ledger;

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
        first = ledger.first();
        next = first;
        for (int page = first; page != 0; page = ledger.next(page)) {
            if (ledger.isOfSlots(page)) {
                owners += Ledger.SLOTS - Long.bitCount(ledger.freeSlots(page));
            } else {
                blocks.accept(ledger.body(page));
            }
        }
        return owners;
    }

    boolean isEmpty() {
        return first == 0;
    }

    /** Takes all slots of one page. After the last one, takes the pages off the list; drops them, too. */
    void take(IntStack drops) {
        if (next == 0) {
            drop(drops);
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
        forget();
    }

    /** Takes the pages off the list, when all references were counted again. Nothing leads to them then. */
    void forget() {
        ledger.cut();
        first = 0;
    }
}
