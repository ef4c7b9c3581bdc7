package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.StreamCodec;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorCompare;
import java.io.IOException;
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

/** Writes and reads how vectors differ from others with the same codec. */
final class VectorForm<E extends @Nullable Object, V extends AbstractVector<E, V>> {
    /*
     * Layout
     *
     *     kept: int | changed: int | changed times: index: int, element | added: int | added times: element
     *
     * What is read is put into the store in batches, so that little of it is ever on the heap.
     */
    private static final int BATCH = 1 << 12;
    private static final int SAMPLES = 8;

    private final StreamCodec<E> elements;

    VectorForm(Codec<E> codec) {
        this.elements = StreamCodec.of(codec);
    }

    /** Whether {@code version}, of the same store, has a node of {@code base} in the same place, as far as samples tell. */
    static <V extends AbstractVector<?, V>> boolean isNear(V base, V version) {
        int both = Math.min(base.size, version.size);
        if (both == 0 || !base.isLike(version)) {
            return false;
        }
        VectorBase a = base.settled();
        VectorBase b = version.settled();
        try {
            return IntStream.range(0, SAMPLES)
                    .map(i -> (int) ((both - 1L) * i / (SAMPLES - 1)))
                    .anyMatch(index -> a.elementAt(index) == b.elementAt(index));
        } finally {
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
        }
    }

    void write(V base, V version, ObjectOutputStream out) throws IOException {
        int kept = Math.min(base.size, version.size);
        int[] changed = changed(base, version, kept);
        List<E> list = version.asList();
        out.writeInt(kept);
        out.writeInt(changed.length);
        for (int index : changed) {
            out.writeInt(index);
            elements.write(list.get(index), out);
        }
        out.writeInt(version.size - kept);
        for (Iterator<E> added = list.subList(kept, version.size).iterator(); added.hasNext(); ) {
            elements.write(added.next(), out);
        }
    }

    private static <V extends AbstractVector<?, V>> int[] changed(V base, V version, int kept) {
        VectorBase a = base.settled();
        VectorBase b = version.settled();
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

    V read(V base, ObjectInputStream in) throws IOException, ClassNotFoundException {
        V version = base.take(in.readInt());
        for (int rest = in.readInt(); rest > 0; rest -= BATCH) {
            version = version.patch(new VectorDiff<>(readChanged(Math.min(rest, BATCH), in), List.of(), List.of()));
        }
        for (int rest = in.readInt(); rest > 0; rest -= BATCH) {
            List<E> added = readElements(Math.min(rest, BATCH), in);
            version = version.patch(new VectorDiff<>(new LinkedHashMap<>(), List.of(), added));
        }
        return version;
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

    private List<E> readElements(int count, ObjectInputStream in) throws IOException, ClassNotFoundException {
        List<E> read = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            read.add(elements.read(in));
        }
        return read;
    }
}
