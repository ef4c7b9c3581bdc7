package dev.cairn.internal.trie.vector;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The leaves of a vector as memory segments. */
public final class LeafSegments {
    private LeafSegments() {}

    /** The first {@code size} elements of {@code settled}. Each segment keeps the base alive. */
    public static Stream<MemorySegment> segments(VectorBase settled, int size) {
        VectorBase base = settled.scope() == null ? settled : RadixOperations.keep(settled);
        MemorySegment store = store(base);
        return IntStream.iterate(0, from -> from < size, from -> end(base, from, size))
                .mapToObj(from -> leaf(base, store, from, size));
    }

    /** All of the store, to be cut: a slice costs less than a segment of its own. Null without native access. */
    private static @Nullable MemorySegment store(VectorBase base) {
        Memory memory = base.memory();
        return Region.callsNative()
                ? memory.view(memory.atOffset(0), memory.region().bytes(), Arena.ofAuto(), base)
                : null;
    }

    /** The elements of the leaf that has element {@code from}, from that one on. */
    private static MemorySegment leaf(VectorBase base, @Nullable MemorySegment store, int from, int size) {
        base.check();
        Memory memory = base.memory();
        try {
            long bytes = (long) (end(base, from, size) - from) * base.type().width();
            long at = base.elementAt(from);
            return store == null
                    ? memory.view(at, bytes, Arena.ofAuto(), base)
                    : store.asSlice(memory.offset(at), bytes);
        } finally {
            Reference.reachabilityFence(base);
        }
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
