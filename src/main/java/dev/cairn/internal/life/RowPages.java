package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.function.IntConsumer;

/** The ledger of one process as it stands in the store: a list of pages, and the stack of those with dead slots. */
final class RowPages {
    /** The offset in a row of the reference to the page with the figures of the process. */
    static final int AT_ROW_FIGURES = 44;

    private static final int ROWS = Superblock.ROWS;

    final DeadPages dead;
    private final Memory memory;
    private final long head;

    /** The address of the reference to the page with figures; 0 if there is never any. */
    private final long figures;

    private RowPages(Memory memory, long head, long deadHead, long figures) {
        this.memory = memory;
        this.head = head;
        this.figures = figures;
        this.dead = new DeadPages(memory, deadHead);
    }

    /**
     * The rows of all processes, by number. Behind them is one that a process used which had an earlier version of this library, and in which
     * no page is offered.
     */
    static RowPages[] all(Memory memory) {
        RowPages[] all = new RowPages[ROWS + 1];
        for (int row = 0; row < ROWS; row++) {
            long at = memory.atOffset(Superblock.AT_ROWS + (long) row * Superblock.ROW_BYTES);
            all[row] = new RowPages(
                    memory, at + Superblock.AT_ROW_PAGES, at + Superblock.AT_ROW_DEAD, at + AT_ROW_FIGURES);
        }
        all[ROWS] = new RowPages(
                memory, memory.atOffset(Superblock.AT_LEDGER), memory.atOffset(Superblock.AT_LEDGER_DEAD), 0);
        return all;
    }

    /** The first page, or 0. */
    int first() {
        return memory.getIntAcquire(head);
    }

    /** The page after {@code node}, or 0. */
    int next(int node) {
        return memory.getInt(memory.at(node) + LedgerPage.AT_NEXT);
    }

    /** Puts the node {@code node} in front, as a page of {@code type}; takes it. One thread at a time. */
    void add(int node, int type) {
        long page = memory.at(node);
        memory.setInt(page + LedgerPage.AT_TYPE, type);
        memory.setInt(page + LedgerPage.AT_STACKED, 0);
        memory.setInt(page + LedgerPage.AT_NEXT, first());
        memory.setIntRelease(head, node);
    }

    /**
     * Calls {@code visitor} with each page, while the process that has the row works, or another one frees what it left. Then what is read may
     * be of no meaning; it is in the store in any case, and the list ends.
     */
    void forEachAtWork(Allocator allocator, IntConsumer visitor) {
        long most = allocator.slabs().committedBytes() / LedgerPage.BYTES;
        int page = first();
        for (long pages = 0; pages < most && isPage(page, allocator); pages++) {
            visitor.accept(page);
            page = next(page);
        }
    }

    private boolean isPage(int node, Allocator allocator) {
        return node != 0
                && allocator.blockIndex(node) >= 0
                && Node.kind(memory, memory.at(node)) == Kind.LEDGER
                && allocator.blockBytes(node) >= bytes(node, allocator);
    }

    private long bytes(int node, Allocator allocator) {
        if (isOfSlots(node)) {
            return LedgerPage.BYTES;
        }
        return LedgerPage.bytes(isOfBlocks(node) ? allocator.copyBytes() : isOfFigures(node) ? KindCounts.BYTES : 0);
    }

    /** Takes all pages off the list. Whoever knows them owns one count of each then. */
    void forget() {
        dead.clear(); // first: another process can take the row when it has no pages
        setFigures(0);
        memory.setIntRelease(head, 0);
    }

    /** As {@link Ledger#offerAnew}, for one process. */
    void offerAnew() {
        dead.clear();
        dead.begin(); // a cycle that is under way had begun to take them
        for (int page = first(); page != 0; page = next(page)) {
            long at = memory.at(page);
            memory.setInt(at + LedgerPage.AT_STACKED, 0);
            if (LedgerPage.hasDead(memory, at)) {
                dead.offer(at);
            }
        }
    }

    boolean isOfBlocks(int node) {
        return memory.getInt(memory.at(node) + LedgerPage.AT_TYPE) == LedgerPage.OF_BLOCKS;
    }

    /** Says of the pages of blocks that their process has left and has no blocks. */
    void endBlocks() {
        for (int page = first(); page != 0; page = next(page)) {
            if (isOfBlocks(page)) {
                memory.setIntRelease(memory.at(page) + LedgerPage.AT_TYPE, LedgerPage.OF_NOTHING);
            }
        }
    }

    /** The page with the figures of the process, which may be at work; 0 if there is none. */
    int figures(Allocator allocator) {
        int node = figures == 0 ? 0 : memory.getIntAcquire(figures);
        return isPage(node, allocator) && isOfFigures(node) ? node : 0;
    }

    /** The page {@code node} has the figures of the process; 0 for none. */
    void setFigures(int node) {
        if (figures != 0) {
            memory.setIntRelease(figures, node);
        }
    }

    boolean isOfFigures(int node) {
        return memory.getInt(memory.at(node) + LedgerPage.AT_TYPE) == LedgerPage.OF_FIGURES;
    }

    boolean isOfSlots(int node) {
        return memory.getInt(memory.at(node) + LedgerPage.AT_TYPE) == LedgerPage.OF_SLOTS;
    }

    /** The address of the body of the page {@code node}. */
    long body(int node) {
        return memory.at(node) + LedgerPage.AT_BODY;
    }

    /** How many slots of the page {@code node} own something. */
    int owners(int node) {
        return LedgerPage.SLOTS - Long.bitCount(LedgerPage.freeSlots(memory, memory.at(node)));
    }

    /** Frees all slots of the page {@code node} of a process that ended, as {@link LedgerPage#takeAll}. */
    int takeAll(int node, IntStack drops) {
        return LedgerPage.takeAll(memory, memory.at(node), drops);
    }
}
