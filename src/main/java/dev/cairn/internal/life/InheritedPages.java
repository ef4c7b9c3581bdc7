package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import java.util.ArrayDeque;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

/**
 * The pages that processes which were killed left in the ledger. The reclaimer takes their slots page by page, beside its other work, so that
 * an opening does not wait for it. Under turn.
 */
final class InheritedPages {
    private final Ledger ledger;

    /** The rows that were not done yet. The pages of each are dropped, and taken off its list, after all slots were taken. */
    private final ArrayDeque<RowPages> rows = new ArrayDeque<>();

    /** Whether not all was done: the rows, and then the offering of all blocks, of which a process that is killed may have offered none. */
    private boolean isPending;

    /** Whether all processes must stand still before all blocks can be offered, as others may be alive. */
    private volatile boolean needsStillness;

    /** Whether the process that led before may have taken pages of which nothing leads to the dead slots. */
    private boolean hidesDead;

    /** The page of the first row whose slots are taken next; 0 if all were taken. */
    private int next;

    InheritedPages(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Takes over the pages of all rows that have any. Calls {@code blocks} with the body of each page of blocks. Returns how many slots have
     * an owner.
     */
    int begin(LongConsumer blocks) {
        int owners = 0;
        for (RowPages row : ledger.rows()) {
            if (row.first() != 0) {
                owners += add(row, blocks);
            }
        }
        isPending = true;
        return owners;
    }

    /** Whether the process that had {@code row} left something there. */
    boolean isLeft(int row, Allocator allocator) {
        return ledger.hasPages(row) || allocator.hasTaken(row);
    }

    /** Begins to give back what the dead process with {@code row} left. Nobody has the row meanwhile. */
    void sweep(int row, Allocator allocator) {
        begin(row, allocator::giveBackRow);
        allocator.sweepRow(row);
    }

    /** Takes over the pages of one dead process, while others live, unless that was done. */
    private void begin(int row, LongConsumer blocks) {
        RowPages dead = ledger.rows()[row];
        if (dead.first() != 0 && !rows.contains(dead)) {
            add(dead, page -> {
                ledger.lose(1); // each stripe may have been in a change
                blocks.accept(page);
            });
        }
        isPending = true;
        needsStillness = true;
    }

    private int add(RowPages row, LongConsumer blocks) {
        rows.add(row);
        if (rows.size() == 1) {
            next = first();
        }
        return begin(row, blocks);
    }

    /** As {@link #await}, after this process led no more for a while: the rows are found again. */
    void beginAnew() {
        rows.clear();
        next = 0;
        await();
    }

    /** Lets all stand still before all blocks are offered: this process leads now, and its predecessor died. */
    void await() {
        isPending = true;
        needsStillness = true;
        hidesDead = true;
    }

    /** Whether dead slots may be hidden, until all stand still. */
    boolean hidesDead() {
        return hidesDead;
    }

    /** Whether all pages were taken, and all must stand still now. */
    boolean awaitsStillness() {
        return needsStillness && rows.isEmpty();
    }

    /** Lets nobody stand still: there is no other process. */
    void needNoStillness() {
        needsStillness = false;
        hidesDead = false;
    }

    /** What must be done in stillness was done. */
    void endStillness() {
        needsStillness = !rows.isEmpty(); // of processes that died just now
        isPending = needsStillness;
        hidesDead = false;
    }

    private int begin(RowPages row, LongConsumer blocks) {
        int owners = 0;
        boolean hasFigures = false;
        for (int page = row.first(); page != 0; page = row.next(page)) {
            if (row.isOfSlots(page)) {
                owners += row.owners(page);
            } else if (row.isOfBlocks(page)) {
                blocks.accept(row.body(page));
            } else if (row.isOfFigures(page)) {
                ledger.figures.fold(page);
                hasFigures = true;
            }
        }
        if (!hasFigures) {
            ledger.figures.forget(); // there was no room for any
        }
        return owners;
    }

    private int first() {
        return rows.isEmpty() ? 0 : rows.getFirst().first();
    }

    /** Whether there is more to do for {@link #take}. */
    boolean isPending() {
        return isPending && !awaitsStillness();
    }

    /**
     * Takes all slots of one page. After the last one of a row, drops the pages; after the last row, offers all free blocks, for which {@code
     * letChangesEnd} waits until each change has ended that is under way.
     */
    void take(IntStack drops, Allocator allocator, Runnable letChangesEnd) {
        if (rows.isEmpty()) {
            allocator.trimAfterKill(letChangesEnd);
            isPending = false;
        } else if (next == 0) {
            drop(rows.getFirst(), drops);
            rows.removeFirst();
            next = first();
        } else {
            RowPages row = rows.getFirst();
            if (row.isOfSlots(next)) {
                ledger.lose(row.takeAll(next, drops));
            }
            next = row.next(next);
        }
    }

    /** If this process dies before the list is empty, the next one finds all pages again, with free slots. */
    private static void drop(RowPages row, IntStack drops) {
        for (int page = row.first(); page != 0; page = row.next(page)) {
            drops.add(page);
        }
        row.forget();
    }

    /** Takes the pages of the dead off their lists, while all references are counted again, and all blocks offered. Nothing leads to the pages then. */
    void forget(IntPredicate isAlive) {
        ledger.forgetOthers(isAlive);
        rows.clear();
        next = 0;
        isPending = false;
        needsStillness = false;
        hidesDead = false;
    }
}
