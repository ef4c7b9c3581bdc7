package dev.cairn.internal.stream;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The versions that a stream has since it began or was reset, as far as its writer needs them. */
public final class WrittenVersions implements Serializable {
    /*
     * This is an object in the stream itself, written before each version, so the second time as a reference to the first.
     * When it is written in full, the stream does not have it, and so has none of the versions either: it was reset.
     */
    @Serial
    private static final long serialVersionUID = 1L;

    /** How many versions are tried as the one that another is written by. */
    private static final int TRIED = 64;

    private static final Map<ObjectOutputStream, WeakReference<WrittenVersions>> STREAMS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final transient Deque<Numbered<?>> newestFirst = new ArrayDeque<>();
    private transient WrittenLeaves leaves = new WrittenLeaves();
    private transient WrittenPieces pieces = new WrittenPieces();

    private transient int numbers;

    /** A version, and its number in the stream. */
    public record Numbered<V>(int number, V version) {}

    /** Those of {@code out}, which keeps them alive from when they are written to it until it is reset. */
    public static WrittenVersions of(ObjectOutputStream out) {
        WeakReference<WrittenVersions> known = STREAMS.get(out);
        WrittenVersions versions = known == null ? null : known.get();
        if (versions == null) {
            versions = new WrittenVersions();
            STREAMS.put(out, new WeakReference<>(versions));
        }
        return versions;
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
        newestFirst.clear();
        leaves = new WrittenLeaves();
        pieces = new WrittenPieces();
        numbers = 0;
        out.defaultWriteObject();
    }

    @Serial
    private Object readResolve() {
        return new ReadVersions();
    }

    /** The number of the version that is written next. */
    public int nextNumber() {
        return ++numbers;
    }

    /** Lets later versions be written by how they differ from {@code version}. */
    public void add(int number, Object version) {
        newestFirst.addFirst(new Numbered<>(number, version));
        if (newestFirst.size() > TRIED) {
            newestFirst.removeLast();
        }
    }

    /** The pieces of the blobs in the stream. */
    public WrittenPieces pieces() {
        return pieces;
    }

    /** The leaves of the vectors in the stream. */
    public WrittenLeaves leaves() {
        return leaves;
    }

    /** The newest version of the class of {@code version} that {@code isNear} accepts; null if there is none. */
    @SuppressWarnings("unchecked") // of the same class
    public <V> @Nullable Numbered<V> nearest(V version, BiPredicate<? super V, ? super V> isNear) {
        for (Numbered<?> candidate : newestFirst) {
            if (candidate.version.getClass() == version.getClass() && isNear.test((V) candidate.version, version)) {
                return (Numbered<V>) candidate;
            }
        }
        return null;
    }
}
