package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.KeptObjects;
import dev.cairn.internal.life.Reach;
import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Token;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.ConfinedBuilder;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A vector that one thread edits in place. The vectors that it built stay as they were. */
public final class VectorBuilder extends ConfinedBuilder {
    /*
     * The builder owns one count of its root and one of its tail, by a token that is kept up to date under a stripe. So an abandoned builder
     * is reclaimed like any holder. It keeps its source reachable: the base from which it began, or the one it built last. So nothing is
     * merged into nodes that it still edits (T1). Building shares root and tail with the new base and takes a new edit number, which makes
     * all nodes made so far read-only.
     */
    /** The distance from the greatest int keeps the indexes of the leaf behind the last one positive. */
    private static final int SIZE_MAX = Integer.MAX_VALUE & ~0x1FF;

    private final VectorType type;
    private final Memory memory;
    private final RadixEdit edit;
    private final Token token;
    private final int width;
    private VectorBase source;

    /** Ends the reservation of places behind the elements, if there is one. */
    private Runnable reserved = () -> {};

    /**
     * The number of an edit that all new leaves get, so that who fills them knows them by it; 0 if they get that of their edit. In an irregular trie
     * each push begins an edit, and does not edit such a leaf again.
     */
    private long placesNumber;

    /** The objects that its elements need (O2). */
    private @Nullable KeptObjects objects;

    /** Owns the trie of the last push that did not edit in place. So nothing is merged into copies of it (T1). */
    private @Nullable Token kept;

    private int tail;
    private int tailStart;
    private int tailCapacity;
    private boolean tailIsMine;
    private long tailBody;

    /** Where the next element goes. */
    private long next;

    /** The end of the room that needs no stripe to be written, but for references; 0 if there is none. */
    private long roomEnd;

    /** A builder that begins with the first {@code size} elements of {@code source}, and dies with {@code scope}. */
    VectorBuilder(VectorBase source, int size, @Nullable ScopeState scope) {
        super(source.core(), scope);
        this.type = source.type();
        this.memory = source.memory();
        this.width = type.width;
        this.source = source;
        setTail(source.tail.reference, source.tail.start, source.tail.capacity(), size - source.tail.start, false);
        record Start(RadixEdit edit, Token token) {}
        Start start = core.change(stripe -> {
            stripe.keep(source.objects());
            objects = stripe.takeObjects();
            RadixEdit begun = new RadixEdit(type, stripe, source.root, source.height, source.tail.start);
            raise(source.root);
            raise(tail);
            Token registered = stripe.registerHolder(this, source.root, tail, scope);
            begun.ownRoot();
            return new Start(begun, registered);
        });
        this.edit = start.edit();
        this.token = start.token();
    }

    private void setTail(int reference, int start, int capacity, int filled, boolean mine) {
        tail = reference;
        tailStart = start;
        tailCapacity = capacity;
        tailIsMine = mine;
        tailBody = memory.at(reference) + type.leafHeader;
        next = place(filled);
        roomEnd = mine ? place(Math.min(capacity, SIZE_MAX - start)) : 0;
    }

    private long place(int count) {
        return tailBody + (long) count * width;
    }

    private int filled() {
        return (int) (next - tailBody) / width;
    }

    private void raise(int reference) {
        if (reference != 0) {
            core.counts().raise(reference);
        }
    }

    /** The number of elements so far. */
    public int size() {
        return tailStart + filled();
    }

    /** The bytes. */
    public Memory memory() {
        return memory;
    }

    private void change(Consumer<Stripe> step) {
        endReservation();
        try {
            core.change(stripe -> {
                token.edit();
                edit.resume(stripe);
                boolean isCut = false;
                try {
                    step.accept(stripe);
                } catch (Error e) {
                    isCut = true;
                    throw e;
                } finally {
                    edit.makeValid();
                    if (isCut) {
                        token.cut(edit.root(), tail);
                    } else {
                        token.hold(edit.root(), tail);
                    }
                    objects = KeptObjects.joinAny(objects, stripe.takeObjects());
                }
                return token;
            });
            if (objects != null) {
                objects = Reach.compacted(core, objects, size(), edit.root(), tail);
            }
        } catch (Error e) {
            end = e;
            owner = null;
            throw e;
        } finally {
            // a builder that is found dead too soon would not own the nodes of this step
            Reference.reachabilityFence(this);
        }
    }

