package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.SlotCodec;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The bases of a store's empty vectors, by codec: remembers some of those that were asked for last, but keeps none alive. */
public final class EmptyVectors {
    private static final int ROOM = 16;

    private final Core core;
    private final AtomicReferenceArray<@Nullable WeakReference<VectorBase>> bases = new AtomicReferenceArray<>(ROOM);

    /** None yet, of the store {@code core}. */
    public EmptyVectors(Core core) {
        this.core = core;
    }

    public VectorBase of(SlotCodec<?> slots) {
        int place = System.identityHashCode(slots) & (ROOM - 1);
        WeakReference<VectorBase> known = bases.getAcquire(place);
        VectorBase base = known == null ? null : known.get();
        if (base == null || !base.type().isOf(slots)) {
            base = VectorBase.empty(VectorType.of(core, slots));
            bases.setRelease(place, new WeakReference<>(base));
        }
        return base;
    }
}
