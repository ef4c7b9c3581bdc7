package dev.cairn.internal.letter;

import dev.cairn.internal.life.StackRoom;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Waiting;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A handle of a mailbox with a name. All handles of this process share its {@link Post}. */
public final class PostQueue extends MailQueue {
    private static final long EXPECTING_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int COLD_LETTERS = 10_000;

    private final Post post;
    private final LongFunction<RuntimeException> otherReceiver;
    private volatile boolean closed;

    /** How many more letters check the stack before they are sent. Code that is not compiled yet needs most stack. */
    private int coldLetters = COLD_LETTERS;

    /** The part of this handle in receiving. It begins under the monitor, as closing. */
    private final PostReceiver.Part part = new PostReceiver.Part();

    /** A handle of {@code post}. {@code otherReceiver} makes the exception that says which process receives. */
    public PostQueue(Post post, LongFunction<RuntimeException> otherReceiver) {
        super(post.core());
        this.post = post;
        this.otherReceiver = otherReceiver;
    }

    @Override
    public void prepare() {
        post.mend();
        post.own();
    }

    /*
     * Each of the next three notes a claim that was not filled in the frame that has it: see Gaps. So there is no call between the claim and the
     * try.
     */
    @Override
    public Outcome offer(Stripe stripe, Envelope envelope, boolean isSystem) {
        int index = isSystem ? Lanes.SYSTEM : Lanes.ORDINARY;
        Lane lane = post.own().lane(index);
        Gaps gaps = post.gaps;
        long claim = closed ? Lane.CLOSED : LaneSender.claim(core, stripe, lane);
        if (claim >= 0) {
            try {
                envelope.send(stripe, lane, claim);
                post.sent(index);
            } catch (Error e) {
                gaps.claims[(int) claim & Gaps.MASK] = claim;
                gaps.areLeft = true;
                throw e;
            }
        }
        return outcome(claim);
    }

    @Override
    public Outcome offer(Draft draft) {
        core.check();
        post.mend();
        Lane lane = post.own().lane(Lanes.ORDINARY);
        if (closed) {
            return Outcome.CLOSED;
        }
        long claim = draft.isShort() ? offerShort(lane, draft) : Lane.NO_SEGMENT;
        return claim == Lane.NO_SEGMENT ? core.change(stripe -> offer(stripe, lane, draft)) : outcome(claim);
    }

    private long offerShort(Lane lane, Draft draft) {
        if (coldLetters > 0) {
            coldLetters--;
            StackRoom.require();
        }
        Gaps gaps = post.gaps;
        long claim = lane.claim(0);
        if (claim >= 0) {
            try {
                draft.fill(lane, claim, 0);
                post.sent(Lanes.ORDINARY);
                core.check(); // if the store was closed meanwhile, the letter may not be in the file
            } catch (Error e) {
                gaps.claims[(int) claim & Gaps.MASK] = claim;
                gaps.areLeft = true;
                throw e;
            }
        }
        return claim;
    }

    private Outcome offer(Stripe stripe, Lane lane, Draft draft) {
        int owned = draft.prepare(core, stripe);
        Gaps gaps = post.gaps;
        long claim = LaneSender.claim(core, stripe, lane, owned);
        if (claim >= 0) {
            try {
                stripe.holdObjects(Lane.segmentOf(claim));
                draft.fill(lane, claim, owned);
                post.sent(Lanes.ORDINARY);
            } catch (Error e) {
                gaps.claims[(int) claim & Gaps.MASK] = claim;
                gaps.areLeft = true;
                throw e;
            }
        }
        return outcome(claim);
    }

    @Override
    public @Nullable Envelope poll() {
        if (closed) {
            return null;
        }
        post.mend();
        return part.hasBegun() ? post.poll(part, otherReceiver) : pollFirst();
    }

    private synchronized @Nullable Envelope pollFirst() {
        return closed ? null : post.poll(part, otherReceiver);
    }

    @Override
    public void finished() {
        post.finished(part);
    }

    @Override
    public int lost() {
        return post.lost();
    }

    @Override
    public int size() {
        return closed ? 0 : post.size();
    }

    @Override
    public long rest(long nanos) {
        return post.isExpecting() ? Math.min(nanos, EXPECTING_NANOS) : nanos;
    }

    @Override
    public Waiting receivers() {
        return post.receivers();
    }

    @Override
    public Waiting senders() {
        return post.senders();
    }

    @Override
    public boolean isClosed() {
        return closed || post.isRemoved();
    }

    /** Lets go of this handle only: the mailbox and its letters stay. */
    @Override
    public synchronized boolean close() {
        if (closed) {
            return false;
        }
        closed = true;
        if (part.hasBegun()) {
            post.leave();
        }
        return true;
    }

    @Override
    public Load closeAndWeigh() {
        close();
        return new Load(0, 0);
    }

    /** What has this name. */
    public String name() {
        return post.name();
    }
}
