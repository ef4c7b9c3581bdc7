package dev.cairn.internal.node;

import dev.cairn.internal.memory.Memory;

/** The layout of a mailbox's node: two lanes, and the first segments of both. */
public final class MailboxNode {
    /*
     * Layout
     *     header 32 | heads of the lanes 2 * 4 | generation 4 | pad 84 | ordinary lane 256 | system lane 256
     *
     * Senders and the receiver write to different cache lines: senders to the first words of a lane, the receiver to those 128 bytes on. The
     * receiver also reads the line of the heads, which a sender writes once, for the first segment.
     */
    /** The number of lanes: that of ordinary letters, and that of system letters. */
    public static final int LANES = 2;

    /** The offset of the generation of the process that sends, in a mailbox node of a {@link Kind#POST}. */
    public static final int AT_GENERATION = Node.BEARING_HEADER + LANES * Integer.BYTES;

    /** The offset of the ordinary lane. The system lane follows. */
    public static final int AT_LANES = 128;

    /** The bytes of a lane. Its first word is its tail. */
    public static final int LANE_BYTES = 256;

    /** The bytes of the node. */
    public static final int BYTES = AT_LANES + LANES * LANE_BYTES;

    /** The offset in a lane of the number of letters that were taken. */
    public static final int LANE_AT_TAKEN = 128;

    /** The offset in a lane of [number32 | segment32]: the receiver's segment, and the number of its first letter. */
    public static final int LANE_AT_CURSOR = LANE_AT_TAKEN + Long.BYTES;

    /** The bit of a tail that says that the lane is closed. */
    public static final long CLOSED_BIT = 1L << 31;

    /** How many references a segment has: to the next one, and to 64 letters. */
    public static final int SEGMENT_LISTED = 65;

    private MailboxNode() {}

    /** The address of the lane {@code index} of the node at {@code at}. */
    public static long lane(long at, int index) {
        return at + AT_LANES + (long) index * LANE_BYTES;
    }

    /** The address of the reference to the first segment of the lane {@code index} of the node at {@code at}. */
    public static long head(long at, int index) {
        return ReferenceList.place(at, index);
    }

    /** The last segment that a lane's tail names. */
    public static int segment(long tail) {
        return (int) (tail >>> Integer.SIZE);
    }

    /** The receiver's segment in the lane at {@code lane}, or 0. */
    public static int receiving(Memory memory, long lane) {
        return (int) memory.getLong(lane + LANE_AT_CURSOR);
    }

    /** The address of the reference to the segment after {@code before}; nil is before the first, to which the reference at {@code head} leads. */
    public static long link(Memory memory, long head, int before) {
        return before == 0 ? head : ReferenceList.place(memory.at(before), 0);
    }

    /** The address of the number of the segment before, which does not own it: 0 if there was none. */
    public static long before(Memory memory, int segment) {
        return ReferenceList.place(memory.at(segment), SEGMENT_LISTED);
    }
}
