package dev.cairn;

import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.blob.BlobBuilder;
import dev.cairn.internal.trie.map.MapBuilder;
import dev.cairn.internal.trie.vector.VectorDraft;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies a version to another store, and with it the collections that are its elements. */
final class StoreCopy {
    /*
     * What is copied is decoded and prepared again, and in what was prepared each collection is replaced by its copy: no code of
     * a user's but its codecs' is run, and no record is made again. Elements that refer to the same node get the same copy.
     */
    private final Store target;
    private final Map<Integer, Copied> byNode = new HashMap<>();

    /** What was copied, kept so that its node is not reused meanwhile, and the copy. */
    private record Copied(Version source, Version copy) {}

    StoreCopy(Store target) {
        target.core().check();
        this.target = target;
    }

    /** A version equal to {@code source}, which lies in another store than the target. */
    Version of(Version source) {
        return switch (source) {
            case LongVector v -> LongVector.empty(target).appendAll(v);
            case IntVector v -> IntVector.empty(target).appendAll(v);
            case DoubleVector v -> DoubleVector.empty(target).appendAll(v);
            case PVector<?> v -> ofElements(v);
            case PMap<?, ?> v -> ofEntries(v);
            case PSet<?> v -> ofMembers(v);
            case Blob v -> ofBits(v);
        };
    }

    private <T extends @Nullable Object> PVector<T> ofElements(PVector<T> source) {
        PVector<T> empty = PVector.empty(target, source.codec());
        VectorDraft draft = empty.draft();
        for (Iterator<T> i = source.iterator(); i.hasNext(); ) {
            Object prepared = prepare(source.slots(), i.next());
            Prepared.writePending(prepared);
            draft.append(0, prepared);
        }
        return empty.version(draft);
    }

    private <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> ofEntries(PMap<K, V> source) {
        PMap<K, V> empty = PMap.empty(target, source.keyCodec(), source.valueCodec());
        MapBuilder builder = new MapBuilder(empty.allEntries());
        source.forEach((key, value) -> builder.put(prepare(source.keys, key), prepare(source.values, value)));
        return empty.version(builder.build(), empty.core().scope());
    }

    private <T extends @Nullable Object> PSet<T> ofMembers(PSet<T> source) {
        PSet<T> empty = PSet.empty(target, source.codec());
        MapBuilder builder = new MapBuilder(empty.allEntries());
        source.forEach(element -> builder.put(prepare(source.keys, element), null));
        return empty.version(builder.build(), empty.core().scope());
    }

    private Blob ofBits(Blob source) {
        BlobBuilder builder = new BlobBuilder(target.core(), source.byteLength());
        try {
            builder.append(source.base);
            return new Blob(builder.build());
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    private <T extends @Nullable Object> Object prepare(SlotCodec<T> slots, T element) {
        return slots.move(slots.prepare(element), nested -> ofNested((Version) nested));
    }

    private Version ofNested(Version nested) {
        AbstractVersion<?, ?> inside = AbstractVersion.of(nested);
        int node = inside.waits() ? 0 : inside.base().madeFrom(inside.extent());
        Copied known = node == 0 ? null : byNode.get(node);
        if (known != null) {
            return known.copy;
        }
        Version copy = nested.store() == target ? nested : of(nested);
        if (node != 0) {
            byNode.put(node, new Copied(nested, copy));
        }
        return copy;
    }
}
