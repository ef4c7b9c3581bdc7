package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Magazines;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Node;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a process owns in a store in a file, written in the store itself. When the process is killed, the next one finds it there and gives
 * it back.
 */
final class Ledger {
    /*
     * Layout of a page, a node of Kind.LEDGER
     *     header 16 | next page 4, type 4, unused 8 | body
     *     body of slots (type 0)      64 states, a byte each | 64 times the references first 4, second 4
     *     body of blocks (type 1)     for each size class: bits 8 | group 4, unused 4: the blocks that wait in a stripe's magazine
     * The list of pages begins in the superblock, and owns one count of each page: pages are roots, as names are (I1).
     *
     * A slot has the two references that one token owns, or two references that wait to be lowered.
     *     FREE    nobody owns anything by this slot
     *     LIVE    the counts of both references are owned
     *     BUSY    a builder edits the nodes below in place: their counts may be too low
     *     DEAD    as LIVE, but no token has it
     * Protocol of this process
     *   1  a token is registered: write the references; state := LIVE (release). They were counted before.
     *   2  a builder's step: state := BUSY, and a fence, before its first write; write the references in one piece; state := LIVE (release).
     *   3  the end of a change, before the stripe is let go: what it drops goes into slots, state := DEAD (release).
     *   4  the reclaimer takes a slot whose token is dead, or that is DEAD: reads the references; state := FREE (release); only then lowers.
     *   5  a stripe takes free slots of its own pages. It sees a slot FREE (acquire) after the reclaimer has read it.
     *   6  a block of a magazine: its bit is cleared before the block is written; a new group is written before its bits (release).
     * Protocol of the next process: before it changes anything, blocks of type 1 become free (Attachment). Its reclaimer takes each LIVE and
     * DEAD slot as in 4, page by page, beside its other work; BUSY slots are left with what is below them, as lost. When no slot is left, the
     * pages go off the end of the list. A repair sets the slots of all tokens again, and forgets the pages of others.
     * Invariants, at each instruction
     *   L1  own(n) >= LIVE and DEAD slots that name n + names + nodes that name n, but for the trees of BUSY slots: so no count is lowered
     *       too often after a kill. Counts may be too high: for what one change of each stripe and one step of the reclaimer had in hand.
     *   L2  a block is free in its group, in a magazine's row, allocated, or lost.
     * Evidence: LedgerTest, KilledWriterTest; SlotReuseStress (jcstress) with its twin.
     */
    static final int SLOTS = 64;
    static final byte FREE = 0;
    static final byte LIVE = 1;
    static final byte BUSY = 2;
    static final byte DEAD = 3;

    static final int OF_SLOTS = 0;
    static final int OF_BLOCKS = 1;

    private static final int AT_NEXT = Node.HEADER;
    private static final int AT_TYPE = AT_NEXT + Integer.BYTES;
    static final int AT_BODY = AT_TYPE + Integer.BYTES + Long.BYTES;
    private static final int AT_REFERENCES = AT_BODY + SLOTS;

    /** The bytes of a page of slots. */
    static final int PAGE_BYTES = AT_REFERENCES + SLOTS * Long.BYTES;

    private final Memory memory;
    private final long head;
    private volatile long[] pages = new long[16];
    private int count;

    Ledger(Memory memory) {
        this.memory = memory;
        this.head = memory.atOffset(Superblock.AT_LEDGER);
    }

    /** The bytes of a page with {@code bytes} in its body. */
    static int bytes(int body) {
        return AT_BODY + body;
    }

    /** The address of the body of the page {@code node}. */
    long body(int node) {
        return memory.at(node) + AT_BODY;
    }

    /** The first page in the store, of this process or of one that ended; 0 if there is none. */
    int first() {
        return memory.getIntAcquire(head);
    }

    /** The page after {@code node}, or 0. */
    int next(int node) {
        return memory.getInt(memory.at(node) + AT_NEXT);
    }

