package dev.cairn;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The actions that are told of the changes of one atom, in the order in which they were added. */
final class Watchers<T extends Version> {
    private static final System.Logger LOG = System.getLogger("dev.cairn");
    private static final int CHAIN_MAX = 100;

    /** How many changes are being told by the calling thread, each made by an action that was told of the one before. */
    private static final ThreadLocal<int[]> CHAIN = ThreadLocal.withInitial(() -> new int[1]);

    private final String atom;
    private final Runnable requireAtom;
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Watcher<T>> byNumber = new ConcurrentSkipListMap<>();

    /** None yet. {@code requireAtom} throws what a use of the atom throws if the atom has ended. */
    Watchers(String atom, Runnable requireAtom) {
        this.atom = atom;
        this.requireAtom = requireAtom;
    }

    private record Watcher<T>(BiConsumer<? super T, ? super T> action, Consumer<? super RuntimeException> ended) {
        Watcher {
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(ended, "ended");
        }
    }

    /** Adds an action; returns what removes it again. Throws what a use of the atom throws if the atom has ended. */
    Runnable add(BiConsumer<? super T, ? super T> action, Consumer<? super RuntimeException> ended) {
        Watcher<T> watcher = new Watcher<>(action, ended);
        Long number = numbers.getAndIncrement();
        byNumber.put(number, watcher);
        VarHandle.fullFence(); // who ends the atom does so first, and then looks for watchers
        try {
            requireAtom.run();
        } catch (RuntimeException e) {
            if (byNumber.remove(number) != null) {
                throw e;
            }
        }
        return () -> byNumber.remove(number);
    }

    /**
     * Throws if a change that the calling thread is about to make would make the chain of changes too long.
     *
     * @throws IllegalStateException if so
     */
    void requireShortChain() {
        if (!byNumber.isEmpty() && CHAIN.get()[0] >= CHAIN_MAX) {
            throw new IllegalStateException("a change of the atom " + atom + " comes after a chain of " + CHAIN_MAX
                    + " changes, each made by an action that was told of the one before; it would not end");
        }
    }

    /** Tells all of a change; those that are added meanwhile are not told of it. */
    void tell(T before, T after) {
        if (byNumber.isEmpty()) {
            return;
        }
        int[] chain = CHAIN.get();
        chain[0]++;
        try {
            byNumber.headMap(numbers.get())
                    .values()
                    .forEach(watcher -> run(() -> watcher.action.accept(before, after)));
        } finally {
            chain[0]--;
        }
    }

    /** Tells all that there will be no more changes, since a use of the atom throws {@code reason}. */
    void end(RuntimeException reason) {
        for (var first = byNumber.pollFirstEntry(); first != null; first = byNumber.pollFirstEntry()) {
            Watcher<T> watcher = first.getValue();
            run(() -> watcher.ended.accept(reason));
        }
    }

    private void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.WARNING, "what watches the atom " + atom + " failed", e);
        }
    }
}
