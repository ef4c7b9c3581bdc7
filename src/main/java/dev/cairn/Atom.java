package dev.cairn;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.OwnChanges.Maker;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Doorbell;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.internal.trie.vector.HeapVector;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A named variable in a store. An atom always holds one version; threads read and replace the version as in an {@link
 * java.util.concurrent.atomic.AtomicReference}. Each method takes effect atomically, with the memory effects of a volatile read or
 * write. {@link Store#atom(String, Version)} makes atoms.
 *
 * <p>The version of an atom stays alive until it is replaced, the atom is removed, or the store is closed. The pending edits of a
 * version stay pending when it goes into an atom. But the pending edits of a version that is confined to a scope are written, in O(log
 * n) for each, and the atom returns a version without a scope. Reading and replacing take a few nanoseconds.
 *
 * <p>Versions are compared by identity: two versions are the same if they are the same Java object, or have the same nodes. Replacing a
 * version by itself changes nothing. {@link #compareAndSet} also accepts a small version that is equal to the expected one, up to 64
 * elements of Cairn's own codecs, because small versions are copied when they go into other collections.
 *
 * <p>Any thread may call all methods. They throw {@link StoreClosedException} after the store was closed, {@link IllegalStateException}
 * after the atom was removed, {@link StoreFullException} if the new version does not fit, and {@link ForeignStoreException} if a
 * version lies in another store. After an exception the atom is unchanged.
 *
 * @param <T> the type of the versions
 */
public final class Atom<T extends Version> {
    private static final int OWN_CHANGES_MAX = 100;

    /** The most elements of a collection that is copied when it goes into another collection or comes out of it. */
    private static final int COPIED_MAX = Math.max(HeapVector.FEW, MapTable.COPIED_MAX);

    private final Core core;
    private final String name;
    private final NestedCodec<T> kind;
    private final AtomPlace<T> place;
    private final Watchers<T> watchers;
    private final Runnable watchOthers;

    /** The version of which the watchers were told last by the thread for changes of other processes; null without watchers. */
    private final AtomicReference<@Nullable T> told = new AtomicReference<>();

    private final OwnChanges<T> ownChanges = new OwnChanges<>();

    Atom(Core core, String name, NestedCodec<T> kind, AtomPlace<T> place, Runnable watchOthers) {
        this.watchOthers = watchOthers;
        this.core = core;
        this.name = name;
        this.kind = kind;
        this.place = place;
        this.watchers = new Watchers<>(name, this::current);
    }

    NestedCodec<T> kind() {
        return kind;
    }

    /** The store of this atom. */
    public Store store() {
        return Store.of(core);
    }

    /** The name of this atom. */
    public String name() {
        return name;
    }

    /** The current version. O(1). */
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

    /** Whether the atom was removed. */
    boolean isRemoved() {
        return place.current() == null;
    }

    IllegalStateException removed() {
        return new IllegalStateException("the atom " + name + " was removed");
    }

    private T admit(T value) {
        return place.admit(value);
    }

    /** The version before and the version after. */
    private record Change<T>(T before, T after) {}

    /** Replaces the version by the result of {@code next}, which also admits it. */
    private Change<T> exchange(UnaryOperator<T> next) {
        watchers.requireShortChain();
        for (int own = 0; ; ) {
            AtomPlace.Held<T> seen = current();
            T version = next.apply(seen.version);
            if (kind.isSameVersion(seen.version, version)) {
                return new Change<>(seen.version, seen.version);
            }
            if (replace(seen, version)) {
                return new Change<>(seen.version, version);
            }
            if (isChangedHere(seen) && ++own == OWN_CHANGES_MAX) {
                throw new ConcurrentModificationException("the function that computes the next version of the atom "
                        + name + " changed the atom itself, " + own + " times; it must only compute the version");
            }
        }
    }

    /** Replaces the version if it is {@code seen}, and tells the watchers; returns whether it was. */
    private boolean replace(AtomPlace.Held<T> seen, T version) {
        boolean isShared = core.hasOthers() && watchers.hasAny();
        if (isShared) {
            ownChanges.begin();
        }
        try {
            boolean isDone = place.replace(seen, version);
            if (isDone && isShared) {
                ownChanges.made(version);
            }
            if (isDone) {
                watchers.tell(seen.version, version);
            }
            return isDone;
        } finally {
            if (isShared) {
                ownChanges.end();
            }
        }
    }

    /** Whether the atom has a version of which the watchers were not told last. */
    boolean hasRemoteChange() {
        T last = told.get();
        if (last == null || !watchers.hasAny()) {
            return false;
        }
        long number = ownChanges.ended();
        AtomPlace.Held<T> now = place.current();
        return now == null || (!kind.isSameVersion(last, now.version) && ownChanges.isQuiet(number));
    }

    /** Tells the watchers of a change by another process: of the version of which they were told last, and of the newest. */
    void tellRemoteChange() {
        T last = told.get();
        long number = ownChanges.ended();
        AtomPlace.Held<T> now = place.current();
        if (last == null) {
            return;
        }
        if (now == null) {
            told.set(null);
            endWatches();
        } else if (!watchers.hasAny()) {
            told.set(null); // it would keep the version
            ownChanges.forget();
        } else if (!kind.isSameVersion(last, now.version)) {
            Maker maker = ownChanges.maker(number, made -> kind.isSameVersion(made, now.version));
            if (maker != Maker.UNKNOWN && told.compareAndSet(last, now.version) && maker == Maker.ANOTHER) {
                watchers.tell(last, now.version);
            }
        }
    }

    /** Whether this thread replaced {@code before}. Only a function that the caller ran can have done so. */
    @SuppressWarnings("ReferenceEquality") // the identity is meant
    private boolean isChangedHere(AtomPlace.Held<T> before) {
        AtomPlace.Held<T> now = current();
        return now != before && now.writer == Thread.currentThread().threadId();
    }

    /** Replaces the version. O(1). */
    public void set(T version) {
        getAndSet(version);
    }

    /** Replaces the version; returns the previous version. O(1). */
    public T getAndSet(T version) {
        T next = admit(Objects.requireNonNull(version, "version"));
        return exchange(before -> next).before();
    }

    /** Replaces the current version by {@code version}, if the current version is {@code expected}; returns whether it was. O(1). */
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
            if (replace(seen, to)) {
                return true;
            }
        }
    }

    /**
     * Whether {@code version} counts as {@code expected}: both are the same version, or both are equal and small enough to be copied
     * when they go into other collections. Calls no code of the user.
     */
    private boolean isExpected(T expected, T version) {
        return kind.isSameVersion(expected, version)
                || (!kind.comparesByUserCode()
                        && Math.max(kind.size(expected), kind.size(version)) <= COPIED_MAX
                        && expected.equals(version));
    }

    /**
     * Replaces the version by the result of {@code function}; returns the new version. If another thread, or the function itself,
     * replaces the version meanwhile, the function is called again with the new current version. So the function should have no side
     * effects.
     *
     * @throws java.util.ConcurrentModificationException if the function itself replaced the version in each of 100 calls
     */
    public T updateAndGet(UnaryOperator<T> function) {
        return exchange(before -> admit(given(function, before))).after();
    }

    /** As {@link #updateAndGet}, but returns the previous version. */
    public T getAndUpdate(UnaryOperator<T> function) {
        return exchange(before -> admit(given(function, before))).before();
    }

    private T given(UnaryOperator<T> function, T before) {
        return Objects.requireNonNull(
                function.apply(before), "the function returned null; an atom always holds a version");
    }

    /** Replaces the version by the result of {@code function} for it and {@code other}; returns the new version. */
    public T accumulateAndGet(T other, BinaryOperator<T> function) {
        return updateAndGet(before -> function.apply(before, other));
    }

    /** As {@link #accumulateAndGet}, but returns the previous version. */
    public T getAndAccumulate(T other, BinaryOperator<T> function) {
        return getAndUpdate(before -> function.apply(before, other));
    }

    /**
     * Waits until the current version is not {@code version} any more, as {@link #compareAndSet} compares them. Returns at once if it is
     * another one now. In a store that was opened by {@link Store#openReadOnly}, a change by the other process ends the wait within some ten
     * microseconds, or within a millisecond without native access. A change and its reverse may go unseen.
     *
     * @param timeout how long to wait at most
     * @return true if there is another version; false if the time is over
     * @throws InterruptedException if the thread is interrupted; an interrupt may be noticed up to 200 milliseconds later
     * @throws StoreClosedException if the store is closed, now or meanwhile
     * @throws IllegalStateException if the atom is removed, now or meanwhile
     */
    public boolean awaitChange(T version, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(version, "version");
        long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
        return (core.isReadOnly() || core.hasOthers())
                ? core.await(() -> isChanged(version), nanos)
                : awaitHere(version, nanos);
    }

    private boolean isChanged(T version) {
        return !isExpected(version, current().version);
    }

    /** Waits for a change by a thread of this process. */
    private boolean awaitHere(T version, long nanos) throws InterruptedException {
        long begin = System.nanoTime();
        Semaphore changes = new Semaphore(0);
        try (Watch _ = watch((before, after) -> changes.release(), end -> changes.release())) {
            while (!isChanged(version)) {
                long left = nanos - (System.nanoTime() - begin);
                if (left <= 0) {
                    return false;
                }
                changes.tryAcquire(Math.min(left, Doorbell.REST_NANOS), TimeUnit.NANOSECONDS);
            }
            return true;
        }
    }

    /**
     * Calls {@code action} after each change, with the versions before and after it, until the watch is closed. The thread that made
     * the change calls the action and holds no lock meanwhile. So actions may see the changes of several threads in another order than
     * they happened. Exceptions of the action are logged to {@code dev.cairn}. O(log of the number of watches).
     * If other processes change the atom, a thread of the store calls the action, with the version of which the actions were told last, and the
     * newest; changes in between may go unseen.
     *
     * <p>The action may change this atom or others. The watchers of such a change are called before the change returns. If each change
     * calls an action that makes the next change, the change after 100 such changes throws {@link IllegalStateException} and has no
     * effect.
     *
     * @throws UnsupportedOperationException in a store that was opened for reading: {@link #awaitChange} waits for the other process
     */
    public Watch watch(BiConsumer<? super T, ? super T> action) {
        return watch(action, end -> {});
    }

    /**
     * As {@link #watch(BiConsumer)}. When the store is closed or the atom is removed, {@code ended} is called once, with the exception
     * that each later use of the atom throws: {@link StoreClosedException} or {@link IllegalStateException}. The thread that closes the
     * store or removes the atom makes the call. A watch that was closed before gets no call. Exceptions of {@code ended} are logged.
     */
    public Watch watch(BiConsumer<? super T, ? super T> action, Consumer<? super RuntimeException> ended) {
        if (core.isReadOnly()) {
            throw new UnsupportedOperationException(
                    "another process changes the atom " + name + ", and calls no actions here; use awaitChange");
        }
        if (core.hasOthers()) {
            told.compareAndSet(null, get()); // first: in a closed store nothing is added
        }
        Runnable end = watchers.add(action, ended);
        if (core.hasOthers()) {
            watchOthers.run();
        }
        return end::run;
    }

    /** A registered action, which is called after each change until the watch is closed. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        /** Ends the watch. The action may still be called for a change that happens at the same time. */
        @Override
        void close();
    }

    /** The present version, written and held for an image; nothing if the atom was removed. The atom is on the heap. */
    Optional<PinnedVersion> pin() {
        AtomPlace.Held<T> held = place.current();
        if (held == null) {
            return Optional.empty();
        }
        PinnedVersion pinned = new PinnedVersion(name, kindInImages());
        T version = CellPlace.admit(core, kind, held.version);
        try {
            core.change(stripe -> {
                pinned.hold(stripe, kind.base(version).keepHeader(stripe, kind.size(version)));
                return pinned;
            });
        } finally {
            Reference.reachabilityFence(version);
        }
        return Optional.of(pinned);
    }

    /**
     * What an image says of the kind of the atom, in a store that does not describe its collections.
     *
     * @throws NotPortableException if values of the kind mean something in this process only
     */
    String kindInImages() {
        return PortableKinds.require(name, kind);
    }

    /** Releases the version. The caller has removed this atom from the names, and calls {@link #endWatches} after it released its locks. */
    void end() {
        place.end();
    }

    /** Tells the watchers that the atom has ended. */
    void endWatches() {
        watchers.end(core.isClosed() ? new StoreClosedException("the store is closed") : removed());
    }

    @Override
    public String toString() {
        return "Atom[" + name + "]";
    }
}
