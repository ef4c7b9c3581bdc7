package dev.cairn;

import dev.cairn.internal.slot.StreamCodec;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapCursor;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
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

    /** Whether {@code version}, of the same store, has a node of {@code base}, as far as samples tell. */
    static <C extends AbstractKeyed<?, C>> boolean isNear(C base, C version) {
        if (!base.isLike(version)) {
            return false;
        }
        MapBase settled = version.settled();
        try {
            return samples(settled).anyMatch(entry -> base.findSame(entry) == entry);
        } finally {
            Reference.reachabilityFence(settled);
            Reference.reachabilityFence(base);
        }
    }

    /** Where a few entries lie, far apart. */
    private static LongStream samples(MapBase base) {
        List<MapCursor> parts = new ArrayList<>(List.of(new MapCursor(base)));
        for (int many = 1; many < SAMPLES; many *= 2) {
            for (MapCursor part : List.copyOf(parts)) {
                MapCursor before = part.trySplit();
                if (before != null) {
                    parts.add(before);
                }
            }
        }
        return parts.stream().filter(MapCursor::advance).mapToLong(MapCursor::entry);
    }

    /** Writes an entry that is put. */
    @FunctionalInterface
    private interface EntryWriter {
        void write(long entry) throws IOException;
    }

    @SuppressWarnings("unchecked") // the base has the same codecs
    static <K extends @Nullable Object, V extends @Nullable Object> void write(
            PMap<?, ?> base, PMap<K, V> version, ObjectOutputStream out) throws IOException {
        StreamCodec<K> keys = StreamCodec.of(version.keyCodec());
        StreamCodec<V> values = StreamCodec.of(version.valueCodec());
        write(MapDifference.between((PMap<K, V>) base, version), keys, out, entry -> {
            K key = version.key(entry);
            V value = version.value(entry);
            keys.write(key, out);
            values.write(value, out);
        });
    }

    @SuppressWarnings("unchecked") // the base has the same codec
    static <T extends @Nullable Object> void write(PSet<?> base, PSet<T> version, ObjectOutputStream out)
            throws IOException {
        StreamCodec<T> elements = StreamCodec.of(version.codec());
        write(MapDifference.between((PSet<T>) base, version), elements, out, entry -> {
            elements.write(version.key(entry), out);
        });
    }

    /** A user's code may run between two entries, and may have closed the store. */
    private static <K extends @Nullable Object, C extends AbstractKeyed<K, C>> void write(
            MapDifference<C> difference, StreamCodec<K> keys, ObjectOutputStream out, EntryWriter entries)
            throws IOException {
        C base = difference.left;
        C version = difference.right;
        try {
            out.writeInt(version.size());
            out.writeInt(difference.onlyLeft.length);
            for (long entry : difference.onlyLeft) {
                base.settled();
                keys.write(base.key(entry), out);
            }
            out.writeInt(difference.onlyRight.length + difference.changedRight.length);
            for (long[] put : List.of(difference.onlyRight, difference.changedRight)) {
                for (long entry : put) {
                    version.settled();
                    entries.write(entry);
                }
            }
        } finally {
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
