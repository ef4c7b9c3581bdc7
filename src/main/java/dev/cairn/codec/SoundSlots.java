package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.SlotCheck;
import dev.cairn.internal.slot.SlotCodec;

/** What the slots of a codec of this library must be. The codec knows the rest of them. */
interface SoundSlots extends SlotCheck {
    /** The codec. */
    SlotCodec<?> codec();

    @Override
    default Shape shape() {
        return codec().shape();
    }

    @Override
    default boolean isCopied() {
        return codec().copiesAll();
    }

    @Override
    default long hashAt(Core core, long at, long seed) {
        return codec().hashAt(core, at, seed);
    }
}
