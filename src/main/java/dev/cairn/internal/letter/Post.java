package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.StackRoom;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Waiting;
import dev.cairn.internal.life.Writers;
import dev.cairn.internal.memory.SpinLock;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A mailbox with a name, as this process sees it: any process sends, and one receives. A process has one of these for each mailbox. */
public final class Post {
    /*
     * Protocol. The words are those of PostNode and, for each lane, of Lane.
     *   sender     1  once in the life of a process: make a mailbox node in the process's place of the list, or go on with the one of a dead process:
     *                 ended := number of the tail, for each lane; then generation := its own
     *              2  claim a place and fill it (Lane); full fence; set the bit of the row; ring for receivers. An error between leaves a gap,
     *                 which the process closes later (Gaps)
     *   receiver   1  compare-and-set owner from 0, or from a dead process, to itself. Wait until taking is 0, or its process has been dead for some time.
     *                 End the step of the last receiver into the next segment, set the bits of all rows. If taker is another process: if that is
     *                 dead, lost := lost + taken since begun - finished; begun := taken; period + 1; finished := 0; taker := itself
     *              2  compare-and-set taking from 0 to itself; unless owner is still itself, taking := 0, and end
     *              3  look at the lanes of the rows whose bits are set; clear the bit of an empty lane, and look at it again
     *              4  a claimed place that is empty: if its number is below ended, or the process with the lane's generation has been dead for some time,
     *                 look again, and skip it, or link its segment
     *              5  taking := 0
     *              6  a letter was opened, closed or sent on: finished + 1, if the period is that in which it was taken
     *              7  who ends it by its own will: owner := 0
     *   remover    closed := REMOVED; full fence; close all lanes; take the name away. Who receives, or could, sets closed to DROPPED and drops all letters.
     *              A sender closes its new lanes if it finds closed set after it put them into the list.
     *
     * Invariants
     *   M1  one process receives: owner names it, and changes hands only by its own will or after its death. It takes letters only while taking
     *       names it, too.
     *   M2  in a lane one process sends at a time: that with the row. The next one begins after the death of the one before.
     *   M3  a place is skipped only if the process that claimed it is dead, which the receiver has seen after the claim: it reads the tail, then ended
     *       and the generation. A process has written its generation before it claims. So a letter whose sending returned is never skipped.
     *   M4  letters of one process are taken in the order in which they were sent (Q5). A letter is taken once.
     *   M5  a lane with letters has its bit set, or its sender is about to set it: the sender claims before it reads the bits, and the receiver clears
     *       the bit before it reads the tail. What a killed sender left without a bit is found by who goes on in its lane, or adopts the mailbox.
     *   M6  counts are never too low: what the node owns is counted before it is in the list, a place or a link.
     *   M7  of the letters that were taken since begun, those that are not finished are open in the process that taker names, or were let go there.
     * A process that lost its locks by accident, as part of it opened and closed the lock file, counts as dead before it knows of that. It is
     * no receiver any more as soon as another one has set owner. If it is just taking a letter then, taking says so, and the other one waits for that
     * (both write before they read). A claimed place of its lanes is not skipped so soon. The time is longer than such a process works on. Only if
     * it is stopped in the middle of taking or sending for so long, too, a letter can come twice, or be lost.
     * Evidence: PostHandoverTest (by steps, with twins), MailboxKillPointTest (at each write), MailboxProcessTest, MailboxTortureTest (processes, killed
     * at random), NamedMailboxTest.
     */
    /** The capacity of a mailbox without a bound. */
    public static final int CAPACITY_MAX = Lane.CAPACITY_MAX;

    private final Core core;
    private final String name;
    private final PostNode node;
    private final Writers writers;
    private final PostReceiver receiver;
    private final BellWaiting receivers;
    private final BellWaiting senders;
    private final SpinLock beginning = new SpinLock();

    /** What senders of this process left undone. */
    final Gaps gaps;

    /** Kept here: the reclaimer refers to it weakly. */
    private final Runnable mending = this::mend;

    /** The lanes in which this process sends; null before it sent. */
    private volatile @Nullable Lanes own;

    /** The mailbox with this {@code node}, which the caller can reach. */
    public Post(Core core, Stripe stripe, String name, int node) {
        this(core, stripe, name, node, core.writers());
    }

