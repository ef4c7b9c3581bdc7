package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Writers;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.MailboxNode;
import dev.cairn.internal.node.ReferenceList;
import java.util.concurrent.TimeUnit;

/** The two lanes of a mailbox node: of a mailbox without a name, or of one process that sends to a mailbox with a name. */
final class Lanes {
    /** The index of the ordinary lane. */
    static final int ORDINARY = 0;

    /** The index of the system lane. */
    static final int SYSTEM = 1;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Memory memory;
    private final long at;
    private final LaneReceiver ordinary;
    private final LaneReceiver system;

    /** The place at which the receiver found no letter last, and when it asks next whether the sender is dead. */
    private int stuckAt = -1;

    private long looksAt;
    private final Patience patience;

    /** The lanes of {@code mailbox}, which stays as long as the caller reaches the mailbox's node. */
    Lanes(Core core, int mailbox, int capacity) {
        this.patience = new Patience();
        this.memory = core.memory();
        this.at = memory.at(mailbox);
        this.ordinary = new LaneReceiver(core, lane(ORDINARY, capacity));
        this.system = new LaneReceiver(core, lane(SYSTEM, Lane.CAPACITY_MAX));
    }

    private Lane lane(int index, int capacity) {
        return new Lane(memory, MailboxNode.lane(at, index), MailboxNode.head(at, index), capacity);
    }

    /** A mailbox node with empty lanes for a process with this {@code generation}, or 0 without a name; returns it owned. */
    static int make(Core core, Stripe stripe, int capacity, int generation) {
        Memory memory = core.memory();
        int mailbox = stripe.allocate(MailboxNode.BYTES, Kind.MAILBOX, 0, 0);
        ReferenceList.format(memory, memory.at(mailbox), MailboxNode.LANES);
        memory.setInt(memory.at(mailbox) + MailboxNode.AT_GENERATION, generation);
        Lanes made = new Lanes(core, mailbox, capacity);
        made.ordinary.lane.empty();
        made.system.lane.empty();
        return mailbox;
    }

    /** The receiving side of a lane. */
    LaneReceiver receiver(int index) {
        return index == ORDINARY ? ordinary : system;
    }

    /** A lane. */
    Lane lane(int index) {
        return receiver(index).lane;
    }

    /** The generation of the process that sends, or sent last. */
    int generation() {
        return memory.getIntAcquire(at + MailboxNode.AT_GENERATION);
    }

    /** The process with this {@code generation} sends from now on. The one before is dead. */
    void begin(int generation) {
        ordinary.lane.endSenders();
        system.lane.endSenders();
        memory.setIntRelease(at + MailboxNode.AT_GENERATION, generation);
    }

    /** Refuses all further letters. */
    void close() {
        ordinary.lane.close();
        system.lane.close();
    }

    /** Whether letters wait, or are being sent. */
    boolean isExpecting() {
        return ordinary.lane.size() > 0 || system.lane.size() > 0;
    }

    /**
     * Whether the process with {@code row} that sends here has been dead for some time, in which the receiver has found no letter at the next place.
     * Asks once a millisecond.
     */
    boolean isSenderGone(int index, Writers writers, int row) {
        int place = lane(index).received() << 1 | index;
        long now = System.nanoTime();
        if (place != stuckAt) {
            stuckAt = place;
            looksAt = now + LOOK_NANOS;
            patience.begin();
        }
        if (now - looksAt < 0) {
            return false;
        }
        looksAt = now + LOOK_NANOS;
        return patience.isOver(writers, row, generation());
    }
}
