package dev.cairn;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.trie.vector.HeapVector;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A named place in a store that always holds one version, and that threads read and replace as an
 * {@link java.util.concurrent.atomic.AtomicReference}. Each method takes effect at one moment between its call and its
 * return, with the memory effects of a volatile read or write. Made by {@link Store#atom(String, Version)}.
 *
 * <p>What an atom holds stays alive until it is replaced, the atom is removed, or the store is closed. A version goes in as it is:
 * changes of it that wait go on waiting. One that is confined to a scope is written, in O(log n) for each change that waits, and what
 * comes out is confined to none. Reading and replacing take a few nanoseconds.
 *
 * <p>Versions are compared by identity: the same version is the same Java object, or another that has the very same nodes. Replacing
 * a version by itself changes nothing. {@link #compareAndSet} takes a small version, of up to 64 elements of Cairn's own codecs, for
 * another that is equal, since such go into other collections and come back as copies.
 *
 * <p>All methods may be called by any thread. They throw {@link StoreClosedException} after the store was closed,
 * {@link IllegalStateException} after the atom was removed, {@link StoreFullException} if there is no room for the new value,
 * and {@link ForeignStoreException} if a version is of another store; then the atom is as it was.
 *
 * @param <T> the collections
 */
public final class Atom<T extends Version> {
    private static final int OWN_CHANGES_MAX = 100;

    /** More than these are in no collection that goes into others, or comes back, as a copy. */
    private static final int COPIED_MAX = Math.max(HeapVector.FEW, MapTable.COPIED_MAX);

    private final Core core;
    private final String name;
    private final NestedCodec<T> kind;
    private final AtomPlace<T> place;
    private final Watchers<T> watchers;

    Atom(Core core, String name, NestedCodec<T> kind, AtomPlace<T> place) {
        this.core = core;
        this.name = name;
        this.kind = kind;
        this.place = place;
        this.watchers = new Watchers<>(name, this::current);
    }

    NestedCodec<T> kind() {
        return kind;
    }

    /** The store that it is in. */
    public Store store() {
        return Store.of(core);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The version that it holds. O(1). */
    @JsonValue
    public T get() {
        return current().version;
    }

    private AtomPlace.Held<T> current() {
        core.check();
        AtomPlace.Held<T> held = place.current();
        if (held == null) {
            throw removed();
        }
        return held;
    }

    IllegalStateException removed() {
        return new IllegalStateException("the atom " + name + " was removed");
    }

    private T admit(T value) {
        return place.admit(value);
    }

    /** The version before and the version after. */
    private record Change<T>(T before, T after) {}

    /** Replaces the version by what {@code next} makes of it and admits. */
    private Change<T> exchange(UnaryOperator<T> next) {
        watchers.requireShortChain();
        for (int own = 0; ; ) {
            AtomPlace.Held<T> seen = current();
            T version = next.apply(seen.version);
            if (kind.isSameVersion(seen.version, version)) {
                return new Change<>(seen.version, seen.version);
            }
            if (place.replace(seen, version)) {
                watchers.tell(seen.version, version);
                return new Change<>(seen.version, version);
            }
            if (isChangedHere(seen) && ++own == OWN_CHANGES_MAX) {
                throw new ConcurrentModificationException("the function that computes the next version of the atom "
                        + name + " changed the atom itself, " + own + " times; it must only compute");
            }
        }
    }

    /** Whether this thread replaced {@code before}; a function that the caller ran must have done that. */
    @SuppressWarnings("ReferenceEquality") // the same is what is asked for
    private boolean isChangedHere(AtomPlace.Held<T> before) {
        AtomPlace.Held<T> now = current();
        return now != before && now.writer == Thread.currentThread().threadId();
    }

    /** Replaces the version. O(1). */
    public void set(T version) {
        getAndSet(version);
    }

    /** Replaces the version; returns the one before. O(1). */
    public T getAndSet(T version) {
        T next = admit(Objects.requireNonNull(version, "version"));
        return exchange(before -> next).before();
    }

    /** Replaces the version by {@code version}, if it is the same as {@code expected}; returns whether it was. O(1). */
    public boolean compareAndSet(T expected, T version) {
        T from = admit(Objects.requireNonNull(expected, "expected"));
        T to = admit(Objects.requireNonNull(version, "version"));
        watchers.requireShortChain();
        while (true) {
            AtomPlace.Held<T> seen = current();
            if (!isExpected(from, seen.version)) {
                return false;
            }
            if (kind.isSameVersion(from, to)) {
                return true;
            }
            if (place.replace(seen, to)) {
                watchers.tell(seen.version, to);
                return true;
            }
        }
    }

    /**
     * Whether {@code version} is taken for {@code expected}: it is the same, or both are so small that they go into collections and
     * come back as copies, and are equal. None of a user's code is called for that.
     */
    private boolean isExpected(T expected, T version) {
        return kind.isSameVersion(expected, version)
                || (!kind.comparesByUserCode()
                        && Math.max(kind.size(expected), kind.size(version)) <= COPIED_MAX
                        && expected.equals(version));
    }

    /**
     * Replaces the version by what {@code function} makes of it; returns the new one. If another thread replaces it meanwhile,
     * the function is called again with what is there then, so it should have no effects beside. So it is if it replaces the
     * version itself.
     *
     * @throws java.util.ConcurrentModificationException if the function replaced the version itself 100 times, whenever it was called
     */
    public T updateAndGet(UnaryOperator<T> function) {
        return exchange(before -> admit(given(function, before))).after();
    }

    /** As {@link #updateAndGet}, but returns the version before. */
    public T getAndUpdate(UnaryOperator<T> function) {
        return exchange(before -> admit(given(function, before))).before();
    }

    private T given(UnaryOperator<T> function, T before) {
        return Objects.requireNonNull(function.apply(before), "the function gave null; an atom always holds a version");
    }

    /** Replaces the version by what {@code function} makes of it and {@code other}; returns the new one. */
    public T accumulateAndGet(T other, BinaryOperator<T> function) {
        return updateAndGet(before -> function.apply(before, other));
    }

    /** As {@link #accumulateAndGet}, but returns the version before. */
    public T getAndAccumulate(T other, BinaryOperator<T> function) {
        return getAndUpdate(before -> function.apply(before, other));
    }

    /**
     * Calls {@code action} with the version before and the version after each change, until the watch is closed. The thread
     * that made the change calls it, after the change, and holding nothing; so with several threads changes may be told
     * in another order than they happened. What the action throws is logged, to {@code dev.cairn}. O(log of how many watch).
     *
     * <p>The action may change this atom or others. Such a change is told in its turn before it returns. A chain of more than 100
     * changes, each made by an action that was told of the one before, has no end in sight: the change that would come next throws an
     * {@link IllegalStateException}, and nothing is changed by it.
     */
    public Watch watch(BiConsumer<? super T, ? super T> action) {
        return watch(action, end -> {});
    }

    /**
     * As {@link #watch(BiConsumer)}. When no more changes can come, {@code ended} is called once with what a use of this atom throws
     * from then on: {@link StoreClosedException} when the store is closed, {@link IllegalStateException} when the atom is removed. The
     * thread that closes or removes calls it. It is not called when the watch was closed before. What it throws is logged.
     */
    public Watch watch(BiConsumer<? super T, ? super T> action, Consumer<? super RuntimeException> ended) {
        return watchers.add(action, ended)::run;
    }

    /** Is told of changes, until it is closed. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        /** Ends it; a change that happens now may be told still. */
        @Override
        void close();
    }

    /** Lets go of what it holds; the caller took it off the names, and calls {@link #endWatches} when it holds no lock. */
    void end() {
        place.end();
    }

    /** Tells those who watch that it has ended. */
    void endWatches() {
        watchers.end(core.isClosed() ? new StoreClosedException("the store is closed") : removed());
    }

    @Override
    public String toString() {
        return "Atom[" + name + "]";
    }
}
