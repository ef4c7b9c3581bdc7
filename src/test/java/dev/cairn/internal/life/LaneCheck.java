package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.ReferenceList;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Finds the segments of the lanes of a mailbox, as docs/layout.md describes them, also those that a dead sender did not link (Q6). */
final class LaneCheck {
    private static final int LANES = 2;
    private static final int AT_LANES = 128;
    private static final int LANE_BYTES = 256;
    private static final int AT_CURSOR = 136;
    private static final long CLOSED = 1L << 31;
    private static final int LISTED = 65;

    private final Memory memory;
    private final boolean goesBack;

    /** If not {@code goesBack}, it finds only what is linked. */
    LaneCheck(Memory memory, boolean goesBack) {
        this.memory = memory;
        this.goesBack = goesBack;
    }

    /** Checks the lanes of {@code mailbox}. Tells {@code owns} of each segment that is to be linked and will have one more owner then. */
    void check(int mailbox, IntPredicate isAllocated, IntConsumer owns, Consumer<String> report) {
        long at = memory.at(mailbox);
        for (int lane = 0; lane < LANES; lane++) {
            long start = at + AT_LANES + (long) LANE_BYTES * lane;
            long tail = memory.getLongAcquire(start);
            if ((tail & CLOSED) == 0) {
                check(memory.getInt(ReferenceList.place(at, lane)), (int) (tail >>> 32), isAllocated, owns, report);
                int receiving = (int) memory.getLong(start + AT_CURSOR);
                if (receiving != 0 && !isAllocated.test(receiving)) {
                    report.accept("Q the cursor names a free block");
                }
            }
        }
    }

    private void check(int head, int last, IntPredicate isAllocated, IntConsumer owns, Consumer<String> report) {
        Set<Integer> linked = new HashSet<>();
        for (int segment = head; segment != 0 && isAllocated.test(segment) && linked.add(segment); ) {
            segment = memory.getInt(ReferenceList.place(memory.at(segment), 0));
        }
        linked.add(0);
        int segment = last;
        while (linked.add(segment)) {
            if (!goesBack || !isAllocated.test(segment)) {
                report.accept("Q letters are cut off");
                return;
            }
            int before = memory.getInt(ReferenceList.place(memory.at(segment), LISTED));
            int link = before == 0 ? head : memory.getInt(ReferenceList.place(memory.at(before), 0));
            if (link == 0) {
                owns.accept(segment);
            } else if (link != segment) {
                report.accept("Q another segment is in the place of one that is not linked");
            }
            segment = before;
        }
    }
}
