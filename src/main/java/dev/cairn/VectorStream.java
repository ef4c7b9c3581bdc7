package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.StreamCodec;
import dev.cairn.internal.stream.ReadVersions;
import dev.cairn.internal.stream.WrittenLeaves.Part;
import dev.cairn.internal.stream.WrittenVersions;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorCompare;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes and reads the differences between vectors with the same codec. */
final class VectorStream<E extends @Nullable Object, V extends AbstractVector<E, V>> {
    /*
     * Layout
     *
     *     kept: int | changed: int | changed times: index: int, element | parts: int
     *     parts times: number of a version, or 0: int | from: int | count: int | if number is 0, count times: element
     *
     * The vector has the first elements of the other vector, except for the changed elements, followed by parts. Elements at unchanged
     * indexes are not written as parts, because joined parts make relaxed nodes and updates do not. Elements are read in batches into
     * the store, so only few are on the heap at a time.
     */
    private static final int BATCH = 1 << 12;
    private static final int SAMPLES = 8;

    /** Up to this many elements are written without a search in other versions. */
    private static final int FEW = 64;

    private final StreamCodec<E> elements;

    VectorStream(Codec<E> codec) {
        this.elements = StreamCodec.of(codec);
    }

    /**
     * Whether {@code version}, of the same store, shares a node at the same index or half of the elements with {@code base}, by
     * samples. Versions of one origin may share no nodes, if their updates were written separately.
     */
    static <V extends AbstractVector<?, V>> boolean isNear(V base, V version) {
        int both = Math.min(base.size, version.size);
        return both > 0 && base.hasSameCodecs(version) && isNear(base, version, both);
    }

    private static <V extends AbstractVector<?, V>> boolean isNear(V base, V version, int both) {
        VectorBase a = base.foldedBase();
        VectorBase b = version.foldedBase();
        int equal = 0;
        try {
            for (int i = 0; i < SAMPLES; i++) {
                int index = (int) ((both - 1L) * i / (SAMPLES - 1));
                long x = a.elementAt(index);
                long y = b.elementAt(index);
                if (x == y) {
                    return true;
                }
                equal += version.isSame(x, y) ? 1 : 0;
            }
            return equal >= SAMPLES / 2;
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
        }
    }

    void write(V base, V version, WrittenVersions before, ObjectOutputStream out) throws IOException {
        int both = Math.min(base.size, version.size);
        int[] changed = changed(base, version, both);
        int added = version.size - both;
        if (changed.length + added > FEW) {
            List<Part> parts = before.leaves().parts(version.foldedBase(), version.size);
            if (cost(parts) < changed.length + added) {
                write(version, 0, new int[0], parts, out);
                return;
            }
        }
        write(version, both, changed, List.of(new Part(0, both, added)), out);
    }

    private static int cost(List<Part> parts) {
        return parts.stream()
                .mapToInt(part -> part.number() == 0 ? part.count() : 1)
                .sum();
    }

    private void write(V version, int kept, int[] changed, List<Part> parts, ObjectOutputStream out)
            throws IOException {
        List<E> list = version.asList();
        out.writeInt(kept);
        out.writeInt(changed.length);
        for (int index : changed) {
            out.writeInt(index);
            elements.write(list.get(index), out);
        }
        out.writeInt(parts.size());
        for (Part part : parts) {
            out.writeInt(part.number());
            out.writeInt(part.from());
            out.writeInt(part.count());
            if (part.number() == 0) {
                int end = part.from() + part.count();
                for (Iterator<E> more = list.subList(part.from(), end).iterator(); more.hasNext(); ) {
                    elements.write(more.next(), out);
                }
            }
        }
    }

    private static <V extends AbstractVector<?, V>> int[] changed(V base, V version, int kept) {
        VectorBase a = base.foldedBase();
        VectorBase b = version.foldedBase();
        int width = b.type().width();
        IntStream.Builder changed = IntStream.builder();
        try {
            VectorCompare.visit(a, b, kept, (from, x, y, count) -> {
                for (int i = 0; i < count; i++) {
                    if (!version.isSame(x + (long) i * width, y + (long) i * width)) {
                        changed.add(from + i);
                    }
                }
                return true;
            });
            return changed.build().toArray();
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
        }
    }

    V read(V base, ReadVersions before, ObjectInputStream in) throws IOException, ClassNotFoundException {
        V version = base.take(in.readInt());
        for (int rest = in.readInt(); rest > 0; rest -= BATCH) {
            version = version.patch(new VectorChanges<>(List.of(), List.of(), readChanged(Math.min(rest, BATCH), in)));
        }
        for (int rest = in.readInt(); rest > 0; rest--) {
            int number = in.readInt();
            int from = in.readInt();
            int count = in.readInt();
            version = number == 0
                    ? readElements(version, count, in)
                    : version.concat(requireSameCodec(version, (Version) before.get(number))
                            .slice(from, from + count));
        }
        return version;
    }

    /** {@code other}, if it has the class and codec of {@code version}, so that joining both copies no elements. */
    @SuppressWarnings("unchecked") // the cast checks the class
    private V requireSameCodec(V version, Version other) throws InvalidObjectException {
        V part = (V) version.getClass().cast(other);
        if (!version.hasSameCodecs(part)) {
            throw new InvalidObjectException(
                    "a part of " + AbstractVersion.of(other).kind() + ", where " + version.kind() + " is expected");
        }
        return part;
    }

    private SequencedMap<Integer, Change<E>> readChanged(int count, ObjectInputStream in)
            throws IOException, ClassNotFoundException {
        SequencedMap<Integer, Change<E>> changed = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int index = in.readInt();
            E element = elements.read(in);
            changed.put(index, new Change<>(element, element));
        }
        return changed;
    }

    /** {@code version} with {@code count} elements of the stream at the end. */
    private V readElements(V version, int count, ObjectInputStream in) throws IOException, ClassNotFoundException {
        V longer = version;
        for (int rest = count; rest > 0; rest -= BATCH) {
            List<E> read = new ArrayList<>();
            for (int i = 0; i < Math.min(rest, BATCH); i++) {
                read.add(elements.read(in));
            }
            longer = longer.patch(new VectorChanges<>(read, List.of(), new LinkedHashMap<>()));
        }
        return longer;
    }
}
