package dev.cairn;

import dev.cairn.internal.trie.vector.Tries;
import dev.cairn.internal.trie.vector.VectorBase;
import java.lang.ref.Reference;

/** What all vectors do with their elements as a sequence, whatever these are. */
@SuppressWarnings({"unchecked", "rawtypes"}) // each vector is given ones of its own class
public final class Sequences {
    private Sequences() {}

    private static AbstractVector in(Version vector) {
        return (AbstractVector) vector;
    }

    /** Fails unless the trie of {@code vector} is built as it should be. */
    public static void requireSound(Version vector) {
        VectorBase settled = (VectorBase) AbstractVersion.of(vector).foldedBase();
        try {
            Tries.requireSound(settled);
        } finally {
            Reference.reachabilityFence(settled);
        }
    }

    /** An equal version, all of which lies in the store. */
    public static <V extends Version> V stored(V vector) {
        return (V) AbstractVersion.of(vector).foldedVersion();
    }

    public static <V extends Version> V concat(V vector, V other) {
        return (V) in(vector).concat(in(other));
    }

    public static <V extends Version> V slice(V vector, int from, int to) {
        return (V) in(vector).slice(from, to);
    }

    public static <V extends Version> Split<V> splitAt(V vector, int index) {
        return in(vector).splitAt(index);
    }

    public static <V extends Version> V insertAll(V vector, int index, V other) {
        return (V) in(vector).insertAll(index, in(other));
    }

    public static <V extends Version> V removeAt(V vector, int index) {
        return (V) in(vector).removeAt(index);
    }

    public static <V extends Version> V removeRange(V vector, int from, int to) {
        return (V) in(vector).removeRange(from, to);
    }
}
