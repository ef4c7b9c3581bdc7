package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.StackRoom;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Waiters;
import dev.cairn.internal.life.Waiting;
import dev.cairn.internal.memory.Backoff;
import dev.cairn.internal.memory.SpinLock;
import java.lang.ref.Reference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The letters of one mailbox of this process: two lanes, and the right to take from them. */
public final class LetterQueue extends MailQueue {
    /*
     * A thread that takes letters, or closes, holds receiving. So there is one receiver at a time. It waits for stripes only as long as
     * their holders need, and never for relief or a collection.
     */
    private final LaneReceiver ordinary;
    private final LaneReceiver system;
    private final Waiters receivers;
    private final Waiters senders;
    private final SpinLock receiving = new SpinLock();
    private volatile boolean closed;

    /*
     * The error that cut a sender short, perhaps between its claim and its letter: then a receiver would wait for ever. Written in the
     * frame that caught it, without a call.
     */
    private volatile @Nullable Throwable gap;

    private LetterQueue(Core core, Stripe stripe, int capacity) {
        super(core);
        int node = Lanes.make(core, stripe, capacity, 0);
        Lanes lanes = new Lanes(core, node, capacity);
        this.ordinary = lanes.receiver(Lanes.ORDINARY);
        this.system = lanes.receiver(Lanes.SYSTEM);
        this.receivers = core.newWaiters();
        this.senders = core.newWaiters();
        stripe.registerHolder(this, node, 0, null);
    }

    /** An empty queue for at most {@code capacity} ordinary letters. They wait until it is closed or found dead. */
    public static LetterQueue make(Core core, int capacity) {
        return core.change(stripe -> new LetterQueue(core, stripe, capacity));
    }

    /** The largest capacity. */
    public static int capacityMax() {
        return Lane.CAPACITY_MAX;
    }

    @Override
    public Waiting receivers() {
        return receivers;
    }

    @Override
    public Waiting senders() {
        return senders;
    }

    @Override
    public Outcome offer(Stripe stripe, Envelope envelope, boolean isSystem) {
        Lane lane = (isSystem ? system : ordinary).lane;
        try {
            long claim = LaneSender.claim(core, stripe, lane);
            if (claim >= 0) {
                envelope.send(stripe, lane, claim);
            }
            return outcome(claim);
        } catch (Error e) {
            gap = e;
            throw e;
        }
    }

    @Override
    public Outcome offer(Draft draft) {
        try {
            long claim = draft.isShort() ? offerShort(draft) : Lane.NO_SEGMENT;
            return claim == Lane.NO_SEGMENT ? core.change(stripe -> offer(stripe, draft)) : outcome(claim);
        } catch (Error e) {
            gap = e;
            throw e;
        }
    }

    /** As {@link #offer(Draft)}, but makes no node and changes no count; returns the claim. */
    private long offerShort(Draft draft) {
        core.check();
        long claim = ordinary.lane.claim(0);
        if (claim >= 0) {
            draft.fill(ordinary.lane, claim, 0);
        }
        return claim;
    }

    private Outcome offer(Stripe stripe, Draft draft) {
        int owned = draft.prepare(core, stripe);
        long claim = LaneSender.claim(core, stripe, ordinary.lane, owned);
        if (claim >= 0) {
            stripe.holdObjects(Lane.segmentOf(claim));
            draft.fill(ordinary.lane, claim, owned);
        }
        return outcome(claim);
    }

    @Override
    public @Nullable Envelope poll() {
        receiving.acquire();
        try {
            if (closed) {
                return null;
            }
            Envelope first = take(system);
            return first == null ? take(ordinary) : first;
        } finally {
            receiving.held = 0;
        }
    }

    private @Nullable Envelope take(LaneReceiver receiver) {
        Envelope letter = receiver.take();
        if (letter == null) {
            requireNoGap(receiver.lane);
        }
        return letter;
    }

    /** Throws if the letter of a claimed place may never come. */
    private void requireNoGap(Lane lane) {
        Throwable cause = gap;
        if (cause != null && lane.size() > 0) {
            throw core.corrupt("a letter may never come, since its sender was cut short by " + cause, cause);
        }
    }

    @Override
    public int size() {
        try {
            return closed ? 0 : ordinary.lane.size();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** A receiver that sees a claimed place which is not filled yet sleeps for a moment only. */
    @Override
    public long rest(long nanos) {
        return isExpecting() ? Math.min(nanos, Backoff.SLEEP_NANOS) : nanos;
    }

    /** Whether letters are there, or being sent. A sender whose letter this does not see yet sees all earlier writes of the caller. */
    private boolean isExpecting() {
        try {
            return ordinary.lane.size() > 0 || system.lane.size() > 0;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Refuses letters from now on, and drops the waiting ones; also in a closed store. Returns whether the queue was open. */
    @Override
    public boolean close() {
        return close(_ -> {});
    }

    /** As {@link #close()}, but returns the load that waited: none if the queue was closed before, or if an error cut a sender short. */
    @Override
    public Load closeAndWeigh() {
        Load[] load = {new Load(0, 0)};
        close(lane -> load[0] = new Load(load[0].letters() + lane.size(), load[0].bytes() + lane.bytes(core)));
        return load[0];
    }

    private boolean close(Consumer<Lane> beforeSweep) {
        StackRoom.require();
        receiving.acquire();
        try {
            if (closed) {
                return false;
            }
            boolean isThere =
                    !core.isDetached(); // else other processes have the memory, in which nothing of this queue is left
            if (isThere) {
                system.lane.close();
                ordinary.lane.close();
            }
            closed = true;
            if (isThere && isComplete(system.lane) && isComplete(ordinary.lane)) {
                beforeSweep.accept(system.lane);
                beforeSweep.accept(ordinary.lane);
                core.reassign(stripe -> {
                    system.sweep(stripe);
                    ordinary.sweep(stripe);
                });
            }
            return true;
        } finally {
            receiving.held = 0;
            Reference.reachabilityFence(this);
        }
    }

    /** Waits for the letters that are being sent. Returns false if an error cut a sender short: then all are freed with the mailbox. */
    private boolean isComplete(Lane lane) {
        for (int tries = 0; !lane.isComplete(); tries++) {
            if (gap != null) {
                return false;
            }
            Backoff.pause(tries);
        }
        return true;
    }
}
