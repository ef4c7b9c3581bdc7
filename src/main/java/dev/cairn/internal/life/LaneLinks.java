package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MailboxNode;
import dev.cairn.internal.node.ReferenceList;

/** Links the segments of named mailboxes that processes which were killed had claimed and not linked. */
public final class LaneLinks {
    /*
     * Nothing but the tail of a lane names such a segment, and it has one count, which is that of the link. A recount would free it (Q6 in
     * Lane). So it is linked before each recount that frees, and while all stand still: then whoever is between claim and link is dead, since
     * a living sender holds a stripe there. The receiver links it, too, as soon as it gets there. Nobody else does.
     */
    private LaneLinks() {}

    /**
     * The segment behind {@code last}, which is the last one that is linked, or 0 if none is: the one that the lane's tail leads to by way of the
     * segments before. 0 if there is none. The receiver does not go on meanwhile.
     */
    public static int unlinked(Memory memory, long lane, int last) {
        int segment = MailboxNode.segment(memory.getLongAcquire(lane));
        while (segment != last) {
            int before = memory.getInt(MailboxNode.before(memory, segment));
            if (before == last) {
                return segment;
            }
            if (before == 0) {
                throw new IllegalStateException("Q6: the segments of a mailbox do not lead back to segment " + last);
            }
            segment = before;
        }
        return 0;
    }

    /** Links all of the mailbox with the node {@code post}. Nobody sends or receives meanwhile. */
    static void mend(Memory memory, int post) {
        for (int i = 0; i < ReferenceList.count(memory, memory.at(post)); i++) {
            int mailbox = memory.getIntAcquire(ReferenceList.place(memory.at(post), i));
            if (mailbox != 0) {
                mendLanes(memory, mailbox);
            }
        }
    }

    private static void mendLanes(Memory memory, int mailbox) {
        long at = memory.at(mailbox);
        for (int i = 0; i < MailboxNode.LANES; i++) {
            long lane = MailboxNode.lane(at, i);
            if ((memory.getLongAcquire(lane) & MailboxNode.CLOSED_BIT) == 0) {
                mend(memory, lane, MailboxNode.head(at, i), MailboxNode.receiving(memory, lane));
            }
        }
    }

    private static void mend(Memory memory, long lane, long head, int from) {
        for (int last = from; ; ) {
            long link = MailboxNode.link(memory, head, last);
            int next = memory.getIntAcquire(link);
            if (next == 0) {
                next = unlinked(memory, lane, last);
                if (next == 0) {
                    return;
                }
                memory.setIntRelease(link, next);
            }
            last = next;
        }
    }
}
