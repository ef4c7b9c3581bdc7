package dev.cairn.internal.trie.vector;

import dev.cairn.internal.slot.Bulk;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.ConfinedBuilder;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The state of a builder of vectors: few elements are on the heap, and more are in a {@link VectorBuilder}. */
public final class VectorDraft extends ConfinedBuilder {
    private static final int ROOM = 8;

    /** The base of an empty vector. */
    private final VectorBase empty;

    private long @Nullable [] bits;
    private @Nullable Object @Nullable [] prepared;
    private int count;
    private @Nullable VectorBuilder builder;

    private VectorDraft(VectorBase source) {
        super(source.core(), source.core().scope());
        this.empty = source.emptied(scope);
    }

    /** Begins with the first {@code size} elements of {@code source}. */
    public static VectorDraft of(VectorBase source, int size) {
        VectorDraft draft = new VectorDraft(source);
        if (size == 0 && source.type().smallMost() > 0) {
            draft.begin(HeapVector.none(!source.type().hasCodec()), 0, 0);
        } else {
            draft.builder = new VectorBuilder(source, size, draft.scope);
        }
        return draft;
    }

    /**
     * Places for {@code more} elements behind those so far, which are numbers or have no references. The builder stays as it is, but for
     * elements on the heap, which go to the store.
     *
     * @throws IllegalStateException if a vector can't be that long
     */
    public Reservation reserve(int more, Reservation.Making making) {
        check();
        VectorBuilder.checkRoom((long) size() + Math.max(0, more - 1));
        store();
        VectorBuilder before = Objects.requireNonNull(builder);
        before.endReservation();
        VectorType type = empty.type();
        FullLeaves.Filler filler = making.begin(type.memory, type.width, more / type.leafElements() + 2);
        VectorBase filled = before.withPlaces(more, filler);
        Reservation made = new Reservation(filled, size(), size() + more, this::goOn);
        before.reserved(made::end);
        return made;
    }

    /** Goes on with the places of {@code reservation}, which ends it. */
    private void goOn(Reservation reservation) {
        check();
        VectorBase filled = reservation.take();
        VectorBuilder next = new VectorBuilder(filled, reservation.to(), scope);
        reservation.end();
        builder = next;
    }

    /** Begins with the {@code size} elements of {@code small} from place {@code first} on, for a vector like {@code base}. */
    public static VectorDraft of(VectorBase base, HeapVector small, int first, int size) {
        VectorDraft draft = new VectorDraft(base);
        draft.begin(small, first, size);
        return draft;
    }

    private void begin(HeapVector small, int first, int size) {
        bits = small.copyBits(first, size, Math.max(ROOM, size));
        prepared = small.copyPrepared(first, size, Math.max(ROOM, size));
        count = size;
    }

    /** The number of elements so far. */
    public int size() {
        return builder == null ? count : builder.size();
    }

    @Override
    public void check() {
        if (builder == null) {
            super.check();
        } else {
            builder.check();
        }
    }

    /** The builder that has the elements once they are many, or null. */
    public @Nullable VectorBuilder stored() {
        return builder;
    }

    /** As {@link #stored}. First writes the elements to the store if {@code more} elements would be too many for the heap. */
    public @Nullable VectorBuilder storedFor(int more) {
        if (builder == null && more > empty.type().smallMost() - count) {
            store();
        }
        return builder;
    }

    private void store() {
        if (builder == null) {
            VectorBuilder stored = new VectorBuilder(empty, 0, scope);
            for (int i = 0; i < count; i++) {
                Object object = prepared == null ? null : prepared[i];
                Prepared.writePending(object, true, Bulk.NONE); // a version of these elements may have been written
                stored.append(bits == null ? 0 : bits[i], object);
            }
            builder = stored;
            bits = null;
            prepared = null;
        }
    }

    /** Appends an element, after {@link #check} if it was prepared: preparing it may have run a user's code. */
    public void append(long value, @Nullable Object object) {
        if (builder != null) {
            builder.append(value, object); // it checks
            return;
        }
        if (object != null) {
            check();
        }
        if (!HeapVector.fits(object, count + 1) || isOfInnerScope(object)) {
            store();
        }
        VectorBuilder stored = storedFor(1);
        if (stored != null) {
            stored.append(value, object);
        } else if (bits != null) {
            bits = withRoom(bits);
            bits[count++] = value;
        } else if (prepared != null) {
            prepared = withRoom(prepared);
            prepared[count++] = object;
        }
    }

    /** Appends a value, which is prepared if it must be. */
    public <T extends @Nullable Object> void append(SlotCodec<T> slots, T value) {
        if (builder == null || !builder.tryAppend(slots, value)) {
            append(0, slots.prepareFor(core, value));
        }
    }

    /** Appends what {@code function} gives for the elements of {@code from}. */
    public <S extends @Nullable Object, T extends @Nullable Object> void appendMapped(
            SlotCodec<T> slots, Iterator<S> from, Function<? super S, ? extends T> function) {
        while (from.hasNext()) {
            append(slots, function.apply(from.next()));
            if (builder != null) {
                builder.appendMapped(slots, from, function);
            }
        }
    }

    /** Whether {@code object} may be a collection, or have one in it, that dies before the builder. In the store its nodes are shared. */
    private boolean isOfInnerScope(@Nullable Object object) {
        return core.scope() != scope && Prepared.hasCollection(object);
    }

    private long[] withRoom(long[] array) {
        return count < array.length ? array : Arrays.copyOf(array, 2 * count);
    }

    private @Nullable Object[] withRoom(@Nullable Object[] array) {
        return count < array.length ? array : Arrays.copyOf(array, 2 * count);
    }

    /** Replaces an element, after {@link #check} as in {@link #append}. The index is within the vector. */
    public void set(int index, long value, @Nullable Object object) {
        if (object != null) {
            check();
        }
        if (!HeapVector.fits(object, count) || isOfInnerScope(object)) {
            store();
        }
        if (builder != null) {
            builder.set(index, value, object);
        } else if (bits != null) {
            bits[index] = value;
        } else if (prepared != null) {
            prepared[index] = object;
        }
    }

    /** The bits of element {@code index}, which is within a vector without a codec. */
    public long bits(int index) {
        VectorBuilder stored = builder;
        if (stored == null) {
            return bits == null ? 0 : bits[index];
        }
        try {
            long at = stored.elementAt(index);
            return empty.type().width == Long.BYTES
                    ? stored.memory().getLong(at)
                    : stored.memory().getInt(at);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Element {@code index} of a vector with a codec, if it is on the heap. */
    public @Nullable Object prepared(int index) {
        return prepared == null ? null : prepared[index];
    }

    /** The elements so far, if they are on the heap: the pending edits over {@link #base}. Else null. */
    public @Nullable HeapVector small() {
        if (bits != null) {
            return HeapVector.copyOf(bits, count);
        }
        return prepared == null ? null : HeapVector.copyOf(prepared, count);
    }

    /** The base of a version of the elements so far. It is empty if they are on the heap. */
    public VectorBase base() {
        return builder == null ? empty.emptied(core.scope()) : builder.build();
    }
}
