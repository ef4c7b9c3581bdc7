package dev.cairn;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.RootCell;
import java.lang.ref.Reference;
import java.util.ConcurrentModificationException;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A named place in a store that always holds one version, and that threads read and replace as an
 * {@link java.util.concurrent.atomic.AtomicReference}. Each method takes effect at one moment between its call and its
 * return, with the memory effects of a volatile read or write. Made by {@link Store#atom(String, Version)}.
 *
 * <p>What an atom holds stays alive until it is replaced, the atom is removed, or the store is closed. Updates that
 * wait are written when a version goes into an atom: O(log n) for each. A version confined to a scope may go in; what comes
 * out is confined to none. Reading takes a few nanoseconds, replacing writes a header of 48 bytes.
 *
 * <p>Versions are compared by identity: the same version is one that has the very same nodes, whether it is the same Java
 * object or not. Replacing a version by itself changes nothing.
 *
 * <p>All methods may be called by any thread. They throw {@link StoreClosedException} after the store was closed,
 * {@link IllegalStateException} after the atom was removed, {@link StoreFullException} if there is no room for the new value,
 * and {@link ForeignStoreException} if a version is of another store; then the atom is as it was.
 *
 * @param <T> the collections
 */
public final class Atom<T extends Version> {
    /*
     * The truth is the cell in the store (RootCell); held is what was last seen there, with its Java object. It may be stale,
     * so a reader compares its header with the cell: while held can be reached, its header is not reused, so the same
     * reference is the same version. Who finds another reads the cell, and makes a Java object for what is there.
     */
    private static final int OWN_CHANGES_MAX = 100;

    private final Core core;
    private final String name;
    private final NestedCodec<T> kind;
    private final int root;
    private final RootCell cell;
    private final Watchers<T> watchers;
    private final CellObjects objects = new CellObjects();
    private volatile @Nullable Held<T> held;

    Atom(Core core, String name, NestedCodec<T> kind, int root, Held<T> first) {
        this.core = core;
        this.name = name;
        this.kind = kind;
        this.root = root;
        this.cell = core.roots().cell(root);
        this.held = first;
        this.watchers = new Watchers<>(this);
        objects.enter(first);
        objects.done(first);
    }

    /** The form in which {@code value} may go into an atom of {@code core}. */
    static <T extends Version> T admit(Core core, NestedCodec<T> kind, T value) {
        T settled = kind.require(value);
        kind.requireOwn(core, settled);
        return kind.base(settled).confinement() == null ? settled : kind.keep(settled);
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

    private Held<T> current() {
        core.check();
        Held<T> known = held;
        try {
            if (known != null && cell.reference() == known.header) {
                return known;
            }
        } finally {
            Reference.reachabilityFence(known);
            Reference.reachabilityFence(this);
        }
        return read();
    }

    private Held<T> read() {
        objects.beginReading();
        try {
            return core.change(stripe -> {
                int header = cell.read(stripe);
                if (header == 0) {
                    throw removed();
                }
                Held<T> found =
                        new Held<>(kind.revive(core, stripe, header, IntUnaryOperator.identity(), null), header);
                held = found;
                return found;
            });
        } finally {
            objects.endReading(cell);
            Reference.reachabilityFence(this);
        }
    }

    IllegalStateException removed() {
        return new IllegalStateException("the atom " + name + " was removed");
    }

    /** Puts {@code next} in the place of {@code expected}; null if something else is there. */
    private @Nullable Held<T> replace(Held<T> expected, T next) {
        try {
            return core.<@Nullable Held<T>>change(stripe -> {
                if (cell.reference() != expected.header) {
                    return null;
                }
                Held<T> made = Held.of(kind, stripe, next);
                objects.enter(made);
                boolean done = cell.replace(stripe, expected.header, made.header);
                if (done) {
                    held = made;
                } else {
                    stripe.drop(made.header);
                }
                objects.done(made);
                return done ? made : null;
            });
        } finally {
            objects.leaveOld(cell);
            Reference.reachabilityFence(expected);
            Reference.reachabilityFence(this);
        }
    }

    private boolean isSame(T a, T b) {
        return kind.base(a).header(kind.size(a)).equals(kind.base(b).header(kind.size(b)));
    }

    private T admit(T value) {
        return admit(core, kind, value);
    }

    /** The version before and the version after. */
    private record Change<T>(T before, T after) {}

    /** Replaces the version by what {@code next} makes of it and admits. */
    private Change<T> exchange(UnaryOperator<T> next) {
        watchers.requireShortChain();
        for (int own = 0; ; ) {
            Held<T> seen = current();
            T version = next.apply(seen.version);
            if (isSame(seen.version, version)) {
                return new Change<>(seen.version, seen.version);
            }
            if (replace(seen, version) != null) {
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
    private boolean isChangedHere(Held<T> before) {
        Held<T> now = held;
        return now != null
                && now != before
                && now.writer == Thread.currentThread().threadId();
    }

    /** Replaces the version. O(1). */
    public void set(T version) {
        getAndSet(version);
    }

    /** Replaces the version; returns the one before. O(1). */
    public T getAndSet(T version) {
        T next = admit(version);
        return exchange(before -> next).before();
    }

    /** Replaces the version by {@code version}, if it is the same as {@code expected}; returns whether it was. O(1). */
    public boolean compareAndSet(T expected, T version) {
        T from = admit(expected);
        T to = admit(version);
        watchers.requireShortChain();
        while (true) {
            Held<T> seen = current();
            if (!isSame(seen.version, from)) {
                return false;
            }
            if (isSame(from, to)) {
                return true;
            }
            if (replace(seen, to) != null) {
                watchers.tell(seen.version, to);
                return true;
            }
        }
    }

    /**
     * Replaces the version by what {@code function} makes of it; returns the new one. If another thread replaces it meanwhile,
     * the function is called again with what is there then, so it should have no effects beside. So it is if it replaces the
     * version itself.
     *
     * @throws java.util.ConcurrentModificationException if the function replaced the version itself 100 times, whenever it was called
     */
    public T updateAndGet(UnaryOperator<T> function) {
        return exchange(before -> admit(function.apply(before))).after();
    }

    /** As {@link #updateAndGet}, but returns the version before. */
    public T getAndUpdate(UnaryOperator<T> function) {
        return exchange(before -> admit(function.apply(before))).before();
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
        return watchers.add(action, ended);
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
        core.roots().remove(root);
        held = null;
        objects.clear();
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
