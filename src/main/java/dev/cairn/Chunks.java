package dev.cairn;

import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorChange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A vector's leaves as segments. */
final class Chunks {
    private Chunks() {}

    static Stream<MemorySegment> of(VectorBase settled, int size) {
        VectorBase base = settled.confinement() == null ? settled : VectorChange.keep(settled);
        Arena arena = Arena.ofAuto();
        int step = base.type().leafElements();
        return IntStream.range(0, (int) ((size + (long) step - 1) / step)).mapToObj(leaf -> {
            base.check();
            try {
                int from = leaf * step;
                long bytes = (long) Math.min(step, size - from) * base.type().width();
                return base.memory().view(base.leafBody(from), bytes, arena, base);
            } finally {
                Reference.reachabilityFence(base);
            }
        });
    }
}