    boolean isOfSlots(int node) {
        return memory.getInt(memory.at(node) + AT_TYPE) == OF_SLOTS;
    }

    /** Takes the first page off the list, whose count is the caller's then. */
    void removeFirst() {
        memory.setIntRelease(head, next(first()));
    }

    /** Frees the slots of this process that are neither in {@code kept} nor free. */
    void freeAllBut(BitSet kept) {
        for (int slot = 0; slot < slots(); slot++) {
            if (hasSlots(slot) && !kept.get(slot) && !isFree(slot)) {
                free(slot);
            }
        }
    }

    /** Knows no page of this process any more. All are off the list. */
    synchronized void forgetOwn() {
        count = 0;
    }

    /** Cuts the list off behind the pages of this process. */
    synchronized void cut() {
        memory.setIntRelease(count == 0 ? head : pages[0] + AT_NEXT, 0);
    }

    /** Notes that a process which ended had {@code more} counts or nodes in hand. */
    void lose(int more) {
        long at = memory.atOffset(Superblock.AT_LOST);
        memory.setIntRelease(at, memory.getInt(at) + more);
    }

    /** Adds the fresh node {@code node} to the list, as a page of slots of this process; takes it. Returns the number of the page. */
    synchronized int addSlots(int node) {
        memory.zeroWords(body(node), PAGE_BYTES - AT_BODY);
        return add(node, OF_SLOTS);
    }

    /** Adds the fresh node {@code node} to the list, as a page with a copy of {@code magazines}; takes it. */
    synchronized void addBlocks(int node, Magazines magazines) {
        memory.zeroWords(body(node), magazines.rowBytes());
        magazines.mirror(memory, body(node)); // before the node is in the list, where the next process looks for it
        add(node, OF_BLOCKS);
    }

    private int add(int node, int type) {
        long[] known = pages;
        if (count == known.length) {
            known = Arrays.copyOf(known, 2 * count);
            pages = known;
        }
        long at = memory.at(node);
        memory.setInt(at + AT_TYPE, type);
        memory.setInt(at + AT_NEXT, first());
        memory.setIntRelease(head, node);
        known[count] = at;
        return count++;
    }

    private long state(int slot) {
        return pages[slot >>> 6] + AT_BODY + (slot & (SLOTS - 1));
    }

    private long references(int slot) {
        return pages[slot >>> 6] + AT_REFERENCES + (long) (slot & (SLOTS - 1)) * Long.BYTES;
    }

    private static long pair(int first, int second) {
        return (long) second << 32 | (first & 0xFFFF_FFFFL);
    }

    /** Fills the free slot {@code index} of the page at {@code page}, which is the caller's. */
    void fill(long page, int index, byte state, int first, int second) {
        memory.setLong(page + AT_REFERENCES + (long) index * Long.BYTES, pair(first, second));
        memory.setByteRelease(page + AT_BODY + index, state);
    }

    /** Marks a slot whose holder begins to edit nodes in place. */
    void edit(int slot) {
        memory.setByteRelease(state(slot), BUSY);
        VarHandle.storeStoreFence(); // before the first edit
    }

    /** Lets the slot of a token own these references. */
    void hold(int slot, int first, int second) {
        memory.setLong(references(slot), pair(first, second));
        memory.setByteRelease(state(slot), LIVE);
    }

    /** Frees a slot; adds the references that it owned to {@code drops}. */
    void take(int slot, IntStack drops) {
        long owned = memory.getLong(references(slot));
        memory.setByteRelease(state(slot), FREE);
        drops.addUnlessNil((int) owned);
        drops.addUnlessNil((int) (owned >>> 32));
    }

    /** Frees a slot whose references somebody else owns now. */
    void free(int slot) {
        memory.setByteRelease(state(slot), FREE);
    }

    /** The slots of the page {@code node} that are free, a bit each. */
    long freeSlots(int node) {
        return freeSlots(memory.at(node));
    }

