package dev.cairn;

import dev.cairn.internal.life.Core;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the version of an atom is, which threads read and replace. */
interface AtomPlace<T extends Version> {
    /** What goes in for {@code value}, confined to no scope. Throws unless it is of the atom's kind and store. */
    T admit(T value);

    /** What is there; null after the end. */
    @Nullable
    Held<T> current();

    /** Puts {@code next}, which was admitted, in the place of {@code expected}; returns whether that was there. */
    boolean replace(Held<T> expected, T next);

    /** Lets go of what is there, for good. */
    void end();

    /**
     * A version that was in the place.
     *
     * @param <T> the collections
     */
    class Held<T extends Version> {
        final T version;

        /** The number of the thread that put it there; 0 if it was read from there. */
        final long writer;

        Held(T version, long writer) {
            this.version = version;
            this.writer = writer;
        }
    }

    /**
     * A place on the heap, in a store that nobody but this process reads: a version goes in as it is, with the changes that wait.
     *
     * @param <T> the collections
     */
    final class OnHeap<T extends Version> implements AtomPlace<T> {
        private final Core core;
        private final NestedCodec<T> kind;
        private final AtomicReference<@Nullable Held<T>> held = new AtomicReference<>();

        /** A place that holds {@code first}, which was admitted. */
        OnHeap(Core core, NestedCodec<T> kind, T first) {
            this.core = core;
            this.kind = kind;
            held.set(new Held<>(first, 0));
        }

        static <T extends Version> T admit(Core core, NestedCodec<T> kind, T value) {
            kind.requireOwn(core, value);
            return kind.free(value);
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
