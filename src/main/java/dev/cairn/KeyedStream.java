package dev.cairn;

import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.slot.StreamCodec;
import dev.cairn.internal.trie.map.EntryCursor;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapBuilder;
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

/** Writes and reads the differences between maps, or sets, with the same codecs. */
final class KeyedStream<C extends AbstractKeyed<?, C>> {
    /*
     * Layout
     *
     *     size: int | removed: int | removed times: key | put: int | put times: key, value; a set has no values
     */
    private static final int SAMPLES = 8;

    private final Part keys;
    private final @Nullable Part values;

    /** The codec of the keys or of the values. */
    private record Part(StreamCodec<@Nullable Object> stream, SlotCodec<@Nullable Object> slots) {
        static Part of(Object codec) {
            return new Part(StreamCodec.of(codec), SlotCodec.of(codec));
        }
    }

    /** For maps or sets with these codecs: the codec of the keys and, for maps, the codec of the values. */
    KeyedStream(List<?> codecs) {
        this.keys = Part.of(codecs.getFirst());
        this.values = codecs.size() == 1 ? null : Part.of(codecs.getLast());
    }

    /**
     * Whether {@code version}, of the same store, shares a node or half of the entries with {@code base}, by samples. Versions of one
     * origin may share no nodes, if their edits were written separately.
     */
    static <C extends AbstractKeyed<?, C>> boolean isNear(C base, C version) {
        try {
            return base.hasSameCodecs(version) && isNear(base.allEntries(), version.allEntries());
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

    /** A few entries far apart, in nodes far from the root: most edits leave these nodes unchanged. */
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
                .mapToLong(KeyedStream::last)
                .filter(entry -> entry != 0)
                .toArray();
    }

    /** An entry of the last node of {@code part}; 0 if there is none. */
    private static long last(EntryCursor part) {
        EntryCursor before = part.trySplit();
        while (before != null) {
            before = part.trySplit();
        }
        return part.advance() ? part.entry() : 0;
    }

    /** Writes the differences of {@code version} from {@code base}. User code may run between two entries, and may close the store. */
    void write(C base, C version, ObjectOutputStream out) throws IOException {
        MapDifference difference = MapDifference.between(base.allEntries(), version.allEntries());
        try {
            out.writeInt(version.size());
            out.writeInt(difference.onlyLeft.length);
            for (long entry : difference.onlyLeft) {
                base.base().check();
                keys.stream.write(difference.inLeft.key(entry), out);
            }
            out.writeInt(difference.onlyRight.length + difference.changedRight.length);
            for (long[] put : List.of(difference.onlyRight, difference.changedRight)) {
                for (long entry : put) {
                    write(version, difference.inRight, entry, out);
                }
            }
        } finally {
            Reference.reachabilityFence(difference);
            Reference.reachabilityFence(base);
            Reference.reachabilityFence(version);
        }
    }

    private void write(C version, MapEntries entries, long entry, ObjectOutputStream out) throws IOException {
        version.base().check();
        Object key = entries.key(entry);
        version.base().check();
        Object value = values == null ? null : entries.value(entry);
        keys.stream.write(key, out);
        if (values != null) {
            values.stream.write(value, out);
        }
    }

    /** Reads the differences from {@code base}; returns the version. */
    C read(C base, ObjectInputStream in) throws IOException, ClassNotFoundException {
        MapBuilder builder = new MapBuilder(base.type(), base.allEntries());
        int size = in.readInt();
        for (int rest = in.readInt(); rest > 0; rest--) {
            builder.remove(keys.slots.prepareKey(keys.stream.read(in)));
        }
        for (int rest = in.readInt(); rest > 0; rest--) {
            Object key = keys.slots.prepareKey(keys.stream.read(in));
            builder.put(key, values == null ? null : values.slots.prepare(values.stream.read(in)));
        }
        builder.check();
        C version = base.emptied().version(builder.build(), base.core().scope());
        if (version.size() != size) {
            throw new InvalidObjectException(version.size() + " entries; should be " + size);
        }
        return version;
    }
}