    private long freeSlots(long page) {
        long at = page + AT_BODY;
        long free = 0;
        for (int i = 0; i < SLOTS; i += Long.BYTES) {
            if (memory.getLongAcquire(at + i) == 0) {
                free |= 0xFFL << i;
            } else {
                for (int k = i; k < i + Long.BYTES; k++) {
                    free |= memory.getByte(at + k) == FREE ? 1L << k : 0;
                }
            }
        }
        return free;
    }

    /**
     * Frees all slots of the page {@code node} of a process that ended; adds the references that they owned to {@code drops}. Returns how
     * many were busy, whose references are lost.
     */
    int takeAll(int node, IntStack drops) {
        long at = body(node);
        int lost = 0;
        drops.expect(2 * SLOTS);
        for (int i = 0; i < SLOTS; i++) {
            byte state = memory.getByte(at + i);
            long owned = memory.getLong(at + SLOTS + (long) i * Long.BYTES);
            memory.setByteRelease(at + i, FREE);
            if (state == BUSY) {
                lost++;
            } else if (state != FREE) {
                drops.addUnlessNil((int) owned);
                drops.addUnlessNil((int) (owned >>> 32));
            }
        }
        return lost;
    }

    /** Calls {@code visitor} with both references of {@code slot}, of which some are 0. */
    void visit(int slot, IntConsumer visitor) {
        long owned = memory.getLong(references(slot));
        visitor.accept((int) owned);
        visitor.accept((int) (owned >>> 32));
    }

    /** Whether {@code slot} has these two references. */
    boolean has(int slot, int first, int second) {
        return memory.getLong(references(slot)) == pair(first, second);
    }

    /** Whether {@code slot} is free. */
    boolean isFree(int slot) {
        return memory.getByte(state(slot)) == FREE;
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
        return memory.getInt(pages[slot >>> 6] + AT_TYPE) == OF_SLOTS;
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

        Writer(Ledger ledger) {
            this.ledger = ledger;
        }

        /** Whether there is a free slot on the stripe's pages. */
        boolean hasNext() {
            for (int looks = 0; free == 0 && looks < Math.min(LOOKS, ownCount); looks++) {
                looked = looked + 1 < ownCount ? looked + 1 : 0;
                long found = ledger.freeSlots(ledger.pages[own[looked]]);
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
            page = number;
            pageAt = ledger.pages[number];
            free = found;
        }

        /** A token with a slot. There is one. Takes both references. */
        Token token(Object holder, boolean isOfBase, int first, int second, @Nullable Throwable birth) {
            return new SlotToken(holder, isOfBase, first, second, birth, ledger, next(LIVE, first, second));
        }

        /** A slot with two references that wait to be lowered. There is one. Takes both. */
        int drop(int first, int second) {
            return next(DEAD, first, second);
        }

        /** Fills a free slot, which is the caller's now. */
        private int next(byte state, int first, int second) {
            int index = Long.numberOfTrailingZeros(free);
            free &= free - 1;
            ledger.fill(pageAt, index, state, first, second);
            return page << 6 | index;
        }
    }

    /** A token in a store in a file. What it owns stands in a slot of the ledger, too. */
    private static final class SlotToken extends Token {
        private final Ledger ledger;
        private final int slot;

        /** {@code slot} has both references. */
        SlotToken(
                Object holder,
                boolean isOfBase,
                int first,
                int second,
                @Nullable Throwable birth,
                Ledger ledger,
                int slot) {
            super(holder, isOfBase, first, second, birth);
            this.ledger = ledger;
            this.slot = slot;
        }

        @Override
        int slot() {
            return slot;
        }

        @Override
        public void edit() {
            super.edit();
            ledger.edit(slot);
        }

        @Override
        public void hold(int newFirst, int newSecond) {
            super.hold(newFirst, newSecond);
            ledger.hold(slot, newFirst, newSecond);
        }

        @Override
        public int takeFirst() {
            int owned = super.takeFirst();
            ledger.free(slot);
            return owned;
        }
    }
}
