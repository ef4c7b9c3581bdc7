package dev.cairn;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The actions that watch one atom. They are called in the order in which they were added. */
final class Watchers<T extends Version> {
    private static final System.Logger LOG = System.getLogger("dev.cairn");
    private static final int CHAIN_MAX = 100;

    /** The length of the calling thread's chain of changes: an action that watches a change has made the next change. */
    private static final ThreadLocal<int[]> CHAIN = ThreadLocal.withInitial(() -> new int[1]);

    private final String atom;
    private final Runnable requireAtom;
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Watcher<T>> byNumber = new ConcurrentSkipListMap<>();

    /** No watchers yet. {@code requireAtom} throws an exception if the atom has ended. */
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

    /** Adds an action; the result removes it again. Throws the exception of {@code requireAtom} if the atom has ended. */
    Runnable add(BiConsumer<? super T, ? super T> action, Consumer<? super RuntimeException> ended) {
        Watcher<T> watcher = new Watcher<>(action, ended);
        Long number = numbers.getAndIncrement();
        byNumber.put(number, watcher);
        VarHandle.fullFence(); // the end of an atom happens before its watchers are searched
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
     * Refuses the next change of the calling thread if its chain of changes is too long.
     *
     * @throws IllegalStateException if the chain is too long
     */
    void requireShortChain() {
        if (!byNumber.isEmpty() && CHAIN.get()[0] >= CHAIN_MAX) {
            throw new IllegalStateException("the change of the atom " + atom + " was refused after a chain of "
                    + CHAIN_MAX + " changes: an action that watches each change made the next one, without end");
        }
    }

    /** Whether there is any. */
    boolean hasAny() {
        return !byNumber.isEmpty();
    }

    /** Calls all actions for a change, but not those added meanwhile. */
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

    /** Tells all watchers that no more changes will come, because each use of the atom now throws {@code reason}. */
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
            LOG.log(System.Logger.Level.WARNING, "an action that watches the atom " + atom + " failed", e);
        }
    }
}
