package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.vector.VectorType;
import java.lang.ref.WeakReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The geometry of vectors of one codec; remembers that of the store asked for last, but does not keep the store alive. */
final class ElementType implements Function<Core, VectorType> {
    private final SlotCodec<?> slots;
    private volatile WeakReference<@Nullable VectorType> last = new WeakReference<>(null);

    ElementType(SlotCodec<?> slots) {
        this.slots = slots;
    }

    @Override
    public VectorType apply(Core core) {
        VectorType known = last.get();
        if (known == null || known.core() != core) {
            known = VectorType.of(core, slots);
            last = new WeakReference<>(known);
        }
        return known;
    }
}
