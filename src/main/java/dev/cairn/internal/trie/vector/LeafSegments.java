package dev.cairn.internal.trie.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The leaves of a vector as memory segments. */
public final class LeafSegments {
    private LeafSegments() {}

    /** The first {@code size} elements of {@code settled}. Each segment keeps the base alive. */
    public static Stream<MemorySegment> segments(VectorBase settled, int size) {
        VectorBase base = settled.scope() == null ? settled : RadixOperations.keep(settled);
        Arena arena = Arena.ofAuto();
        return IntStream.iterate(0, from -> from < size, from -> end(base, from, size))
                .mapToObj(from -> {
                    long bytes =
                            (long) (end(base, from, size) - from) * base.type().width();
                    try {
                        return base.memory().view(base.elementAt(from), bytes, arena, base);
                    } finally {
                        Reference.reachabilityFence(base);
                    }
                });
    }

    private static int end(VectorBase base, int from, int size) {
        base.check();
        try {
            return Math.min(size, base.leafEnd(from));
        } finally {
            Reference.reachabilityFence(base);
        }
    }
}
