package dev.cairn.codec;

import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.Prepared;
import org.jspecify.annotations.Nullable;

/** A collection of ours, in which changes may wait until it is saved, and what is needed to refer to it in its store. */
final class HeldStone extends Held implements Prepared.Waiting {
    final Core core;
    final LetterBridge.Ready ready;

    private HeldStone(Object value, Core core, LetterBridge.Ready ready) {
        super(value);
        this.core = core;
        this.ready = ready;
    }

    static HeldStone of(LetterBridge stones, Object version) {
        Core core = stones.coreOf(version);
        return new HeldStone(version, core, stones.ready(core, version));
    }

    /** Throws unless it lies in {@code store}. */
    void check(Core store) {
        if (core != store) {
            LetterBridge.get().ready(store, value);
        }
    }

    @Override
    public void writePending() {
        ready.writePending();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // asked for
    public boolean isOne(@Nullable Object other) {
        return other instanceof HeldStone that && value == that.value;
    }

    @Override
    public int weight() {
        return ready.weight();
    }
}
