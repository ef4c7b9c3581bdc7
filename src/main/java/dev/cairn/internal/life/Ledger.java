package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Magazines;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a process owns in a store in a file, written in the store itself. When the process is killed, the next one finds it there and gives
 * it back.
 */
final class Ledger implements SlotToken.Slots {
    /*
     * The list of a process's pages begins in its row of the superblock, and owns one count of each page: pages are roots, as names are (I1).
     * LedgerPage has the layout of a page and the states of its slots.
     * Protocol of this process
     *   1  a token is registered: write the references; state := LIVE (release). They were counted before.
     *   2  a builder's step: state := BUSY, and a fence, before its first write; write the references in one piece; state := LIVE (release).
     *   3  the end of a change, before the stripe is let go: what it drops goes into slots, state := DEAD (release). So does what a dead
     *      token owned. Then the page is offered (DeadPages).
     *   4  the reclaimer takes a page that was offered, and each slot of it that is DEAD: reads the references; state := FREE (release); only
     *      then lowers.
     *   5  a stripe takes free slots of its own pages. It sees a slot FREE (acquire) after the reclaimer has read it.
     *   6  a block of a magazine: its bit is cleared before the block is written; a new group is written before its bits (release).
     * Protocol of the next process: before it changes anything, blocks of type 1 become free (Attachment). Its reclaimer takes each LIVE and
     * DEAD slot as in 4, page by page, beside its other work; BUSY slots are left with what is below them, as lost. When no slot is left, the
     * list of that process becomes empty. A repair sets the slots of all tokens again, and forgets the pages of others.
     * Invariants, at each instruction
     *   L1  own(n) >= LIVE and DEAD slots that name n + names + nodes that name n, but for the trees of BUSY slots: so no count is lowered
     *       too often after a kill. Counts may be too high: for what one change of each stripe and one step of the reclaimer had in hand.
     *   L2  a block is free in its group, in a magazine's row, allocated, or lost.
     *   L3  a page with a DEAD slot is offered, or was taken by the reclaimer, unless its owner is about to offer it.
     * Evidence: LedgerTest, KilledWriterTest; SlotReuseStress (jcstress) with its twin.
     */
    private static final int IN_TURN = 64;

    private final Memory memory;
    private final RowPages[] rows;
    private RowPages own;

    /** What processes say of the nodes that they made. */
    final KindFigures figures;

    /** The row whose pages are taken now, and how many were taken one after another. */
    private int asked;

    private int taken;
    private volatile boolean isTaken;
    private volatile long[] pages = new long[16];
    private int count;

    Ledger(Memory memory) {
        this.memory = memory;
        this.rows = RowPages.all(memory);
        this.own = rows[0];
        this.figures = new KindFigures(memory, rows);
    }

    /** The rows of all processes. */
    RowPages[] rows() {
        return rows;
    }

    /** Takes a row without pages for this process; returns false if there is none. */
    boolean takeRow() {
        for (int row = 0; row < Superblock.ROWS; row++) {
            if (rows[row].first() == 0) {
                takeRow(row);
                return true;
            }
        }
        return false;
    }

    /** Takes {@code row} for this process, which is the row that it has among others that live. It has no pages. */
    void takeRow(int row) {
        own = rows[row];
        own.forget(); // its stack
        isTaken = true;
    }

    /** Whether this process has a row. */
    boolean isTaken() {
        return isTaken;
    }

    /** Takes all pages of other processes off their lists, but for those of living ones. */
    void forgetOthers(IntPredicate isAlive) {
        for (int row = 0; row < rows.length; row++) {
            boolean isOwn = rows[row] == own && count > 0; // without a page, this process has no row yet
            if (!isOwn && !isAlive.test(row)) {
                rows[row].forget();
            }
        }
    }

    /** Calls {@code visitor} with each page of the processes that have other rows. */
    void forEachOther(IntConsumer visitor) {
        for (RowPages row : rows) {
            for (int page = row == own ? 0 : row.first(); page != 0; page = row.next(page)) {
                visitor.accept(page);
            }
        }
    }

    /** Calls {@code visitor} with all references that slots of other processes own, and with zeros. These stand still. */
    void forEachOwnedByOthers(IntConsumer visitor) {
        forEachOther(page -> LedgerPage.forEachOwned(memory, memory.at(page), visitor));
    }

    /** Calls {@code visitor} with the address of each copy of magazines of other processes. */
    void forEachCopy(LongConsumer visitor) {
        forEachOther(page -> {
            if (own.isOfBlocks(page)) {
                visitor.accept(own.body(page));
            }
        });
    }

