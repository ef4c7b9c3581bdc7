package dev.cairn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Runs an action in many threads, every other one virtual, and throws what the first that failed threw. */
public final class Threads {
    private Threads() {}

    /** What a thread does. */
    @FunctionalInterface
    public interface Action {
        void run(int thread) throws Exception;
    }

    public static void run(int count, Action action) throws InterruptedException {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int thread = i;
            Thread.Builder builder = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            threads.add(builder.start(() -> {
                try {
                    action.run(thread);
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " of " + count + " threads failed", failures.peek());
        }
    }
}