    /** Appends an element, after {@link #check}: preparing it may have run a user's code. */
    public void append(long value, @Nullable Object prepared) {
        check();
        if (next >= roomEnd) {
            change(this::ensureRoom);
        }
        if (trySave(value, prepared)) {
            next += width;
            return;
        }
        change(stripe -> {
            LeafEdit.fill(type, stripe, tail, filled(), value, prepared);
            // here, since the code behind the change may throw
            next += width;
        });
    }

    /** Appends a value if it needs no preparation and there is room; returns whether it did. */
    public <T extends @Nullable Object> boolean tryAppend(SlotCodec<T> slots, T value) {
        check();
        if (next >= roomEnd) {
            return false;
        }
        try {
            if (!slots.trySavePlain(core, next, value)) {
                return false;
            }
        } catch (Error e) {
            end = e;
            owner = null;
            throw e;
        }
        next += width;
        return true;
    }

    /** Appends what {@code function} gives for elements of {@code from}, until there is no room, or one has needed preparation. */
    public <S extends @Nullable Object, T extends @Nullable Object> void appendMapped(
            SlotCodec<T> slots, Iterator<S> from, Function<? super S, ? extends T> function) {
        while (next < roomEnd && from.hasNext()) {
            T value = function.apply(from.next());
            if (!tryAppend(slots, value)) {
                append(0, slots.prepareFor(core, value));
                return;
            }
        }
    }

    /** Appends {@code count} elements without references, which {@code filler} writes, after {@link #check}. */
    public void appendAll(int count, FullLeaves.Filler filler) {
        int start = size();
        for (int done = 0; done < count; done = size() - start) {
            if (next >= roomEnd) {
                change(stripe -> appendLeaves(stripe, start, count, filler));
            } else {
                int some = Math.min((int) (roomEnd - next) / width, count - done);
                filler.fill(next, done, some);
                next += (long) some * width;
            }
        }
    }

    /** Appends full leaves for some of {@code count} elements behind {@code start}, or makes room for one at least. It may be run again after an error. */
    private void appendLeaves(Stripe stripe, int start, int count, FullLeaves.Filler filler) {
        int full = type.leafElements();
        int from = size() - start;
        int leaves = Math.min(FullLeaves.MOST, Math.min(count - from, SIZE_MAX - size()) / full);
        if (leaves == 0 || filled() != full || edit.isIrregular()) {
            ensureRoom(stripe);
            return;
        }
        FullLeaves more = new FullLeaves(type, stripe, leafNumber(), tail, leaves);
        try {
            more.push(edit, tailStart, filler, from);
        } finally {
            setTail(more.last(), tailStart + more.pushed() * full, full, full, tailIsMine || more.pushed() > 0);
        }
    }

    /** An error ends the builder: the rest of this element would be a part of the next one. */
    private boolean trySave(long value, @Nullable Object prepared) {
        try {
            return type.trySave(next, value, prepared);
        } catch (Error e) {
            end = e;
            owner = null;
            throw e;
        }
    }

    /** Makes room for at least one more element, and returns its address. The caller writes and then calls {@link #advance}. */
    public long makeRoom() {
        if (next >= roomEnd) {
            change(this::ensureRoom);
        }
        return next;
    }

    /** Counts the element that was written into the room. */
    public void advance() {
        next += width;
    }

    /**
     * Throws unless one more element fits behind {@code size} elements.
     *
     * @throws IllegalStateException if a vector can't be that long
     */
    public static void checkRoom(long size) {
        if (size >= SIZE_MAX) {
            throw new IllegalStateException("a vector holds at most " + SIZE_MAX + " elements");
        }
    }

    private long leafNumber() {
        return placesNumber == 0 ? edit.number() : placesNumber;
    }

