package dev.cairn.codec;

import dev.cairn.internal.letter.Stones;
import dev.cairn.internal.life.Core;

/** A collection of ours, in which no change waits, and what is needed to refer to it in its store. */
final class HeldStone extends Held {
    final Core core;
    final Stones.Ready ready;

    private HeldStone(Object value, Core core, Stones.Ready ready) {
        super(value);
        this.core = core;
        this.ready = ready;
    }

    static HeldStone of(Stones stones, Object version) {
        Core core = stones.coreOf(version);
        return new HeldStone(version, core, stones.requireReady(core, version));
    }

    /** Throws unless it lies in {@code store}. */
    void check(Core store) {
        if (core != store) {
            Stones.known().requireReady(store, value);
        }
    }
}
