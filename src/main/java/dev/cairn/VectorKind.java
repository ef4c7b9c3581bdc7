package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.stream.ReadVersions;
import dev.cairn.internal.stream.WrittenVersions;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.StretchCursor;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorCopy;
import dev.cairn.internal.trie.vector.VectorDraft;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The kind of the vectors of one class with a certain codec. */
@SuppressWarnings("serial") // see NestedCodec
final class VectorKind<E extends @Nullable Object, V extends AbstractVector<E, V> & Version> extends NestedCodec<V> {
    private final Codec<E> elements;
    private final EmptyVersionCache<V> empties;

    /**
     * The kind of the vectors of the class {@code type}.
     *
     * @param codecs the codec of the elements, if users choose it; else empty
     * @param elements the codec of the elements in streams
     */
    VectorKind(Class<?> type, List<?> codecs, Codec<E> elements, Function<Store, V> empty) {
        super(type, codecs);
        this.elements = elements;
        this.empties = new EmptyVersionCache<>(empty);
    }

    @Override
    V empty(Core core) {
        return empties.of(core);
    }

    @Override
    V make(Core core, int node, @Nullable ScopeState scope) {
        V empty = empty(core);
        VectorBase base = empty.base().of(core, node, scope);
        return empty.version(base, null, VectorBase.size(core, node), 0);
    }

    @Override
    @Nullable
    V makeOnHeap(Core core, int node, @Nullable ScopeState scope) {
        V empty = empty(core);
        HeapVector few = VectorCopy.load(empty.base().type(), node);
        return few == null ? null : empty.loaded(few, scope);
    }

    @Override
    long hash(V version, long seed) {
        return version.stretches().hash(seed, version::hashElement);
    }

    @Override
    V copy(V source, Core target, UnaryOperator<Object> nested) {
        V empty = empty(target);
        SlotCodec<E> slots = source.slots();
        VectorDraft draft = empty.draft();
        if (slots == null) {
            appendNumbers(draft, source);
            return empty.version(draft);
        }
        for (Iterator<E> i = source.iterator(); i.hasNext(); ) {
            Object prepared = slots.move(slots.prepare(i.next()), nested);
            slots.check(target, prepared);
            Prepared.writePending(prepared);
            draft.append(0, prepared);
        }
        return empty.version(draft);
    }

    /** Appends the numbers of {@code source} without boxing. */
    private static void appendNumbers(VectorDraft draft, AbstractVector<?, ?> source) {
        StretchCursor all = source.stretches();
        try {
            for (int from = 0; from < source.size; from = all.end()) {
                all.enter(from);
                for (int i = from; i < all.end(); i++) {
                    draft.append(all.bits(i), null);
                }
            }
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    @Override
    boolean isNear(V base, V version) {
        return VectorStream.isNear(base, version);
    }

    @Override
    void write(V base, V version, WrittenVersions written, ObjectOutputStream out) throws IOException {
        new VectorStream<E, V>(elements).write(base, version, written, out);
    }

    @Override
    void remember(V version, int number, WrittenVersions written) {
        V free = withoutScope(version);
        written.add(number, free);
        written.leaves().add(number, free.foldedBase(), free.size);
    }

    @Override
    V read(V base, ReadVersions read, ObjectInputStream in) throws IOException, ClassNotFoundException {
        return new VectorStream<E, V>(elements).read(base, read, in);
    }
}
