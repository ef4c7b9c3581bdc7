package dev.cairn;

import dev.cairn.internal.life.Core;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The variable of an atom, from which threads read the version and in which they replace it. */
interface AtomPlace<T extends Version> {
    /**
     * A version equal to {@code value} that may be put here: it is confined to no scope. Throws unless it has the atom's kind and
     * store.
     */
    T admit(T value);

    /** The current version; null after the end. */
    @Nullable
    Held<T> current();

    /** Replaces {@code expected} by {@code next}, which was admitted; returns whether {@code expected} was current. */
    boolean replace(Held<T> expected, T next);

    /** Releases the version; this place stays empty. */
    void end();

    /**
     * A version that is or was current.
     *
     * @param <T> the collections
     */
    class Held<T extends Version> {
        final T version;

        /** The id of the thread that put the version here; 0 if the version was read from the cell. */
        final long writer;

        Held(T version, long writer) {
            this.version = version;
            this.writer = writer;
        }
    }

    /**
     * A place on the heap, for a store that only this process reads. Pending edits of a version stay pending.
     *
     * @param <T> the collections
     */
    final class OnHeap<T extends Version> implements AtomPlace<T> {
        private final Core core;
        private final NestedCodec<T> kind;
        private final AtomicReference<@Nullable Held<T>> held = new AtomicReference<>();

        /** Begins with {@code first}, which was admitted. */
        OnHeap(Core core, NestedCodec<T> kind, T first) {
            this.core = core;
            this.kind = kind;
            held.set(new Held<>(first, 0));
        }

        static <T extends Version> T admit(Core core, NestedCodec<T> kind, T value) {
            kind.requireOwn(core, value);
            return kind.withoutScope(value);
        }

        @Override
        public T admit(T value) {
            return admit(core, kind, value);
        }

        @Override
        public @Nullable Held<T> current() {
            return held.get();
        }

        @Override
        public boolean replace(Held<T> expected, T next) {
            return held.compareAndSet(
                    expected, new Held<>(next, Thread.currentThread().threadId()));
        }

        @Override
        public void end() {
            held.set(null);
        }
    }
}