    /** Says that this process leaves the file, and has no blocks. */
    void endBlocks() {
        own.endBlocks();
    }

    /** Whether the process with {@code row} has left pages. */
    boolean hasPages(int row) {
        return rows[row].first() != 0;
    }

    /** Whether a page waits whose dead slots are to be lowered. */
    boolean isOffered() {
        return Arrays.stream(rows).anyMatch(row -> row.dead.isOffered());
    }

    /** Forgets which pages were taken from the stacks, and not worked off. They are offered anew when all stand still. */
    void forgetTaken() {
        for (RowPages row : rows) {
            row.dead.forgetTaken();
        }
    }

    /** Offers all pages with dead slots anew, also such as were taken by a process that died. All stand still. */
    void offerAnew() {
        for (RowPages row : rows) {
            row.offerAnew();
        }
    }

    /** Calls {@code visitor} with each page of each process. */
    void forEachPage(IntConsumer visitor) {
        for (RowPages row : rows) {
            for (int page = row.first(); page != 0; page = row.next(page)) {
                visitor.accept(page);
            }
        }
    }

    /** How many pages the row of this process has in the store; one more than it should at most. */
    int pagesInStore() {
        int found = 0;
        for (int page = own.first(); page != 0 && found <= count; page = own.next(page)) {
            found++;
        }
        return found;
    }

    /** Frees the slots of this process that are not in {@code kept}. */
    void freeAllBut(BitSet kept) {
        for (int slot = 0; slot < slots(); slot++) {
            if (hasSlots(slot) && !kept.get(slot)) {
                free(slot);
            }
        }
    }

    /** Takes all pages of this process off the list; adds them to {@code drops}. No slot is dead. */
    synchronized void dropOwn(IntStack drops) {
        for (int page = own.first(); page != 0; page = own.next(page)) {
            drops.add(page);
        }
        own.forget();
        count = 0;
        figures.begin(0);
    }

    /** Notes that a process which ended had {@code more} counts or nodes in hand. */
    void lose(int more) {
        long at = memory.atOffset(Superblock.AT_LOST);
        memory.setIntRelease(at, memory.getInt(at) + more);
    }

    /** Adds the fresh node {@code node} to the list, as a page of slots of this process; takes it. Returns the number of the page. */
    synchronized int addSlots(int node) {
        memory.zeroWords(own.body(node), LedgerPage.BYTES - LedgerPage.AT_BODY);
        return add(node, LedgerPage.OF_SLOTS);
    }

    /** Adds the fresh node {@code node} to the list, as a page with a copy of {@code magazines}; takes it. */
    synchronized void addBlocks(int node, Magazines magazines) {
        memory.zeroWords(own.body(node), magazines.rowBytes());
        magazines.mirror(memory, own.body(node)); // before the node is in the list, where the next process looks for it
        add(node, LedgerPage.OF_BLOCKS);
    }

    /** Adds the fresh node {@code node} to the list, as the page with the figures of this process; takes it. */
    synchronized void addFigures(int node) {
        memory.zeroWords(own.body(node), KindCounts.BYTES);
        add(node, LedgerPage.OF_FIGURES);
        own.setFigures(node);
        figures.begin(node);
    }

    private int add(int node, int type) {
        long[] known = pages;
        if (count == known.length) {
            known = Arrays.copyOf(known, 2 * count);
            pages = known;
        }
        own.add(node, type);
        known[count] = memory.at(node);
        return count++;
    }

    private long state(int slot) {
        return LedgerPage.state(pages[slot >>> 6], slot & (LedgerPage.SLOTS - 1));
    }

    private long references(int slot) {
        return LedgerPage.references(pages[slot >>> 6], slot & (LedgerPage.SLOTS - 1));
    }

    @Override
    public void edit(int slot) {
        memory.setByteRelease(state(slot), LedgerPage.BUSY);
        VarHandle.storeStoreFence(); // before the first edit
    }

    @Override
    public void hold(int slot, int first, int second) {
        memory.setLong(references(slot), LedgerPage.pair(first, second));
        memory.setByteRelease(state(slot), LedgerPage.LIVE);
    }

    @Override
    public void die(int slot) {
        memory.setByteRelease(state(slot), LedgerPage.DEAD);
        own.dead.offer(pages[slot >>> 6]);
    }

    @Override
    public void free(int slot) {
        memory.setByteRelease(state(slot), LedgerPage.FREE);
    }

    /** Lets {@link #takeDead} take all pages that are offered now. */
    void beginTaking() {
        for (RowPages row : rows) {
            row.dead.begin();
        }
    }

