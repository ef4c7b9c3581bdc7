package dev.cairn;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The versions that a stream has since it began or was reset, as far as its writer needs them. */
final class WrittenVersions implements Serializable {
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

    private final transient Deque<Numbered> newestFirst = new ArrayDeque<>();
    private transient WrittenLeaves leaves = new WrittenLeaves();
    private transient WrittenPieces pieces = new WrittenPieces();

    /** Of the newest, those that are not in {@link #leaves} yet. */
    private final transient Deque<Numbered> withoutLeaves = new ArrayDeque<>();

    private transient int numbers;

    /** A version, and its number in the stream. */
    record Numbered(int number, Version version) {}

    /** Those of {@code out}, which keeps them alive from when they are written to it until it is reset. */
    static WrittenVersions of(ObjectOutputStream out) {
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
        withoutLeaves.clear();
        numbers = 0;
        out.defaultWriteObject();
    }

    @Serial
    private Object readResolve() {
        return new ReadVersions();
    }

    int nextNumber() {
        return ++numbers;
    }

    void add(int number, Version version) {
        if (version instanceof Blob blob) {
            pieces.add(number, blob);
            return;
        }
        Numbered newest = new Numbered(number, version);
        for (Deque<Numbered> some : List.of(newestFirst, withoutLeaves)) {
            some.addFirst(newest);
            if (some.size() > TRIED) {
                some.removeLast();
            }
        }
    }

    WrittenPieces pieces() {
        return pieces;
    }

    /** The parts of which {@code version} can be made. */
    List<WrittenLeaves.Part> parts(AbstractVector<?, ?> version) {
        while (!withoutLeaves.isEmpty()) {
            Numbered oldest = withoutLeaves.removeLast();
            if (oldest.version instanceof AbstractVector<?, ?> vector) {
                leaves.add(oldest.number, vector);
            }
        }
        return leaves.parts(version);
    }

    /** The newest that shares nodes with {@code version}, as far as samples tell; null if none does. */
    @Nullable
    Numbered nearest(Version version) {
        for (Numbered candidate : newestFirst) {
            if (isNear(candidate.version, version)) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean isNear(Version base, Version version) {
        if (base.store() != version.store()) {
            return false;
        }
        return switch (version) {
            case LongVector v -> base instanceof LongVector b && VectorForm.isNear(b, v);
            case IntVector v -> base instanceof IntVector b && VectorForm.isNear(b, v);
            case DoubleVector v -> base instanceof DoubleVector b && VectorForm.isNear(b, v);
            case PVector<?> v -> base instanceof PVector<?> b && VectorForm.isNear(self(b), self(v));
            case PMap<?, ?> v -> base instanceof PMap<?, ?> b && KeyedForm.isNear(self(b), self(v));
            case PSet<?> v -> base instanceof PSet<?> b && KeyedForm.isNear(self(b), self(v));
            case Blob b -> false;
        };
    }

    /** Whatever the elements: isNear looks at the codecs first. */
    @SuppressWarnings("unchecked")
    private static PVector<@Nullable Object> self(PVector<?> vector) {
        return (PVector<@Nullable Object>) vector;
    }

    @SuppressWarnings("unchecked") // as above
    private static PMap<@Nullable Object, @Nullable Object> self(PMap<?, ?> map) {
        return (PMap<@Nullable Object, @Nullable Object>) map;
    }

    @SuppressWarnings("unchecked") // as above
    private static PSet<@Nullable Object> self(PSet<?> set) {
        return (PSet<@Nullable Object>) set;
    }
}
