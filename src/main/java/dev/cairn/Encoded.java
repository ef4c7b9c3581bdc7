package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.Stretch;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorBuilder;
import dev.cairn.internal.trie.vector.VectorDraft;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and compares elements with a codec in place: encoded in the store, or prepared on the heap. */
final class Encoded {
    private Encoded() {}

    private static Object prepared(Stretch stretches, int index) {
        return Objects.requireNonNull(Objects.requireNonNull(stretches.prepared())[stretches.place(index)]);
    }

    /** The element {@code index} of a version with pending edits. */
    static <T extends @Nullable Object> T get(AbstractVector<T, ?> version, SlotCodec<T> slots, int index) {
        if (version.pending instanceof HeapVector small) {
            return slots.restore(Objects.requireNonNull(small.prepared(version.begin() + index)));
        }
        VectorBase readable = version.readable();
        int entry = version.pending(readable, index);
        if (entry >= 0) {
            return slots.restore(Objects.requireNonNull(version.pending().prepared(entry)));
        }
        try {
            return slots.load(readable.core(), version.elementAt(readable, index));
        } finally {
            Reference.reachabilityFence(readable);
            Reference.reachabilityFence(version);
        }
    }

    /** The element {@code index} of a builder. */
    static <T extends @Nullable Object> T get(Object builder, VectorDraft elements, SlotCodec<T> slots, int index) {
        VectorBuilder stored = elements.stored();
        if (stored == null) {
            return slots.restore(Objects.requireNonNull(elements.prepared(index)));
        }
        try {
            return slots.load(elements.core(), stored.elementAt(index));
        } finally {
            Reference.reachabilityFence(builder);
        }
    }

    static <T extends @Nullable Object> T element(SlotCodec<T> slots, Core core, Stretch stretches, int index) {
        return stretches.isStored() ? slots.load(core, stretches.at(index)) : slots.restore(prepared(stretches, index));
    }

    static boolean isAt(SlotCodec<?> slots, Core core, Stretch stretches, int index, Object prepared) {
        return stretches.isStored()
                ? slots.isAt(core, stretches.at(index), prepared)
                : slots.isSame(prepared(stretches, index), prepared);
    }

    static boolean isSame(SlotCodec<?> slots, Core core, Stretch a, Stretch b, int index) {
        return a.isStored()
                ? slots.isAt(core, a.at(index), prepared(b, index))
                : isAt(slots, core, b, index, prepared(a, index));
    }

    /** The hash of the element {@code index} of {@code stretches}. */
    static long hash(SlotCodec<?> slots, Core core, Stretch stretches, int index, long seed) {
        return stretches.isStored()
                ? slots.hashAt(core, stretches.at(index), seed)
                : slots.hash(prepared(stretches, index), seed);
    }
}
