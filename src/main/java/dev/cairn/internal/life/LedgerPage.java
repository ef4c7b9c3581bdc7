package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Node;
import java.util.function.IntConsumer;

/** One page of a ledger: its layout, and what is done to the slots of one page. Pages are named by their addresses. */
final class LedgerPage {
    /*
     * Layout of a page, a node of Kind.LEDGER
     *     header 16 | next page 4, type 4 | next page on the stack 4, whether it is there 4 | body
     *     body of slots (type 0)      64 states, a byte each | 64 times the references first 4, second 4
     *     body of nothing (type 2)    what was a body of blocks, after its process left the file
     *     body of figures (type 3)    for each of 32 kinds: nodes 8 | for each: bytes 8 | whether its process has left the file 8
     *     body of blocks (type 1)     for each size class: bits 8 | group 4, unused 4: the blocks that wait in a stripe's magazine
     *
     * A slot has the two references that one token owns, or two references that wait to be lowered.
     *     FREE    nobody owns anything by this slot
     *     LIVE    the counts of both references are owned
     *     BUSY    a builder edits the nodes below in place: their counts may be too low
     *     DEAD    as LIVE, but no token has it
     */
    static final int SLOTS = 64;
    static final byte FREE = 0;
    static final byte LIVE = 1;
    static final byte BUSY = 2;
    static final byte DEAD = 3;

    static final int OF_SLOTS = 0;
    static final int OF_BLOCKS = 1;

    /** A page of blocks of a process that left the file, and has none. */
    static final int OF_NOTHING = 2;

    /** A page with what its process made and freed, by kind. */
    static final int OF_FIGURES = 3;

    static final int AT_NEXT = Node.HEADER;
    static final int AT_TYPE = AT_NEXT + Integer.BYTES;
    static final int AT_LINK = AT_TYPE + Integer.BYTES;
    static final int AT_STACKED = AT_LINK + Integer.BYTES;
    static final int AT_BODY = AT_STACKED + Integer.BYTES;
    private static final int AT_REFERENCES = AT_BODY + SLOTS;

    /** The bytes of a page of slots. */
    static final int BYTES = AT_REFERENCES + SLOTS * Long.BYTES;

    private LedgerPage() {}

    /** The bytes of a page with {@code body} bytes in its body. */
    static int bytes(int body) {
        return AT_BODY + body;
    }

    /** The address of the state of the slot {@code index}. */
    static long state(long page, int index) {
        return page + AT_BODY + index;
    }

    /** The address of both references of the slot {@code index}. */
    static long references(long page, int index) {
        return page + AT_REFERENCES + (long) index * Long.BYTES;
    }

    static long pair(int first, int second) {
        return (long) second << Integer.SIZE | (first & 0xFFFF_FFFFL);
    }

    /** Fills the free slot {@code index}, which is the caller's. */
    static void fill(Memory memory, long page, int index, byte state, int first, int second) {
        memory.setLong(references(page, index), pair(first, second));
        memory.setByteRelease(state(page, index), state);
    }

    /** The free slots, a bit each. */
    static long freeSlots(Memory memory, long page) {
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

    /** Frees the dead slots; adds the references that they owned to {@code drops}, which has room. */
    static void takeDead(Memory memory, long page, IntStack drops) {
        for (int i = 0; i < SLOTS; i += Long.BYTES) {
            if (memory.getLongAcquire(page + AT_BODY + i) != 0) {
                for (int index = i; index < i + Long.BYTES; index++) {
                    if (memory.getByte(state(page, index)) == DEAD) {
                        take(memory, page, index, drops);
                    }
                }
            }
        }
    }

    /** Calls {@code visitor} with the references of all slots that own any, and with zeros. */
    static void forEachOwned(Memory memory, long page, IntConsumer visitor) {
        if (memory.getInt(page + AT_TYPE) != OF_SLOTS) {
            return;
        }
        for (int index = 0; index < SLOTS; index++) {
            if (memory.getByte(state(page, index)) != FREE) {
                long owned = memory.getLong(references(page, index));
                visitor.accept((int) owned);
                visitor.accept((int) (owned >>> Integer.SIZE));
            }
        }
    }

    /** Calls {@code visitor} with the references of all slots that a token has, and with zeros. */
    static void forEachHeld(Memory memory, long page, IntConsumer visitor) {
        for (int index = 0; index < SLOTS && memory.getInt(page + AT_TYPE) == OF_SLOTS; index++) {
            if (isHeld(memory, page, index)) {
                long owned = memory.getLong(references(page, index));
                visitor.accept((int) owned);
                visitor.accept((int) (owned >>> Integer.SIZE));
            }
        }
    }

    /** How many slots a token has. */
    static int countHeld(Memory memory, long page) {
        int held = 0;
        for (int index = 0; index < SLOTS && memory.getInt(page + AT_TYPE) == OF_SLOTS; index++) {
            held += isHeld(memory, page, index) ? 1 : 0;
        }
        return held;
    }

    private static boolean isHeld(Memory memory, long page, int index) {
        byte state = memory.getByte(state(page, index));
        return state == LIVE || state == BUSY;
    }

    /** Whether a slot is dead. */
    static boolean hasDead(Memory memory, long page) {
        boolean has = false;
        for (int index = 0; index < SLOTS && memory.getInt(page + AT_TYPE) == OF_SLOTS; index++) {
            has |= memory.getByte(state(page, index)) == DEAD;
        }
        return has;
    }

    /** Frees a slot that owns something; adds the references to {@code drops}, which has room. */
    static void take(Memory memory, long page, int index, IntStack drops) {
        long owned = memory.getLong(references(page, index));
        memory.setByteRelease(state(page, index), FREE);
        drops.addUnlessNil((int) owned);
        drops.addUnlessNil((int) (owned >>> Integer.SIZE));
    }

    /**
     * Frees all slots of a page of a process that ended; adds the references that they owned to {@code drops}. Returns how many were busy,
     * whose references are lost.
     */
    static int takeAll(Memory memory, long page, IntStack drops) {
        int lost = 0;
        drops.expect(2 * SLOTS);
        for (int index = 0; index < SLOTS; index++) {
            byte state = memory.getByte(state(page, index));
            if (state == BUSY) {
                memory.setByteRelease(state(page, index), FREE);
                lost++;
            } else if (state != FREE) {
                take(memory, page, index, drops);
            }
        }
        return lost;
    }
}
