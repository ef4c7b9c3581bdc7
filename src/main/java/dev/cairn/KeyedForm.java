package dev.cairn;

import dev.cairn.internal.slot.StreamCodec;
import dev.cairn.internal.trie.map.EntryCursor;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapDifference;
import dev.cairn.internal.trie.map.MapEntries;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and reads how maps and sets differ from others with the same codecs. */
final class KeyedForm {
    /*
     * Layout
     *
     *     size: int | removed: int | removed times: key | put: int | put times: key, value; a set has no values
     */
    private static final int SAMPLES = 8;

    private KeyedForm() {}

    /**
     * Whether {@code version}, of the same store, has a node of {@code base}, or half of its entries, as far as samples tell:
     * the changes of one may all have been written apart from those of the other.
     */
    static <C extends AbstractKeyed<?, C>> boolean isNear(C base, C version) {
        try {
            return base.isLike(version) && isNear(base.allEntries(), version.allEntries());
        } finally {
            Reference.reachabilityFence(base);
            Reference.reachabilityFence(version);
        }
    }

    private static boolean isNear(MapEntries base, MapEntries version) {
        boolean haveNodes = base instanceof MapBase && version instanceof MapBase;
        long[] samples = samples(version);
        int equal = 0;
        try {
            for (long entry : samples) {
                long other = base.findSame(version, entry);
                if (haveNodes && other == entry) {
                    return true;
                }
                equal += other != 0 && base.isSameValue(other, version, entry) ? 1 : 0;
            }
            return equal > 0 && equal >= samples.length / 2;
        } finally {
            Reference.reachabilityFence(base);
            Reference.reachabilityFence(version);
        }
    }

    /** A few entries, far apart, and in nodes far from the root, which each change leaves to most versions. */
    private static long[] samples(MapEntries version) {
        List<EntryCursor> parts = new ArrayList<>(List.of(version.cursor()));
        for (int many = 1; many < SAMPLES; many *= 2) {
            for (EntryCursor part : List.copyOf(parts)) {
                EntryCursor before = part.trySplit();
                if (before != null) {
                    parts.add(before);
                }
            }
        }
        return parts.stream()
                .mapToLong(KeyedForm::last)
                .filter(entry -> entry != 0)
                .toArray();
    }

    /** An entry of the last node that {@code part} comes to, 0 if there is none. */
    private static long last(EntryCursor part) {
        EntryCursor before = part.trySplit();
        while (before != null) {
            before = part.trySplit();
        }
        return part.advance() ? part.entry() : 0;
    }

    /** Writes an entry that is put. */
    @FunctionalInterface
    private interface EntryWriter {
        void write(MapEntries entries, long entry) throws IOException;
    }

    @SuppressWarnings("unchecked") // the base has the same codecs
    static <K extends @Nullable Object, V extends @Nullable Object> void write(
            PMap<?, ?> base, PMap<K, V> version, ObjectOutputStream out) throws IOException {
        StreamCodec<K> keys = StreamCodec.of(version.keyCodec());
        StreamCodec<V> values = StreamCodec.of(version.valueCodec());
        write((PMap<K, V>) base, version, keys, out, (entries, entry) -> {
            K key = version.key(entries, entry);
            V value = version.valueToo(entries, entry);
            keys.write(key, out);
            values.write(value, out);
        });
    }

    @SuppressWarnings("unchecked") // the base has the same codec
    static <T extends @Nullable Object> void write(PSet<?> base, PSet<T> version, ObjectOutputStream out)
            throws IOException {
        StreamCodec<T> elements = StreamCodec.of(version.codec());
        write((PSet<T>) base, version, elements, out, (entries, entry) -> {
            elements.write(version.key(entries, entry), out);
        });
    }

    /** A user's code may run between two entries, and may have closed the store. */
    private static <K extends @Nullable Object, C extends AbstractKeyed<K, C>> void write(
            C base, C version, StreamCodec<K> keys, ObjectOutputStream out, EntryWriter entries) throws IOException {
        MapDifference difference = MapDifference.between(base.allEntries(), version.allEntries());
        try {
            out.writeInt(version.size());
            out.writeInt(difference.onlyLeft.length);
            for (long entry : difference.onlyLeft) {
                base.base().check();
                keys.write(base.key(difference.inLeft, entry), out);
            }
            out.writeInt(difference.onlyRight.length + difference.changedRight.length);
            for (long[] put : List.of(difference.onlyRight, difference.changedRight)) {
                for (long entry : put) {
                    version.base().check();
                    entries.write(difference.inRight, entry);
                }
            }
        } finally {
            Reference.reachabilityFence(difference);
            Reference.reachabilityFence(base);
            Reference.reachabilityFence(version);
        }
    }

    static <K extends @Nullable Object, V extends @Nullable Object> PMap<K, V> read(
            PMap<K, V> base, ObjectInputStream in) throws IOException, ClassNotFoundException {
        StreamCodec<K> keys = StreamCodec.of(base.keyCodec());
        StreamCodec<V> values = StreamCodec.of(base.valueCodec());
        PMap.Builder<K, V> builder = base.toBuilder();
        int size = in.readInt();
        for (int rest = in.readInt(); rest > 0; rest--) {
            builder.remove(keys.read(in));
        }
        for (int rest = in.readInt(); rest > 0; rest--) {
            K key = keys.read(in);
            builder.put(key, values.read(in));
        }
        return requireSize(size, builder.build());
    }

    static <T extends @Nullable Object> PSet<T> read(PSet<T> base, ObjectInputStream in)
            throws IOException, ClassNotFoundException {
        StreamCodec<T> elements = StreamCodec.of(base.codec());
        PSet.Builder<T> builder = base.toBuilder();
        int size = in.readInt();
        for (int rest = in.readInt(); rest > 0; rest--) {
            builder.remove(elements.read(in));
        }
        for (int rest = in.readInt(); rest > 0; rest--) {
            builder.add(elements.read(in));
        }
        return requireSize(size, builder.build());
    }

    private static <C extends AbstractKeyed<?, C>> C requireSize(int size, C version) throws InvalidObjectException {
        if (version.size() != size) {
            throw new InvalidObjectException(version.size() + " entries; should be " + size);
        }
        return version;
    }
}