    /** As it is seen by the process that {@code writers} says. */
    Post(Core core, Stripe stripe, String name, int node, Writers writers) {
        this.core = core;
        this.name = name;
        this.node = new PostNode(core, node);
        this.writers = writers;
        this.receiver = new PostReceiver(core, this.node, writers);
        this.gaps = new Gaps(core.memory());
        this.receivers = this.node.bell(PostNode.AT_RECEIVERS);
        this.senders = this.node.bell(PostNode.AT_SENDERS);
        stripe.registerHolder(this, core.counts().raise(node), 0, null);
    }

    /** The node of a new mailbox, owned. */
    public static int make(Core core, Stripe stripe, int capacity) {
        return PostNode.make(core, stripe, capacity);
    }

    /** Whether the mailbox with this {@code node} was removed. */
    public static boolean isRemoved(Core core, int node) {
        return PostNode.isRemoved(core, node);
    }

    String name() {
        return name;
    }

    /** The mailbox's node. */
    public int node() {
        return node.node();
    }

    /** How many letters of each process can wait. */
    public int capacity() {
        return node.capacity();
    }

    Core core() {
        return core;
    }

    Waiting receivers() {
        return receivers;
    }

    Waiting senders() {
        return senders;
    }

    boolean isRemoved() {
        try {
            return !core.isDetached() && node.isRemoved();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The lanes in which this process sends. Makes them if this is the first letter. Without a stripe. */
    Lanes own() {
        Lanes known = own;
        return known == null ? begin() : known;
    }

    private Lanes begin() {
        int row = writers.row();
        if (node.lanes(row) == null) {
            core.change(stripe -> {
                node.addLanes(stripe, row, writers.generation());
                return this;
            });
        }
        Lanes begun = Objects.requireNonNull(node.lanes(row));
        beginning.acquire();
        try {
            if (own == null) {
                begin(begun, row);
                core.reclaimer().chores.add(mending);
                own = begun;
            }
            return begun;
        } finally {
            beginning.held = 0;
            Reference.reachabilityFence(this);
        }
    }

    private void begin(Lanes begun, int row) {
        if (begun.generation() != writers.generation()) {
            begun.begin(writers.generation());
        }
        for (int lane = Lanes.ORDINARY; lane <= Lanes.SYSTEM; lane++) {
            if (begun.lane(lane).size() > 0) {
                node.noteLetters(lane, row);
            }
        }
        VarHandle.fullFence();
        if (node.isRemoved()) {
            begun.close();
        }
    }

    /** A letter of this process was written into its lane {@code lane}. */
    void sent(int lane) {
        VarHandle.fullFence();
        node.noteLetters(lane, writers.row());
    }

    /** Lets the receiver pass what senders of this process left undone that an error cut short. */
    void mend() {
        if (!gaps.areLeft) {
            return;
        }
        StackRoom.require();
        try {
            core.reassign(_ -> {
                gaps.close();
                sent(Lanes.ORDINARY);
                sent(Lanes.SYSTEM);
            });
            receivers.wakeFirst();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** As {@link PostReceiver#poll}. */
    @Nullable
    Envelope poll(PostReceiver.Part part, LongFunction<RuntimeException> refusal) {
        try {
            return receiver.poll(part, refusal);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** A letter that the handle with {@code part} took was opened, closed or sent on. */
    void finished(PostReceiver.Part part) {
        try {
            if (!core.isDetached()) {
                node.finished(part.period());
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    int lost() {
        try {
            return core.isDetached() ? 0 : node.lost();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    int size() {
        return sum(from -> from.lane(Lanes.ORDINARY).size());
    }

    boolean isExpecting() {
        return sum(from -> from.isExpecting() ? 1 : 0) > 0;
    }

    private int sum(ToIntFunction<Lanes> part) {
        try {
            int sum = 0;
            for (int row = 0; row < PostNode.ROWS && !core.isDetached(); row++) {
                Lanes from = node.lanes(row);
                sum += from == null ? 0 : part.applyAsInt(from);
            }
            return sum;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** A handle is closed that has received. */
    void leave() {
        try {
            receiver.leave();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Closes the mailbox for all processes. The caller takes its name away then. */
    public void remove() {
        node.become(PostNode.OPEN, PostNode.REMOVED);
        VarHandle.fullFence();
        for (int row = 0; row < PostNode.ROWS; row++) {
            Lanes closed = node.lanes(row);
            if (closed != null) {
                closed.close();
            }
        }
    }

    /** Drops all letters of the mailbox, which was removed, unless another process receives; and wakes all that wait. */
    public void endRemoval() {
        try {
            receiver.endRemoval();
            receivers.wakeFirst();
            senders.wakeFirst();
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