    private void ensureRoom(Stripe stripe) {
        checkRoom(size());
        int filled = filled();
        if (filled >= type.leafElements()) {
            pushTail(stripe);
        } else if (!tailIsMine || filled == tailCapacity) {
            ownTail(stripe);
        }
    }

    private void pushTail(Stripe stripe) {
        int full = type.leafElements();
        int fresh = LeafEdit.fresh(type, stripe, leafNumber(), full);
        boolean wasIrregular = edit.isIrregular();
        try {
            edit.pushLeaf(tailStart, tail, filled());
        } catch (Throwable e) {
            stripe.drop(fresh);
            throw e;
        }
        setTail(fresh, size(), full, 0, true);
        if (wasIrregular || edit.isIrregular()) {
            keepTrie(stripe);
        }
    }

    /** After a push that did not edit in place: from here on, the new nodes are copied as those of the source are. */
    private void keepTrie(Stripe stripe) {
        raise(edit.root());
        if (kept == null) {
            kept = stripe.registerHolder(this, edit.root(), 0, scope);
        } else {
            stripe.drop(kept.first());
            kept.hold(edit.root(), 0);
        }
        edit.freeze();
    }

    private void ownTail(Stripe stripe) {
        int count = filled();
        int full = Math.max(count, type.leafElements());
        int copy = count == 0
                ? LeafEdit.fresh(type, stripe, leafNumber(), full)
                : LeafEdit.copy(type, stripe, leafNumber(), tail, count, full);
        stripe.drop(tail);
        setTail(copy, tailStart, full, count, true);
    }

    /** Replaces an element, after {@link #check}. The index is within the vector. */
    public void set(int index, long value, @Nullable Object prepared) {
        check();
        change(stripe -> {
            if (index < tailStart) {
                edit.write(index, value, prepared);
                return;
            }
            if (!tailIsMine) {
                ownTail(stripe);
            }
            LeafEdit.write(type, stripe, tail, index - tailStart, value, prepared);
        });
    }

    /** The address of element {@code index}, which is within the vector. */
    public long elementAt(int index) {
        if (index >= tailStart) {
            return place(index - tailStart);
        }
        return edit.elementAt(index);
    }

    /** Ends the reservation that goes on, if any. There is no room in the tail meanwhile, so each change of this builder comes here. */
    void endReservation() {
        reserved.run();
        reserved = () -> {};
    }

    /** Runs {@code end} before the next change of this builder, after {@link #withPlaces}. */
    void reserved(Runnable end) {
        reserved = end;
    }

    /** The elements so far with {@code more} behind them that only {@code filler} has written, in leaves that nothing else refers to. */
    VectorBase withPlaces(int more, FullLeaves.Filler filler) {
        build();
        VectorBuilder longer = new VectorBuilder(source, size(), scope);
        longer.placesNumber = longer.edit.number();
        longer.appendAll(more, filler);
        longer.build();
        return longer.source;
    }

    /** The elements so far as a base. Copies nothing. */
    public VectorBase build() {
        endReservation();
        try {
            return buildNow();
        } catch (Error e) {
            end = e;
            owner = null;
            throw e;
        }
    }

    private VectorBase buildNow() {
        return core.change(stripe -> {
            // a leaf has one Tail, or its places could be claimed twice
            Tail shared = tailIsMine ? new Tail(tail, tailStart, tailCapacity, filled()) : source.tail;
            VectorBase base = base(stripe, shared, core.scope());
            // a base that dies with an inner scope may die before this builder, which T1 forbids
            source = base.scope() == scope ? base : base(stripe, shared, scope);
            edit.resume(stripe);
            edit.freeze();
            tailIsMine = false;
            roomEnd = 0;
            return base;
        });
    }

    private VectorBase base(Stripe stripe, Tail shared, @Nullable ScopeState within) {
        VectorBase base = source.like(edit.root(), edit.height(), shared, within);
        raise(edit.root());
        raise(tail);
        stripe.keep(objects);
        base.register(stripe, edit.root(), tail);
        return base;
    }
}