    /** Takes the dead slots of one page of any process: adds their references to {@code drops}. Returns false if there is none. */
    boolean takeDead(IntStack drops) {
        for (int tries = 0; tries <= rows.length; tries++) {
            if (taken < IN_TURN && rows[asked].dead.take(drops)) {
                taken++;
                return true;
            }
            taken = 0;
            asked = asked + 1 < rows.length ? asked + 1 : 0; // in turn, so that nobody waits for long
        }
        return false;
    }

    /** Calls {@code visitor} with all references that wait in slots of this process to be lowered, and with zeros. */
    void forEachDead(IntConsumer visitor) {
        for (int slot = 0; slot < slots(); slot++) {
            if (hasSlots(slot) && memory.getByte(state(slot)) == LedgerPage.DEAD) {
                long owned = memory.getLong(references(slot));
                visitor.accept((int) owned);
                visitor.accept((int) (owned >>> Integer.SIZE));
            }
        }
    }

    /** Whether {@code slot} has these two references. */
    boolean has(int slot, int first, int second) {
        return memory.getLong(references(slot)) == LedgerPage.pair(first, second);
    }

    /** Whether {@code slot} is dead, and the reclaimer would not find it. */
    boolean isForgotten(int slot) {
        return memory.getByte(state(slot)) == LedgerPage.DEAD
                && memory.getInt(pages[slot >>> 6] + LedgerPage.AT_STACKED) == 0;
    }

    /** Whether no token has {@code slot}. */
    boolean isUnowned(int slot) {
        byte state = memory.getByte(state(slot));
        return state == LedgerPage.FREE || state == LedgerPage.DEAD;
    }

    /** How many pages this process has. */
    int pages() {
        return count;
    }

    /** How many slots the pages of this process have; those of pages of another type are not used. */
    int slots() {
        return count << 6;
    }

    /** Whether the page of {@code slot} has slots. */
    boolean hasSlots(int slot) {
        return memory.getInt(pages[slot >>> 6] + LedgerPage.AT_TYPE) == LedgerPage.OF_SLOTS;
    }

    /** Finds free slots for one stripe, whose holder calls it. */
    static final class Writer {
        private static final int LOOKS = 4;
        private static final int ENOUGH = 16;

        private final Ledger ledger;
        private int[] own = new int[8];
        private int ownCount;
        private int looked;
        private int page;
        private long pageAt;
        private long free;

        /** Whether the page has slots of the present change that wait to be lowered. */
        private boolean hasDead;

        Writer(Ledger ledger) {
            this.ledger = ledger;
        }

        /** Whether there is a free slot on the stripe's pages. */
        boolean hasNext() {
            for (int looks = 0; free == 0 && looks < Math.min(LOOKS, ownCount); looks++) {
                looked = looked + 1 < ownCount ? looked + 1 : 0;
                long found = LedgerPage.freeSlots(ledger.memory, ledger.pages[own[looked]]);
                if (Long.bitCount(found) >= ENOUGH) {
                    begin(own[looked], found);
                }
            }
            return free != 0;
        }

        /** Adds the fresh page {@code node} to the stripe's; takes it. */
        void add(int node) {
            int number = ledger.addSlots(node);
            if (ownCount == own.length) {
                own = Arrays.copyOf(own, 2 * ownCount);
            }
            own[ownCount++] = number;
            begin(number, -1);
        }

        private void begin(int number, long found) {
            offerDead();
            page = number;
            pageAt = ledger.pages[number];
            free = found;
        }

        /** A token with a slot. There is one. Takes both references. */
        Token token(Object holder, boolean isOfBase, int first, int second, @Nullable Throwable birth) {
            return new SlotToken(holder, isOfBase, first, second, birth, ledger, next(LedgerPage.LIVE, first, second));
        }

        /** Lets two references wait in a slot to be lowered. There is one. Takes both. {@link #offerDead} must follow. */
        void drop(int first, int second) {
            next(LedgerPage.DEAD, first, second);
            hasDead = true;
        }

        /** Lets the reclaimer see what was dropped. */
        void offerDead() {
            if (hasDead) {
                hasDead = false;
                ledger.own.dead.offer(pageAt);
            }
        }

        /** Fills a free slot, which is the caller's now. */
        private int next(byte state, int first, int second) {
            int index = Long.numberOfTrailingZeros(free);
            free &= free - 1;
            LedgerPage.fill(ledger.memory, pageAt, index, state, first, second);
            return page << 6 | index;
        }
    }
}
