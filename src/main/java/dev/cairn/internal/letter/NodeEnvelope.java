package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Token;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A letter that is a node. A letter that was made here has its own token. A received letter is owned by its place, and its batch has
 * the token. A light letter that was read stays in its place until the whole batch is done, because that takes no stripe.
 */
public final class NodeEnvelope extends Envelope {
    private final int node;
    private final long body;
    private final @Nullable LetterBatch batch;
    private final int place;
    private final @Nullable Token token;

    /** A letter that was not sent yet. Takes {@code node}. */
    public NodeEnvelope(Core core, Stripe stripe, int node) {
        super(core);
        this.node = node;
        this.body = LetterNode.body(core, node);
        this.batch = null;
        this.place = 0;
        this.token = stripe.registerHolder(this, node, 0, null);
    }

    /** The letter {@code node} in the place {@code place} of the segment that {@code batch} owns. */
    NodeEnvelope(Core core, LetterBatch batch, int place, int node) {
        super(core);
        this.node = node;
        this.body = LetterNode.body(core, node);
        this.batch = batch;
        this.place = place;
        this.token = null;
    }

    @Override
    public int words() {
        return LetterNode.words(core, node);
    }

    @Override
    public long word(long index) {
        return core.memory().getLong(body + index * Long.BYTES);
    }

    @Override
    void drop() {
        LetterBatch from = batch;
        try {
            if (from != null && LetterNode.isLight(core, node)) {
                from.finish(1);
            } else {
                core.reassign(stripe -> stripe.drop(takeOut(stripe)));
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    void fill(Stripe stripe, Lane lane, long claim) {
        lane.fill(claim, takeOut(stripe));
    }

    private int takeOut(Stripe stripe) {
        if (batch == null) {
            return Objects.requireNonNull(token).takeFirst();
        }
        return batch.takeOut(stripe, place);
    }
}
