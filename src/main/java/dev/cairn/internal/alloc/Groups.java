package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;

/**
 * A group is up to 64 neighbouring blocks of a slab, with one bit each for <em>free</em>. Blocks go between the reclaimer and the
 * magazines by groups, over one lock-free stack a size class.
 */
public final class Groups {
    /*
     * Layout of a group header (16 bytes, in its slab's head): free64 | next32 | state32
     * Layout of a class head: [tag32 | group32], group = granule of the group header, 0 = empty
     *
     * Concurrency
     *   A mutator takes a group:  pop it by compare-and-set of the head (tag + 1); bits := getAndSet(free, 0); state := OFF (release).
     *   The reclaimer frees a block:  free |= bit (atomic).  At the end of a cycle: if state is OFF (acquire), and after that bits are
     *   set, state := ON, push by compare-and-set (tag + 1).  A slab is given back only when all its groups are OFF and full.
     * Invariants
     *   G1  a set bit is a free block that is in no magazine: only the getAndSet of the thread that popped the group takes bits away.
     *   G2  a group is on its stack at most once: only the reclaimer pushes, only after it saw OFF; only the popping thread sets OFF.
     *   G3  until the popping thread is done the state is ON, so the slab is not given back. Bits that were read before OFF was seen may
     *       have been taken since; a group without bits must not be pushed.
     *   G4  a head never repeats: each push and pop raises the 32-bit tag, so a stale compare-and-set fails.
     * Evidence: GroupStackStress (jcstress) with its twin without a tag, GroupBitsStress, GroupOfferStress; GroupsTest.
     */
    static final int HEADER = 16;
    static final int AT_NEXT = 8;
    private static final int AT_STATE = 12;
    private static final int OFF = 0;
    private static final int ON = 1;
    private static final long TAG_ONE = 1L << 32;
    private static final long REF_MASK = 0xFFFF_FFFFL;

    private final Memory memory;

    Groups(Memory memory) {
        this.memory = memory;
    }

    private long head(int sizeClass) {
        return memory.atOffset(Superblock.AT_CLASS_HEADS + 8L * sizeClass);
    }

    /** Pops a group off the stack of {@code sizeClass}; returns the address of its header, or 0. It stays ON until {@link #take}. */
    long pop(int sizeClass) {
        long head = head(sizeClass);
        while (true) {
            long seen = memory.getLongAcquire(head);
            int group = (int) seen;
            if (group == 0) {
                return 0;
            }
            long at = memory.at(group);
            int next = memory.getIntAcquire(at + AT_NEXT);
            if (memory.casLong(head, seen, ((seen & ~REF_MASK) + TAG_ONE) | (next & REF_MASK))) {
                return at;
            }
        }
    }

    /** Whether a group is on the stack of {@code sizeClass}. */
    boolean areOffered(int sizeClass) {
        return (int) memory.getLongAcquire(head(sizeClass)) != 0;
    }

    /** Takes all groups off their stacks; they stay ON. Alone in the store. */
    void emptyStacks(int sizeClasses) {
        for (int c = 0; c < sizeClasses; c++) {
            long seen = memory.getLongAcquire(head(c));
            memory.setLongRelease(head(c), (seen & ~REF_MASK) + TAG_ONE);
        }
    }

    /** Takes the free bits of a group that the caller popped or just formatted, and sets it OFF. */
    long take(long group) {
        long bits = memory.getAndSetLong(group, 0);
        memory.setIntRelease(group + AT_STATE, OFF);
        return bits;
    }

    /** Sets a group OFF that is on no stack, and leaves its bits. Reclaimer only. */
    void putAside(long group) {
        memory.setIntRelease(group + AT_STATE, OFF);
    }

    /** Marks blocks as free. Reclaimer only. */
    void addBits(long group, long bits) {
        long before = memory.getAndOrLong(group, bits);
        if ((before & bits) != 0) {
            throw new IllegalStateException("I11: block freed twice in group " + memory.offset(group));
        }
    }

    /** The free bits now. */
    long bits(long group) {
        return memory.getLongAcquire(group);
    }

    boolean isOff(long group) {
        return memory.getIntAcquire(group + AT_STATE) == OFF;
    }

    /** Pushes a group if it is OFF and has {@code atLeast} free blocks. Reclaimer only. */
    void offer(int sizeClass, long group, int atLeast) {
        if (isOff(group) && Long.bitCount(bits(group)) >= atLeast) {
            push(sizeClass, group);
        }
    }

    /** Pushes a group that is OFF. Only the reclaimer, or the thread that just formatted the slab. */
    void push(int sizeClass, long group) {
        long head = head(sizeClass);
        memory.setIntRelease(group + AT_STATE, ON);
        while (true) {
            long seen = memory.getLongAcquire(head);
            memory.setIntRelease(group + AT_NEXT, (int) seen);
            long pushed = ((seen & ~REF_MASK) + TAG_ONE) | (memory.reference(group) & REF_MASK);
            if (memory.casLong(head, seen, pushed)) {
                return;
            }
        }
    }

    /** Writes the header of a group whose first {@code blocks} blocks are free. It is ON, so that only the caller pushes or takes it. */
    void format(long group, int blocks) {
        memory.setLong(group, blocks == 64 ? -1L : (1L << blocks) - 1);
        memory.setInt(group + AT_NEXT, 0);
        memory.setInt(group + AT_STATE, ON);
    }
}
