package dev.cairn;

import org.jspecify.annotations.Nullable;

/** A stack that ends in the middle of an operation. */
final class Brink {
    private static final int BYTES = 256 << 10;

    private int depth;
    private @Nullable Throwable caught;

    private Brink() {}

    /** Does {@code step} in each eighth frame of a thread until its stack is full; {@code frames} before the first shift where that is. */
    static void overflow(int frames, Edge.Step step) {
        Brink brink = new Brink();
        Throwable caught = brink.run(() -> down(frames, () -> everyEighthFrame(0, step)));
        if (!(caught instanceof StackOverflowError)) {
            throw new AssertionError("no overflow", caught);
        }
    }

    /** Does {@code action} once, about {@code frames} frames before the stack is full; returns what it threw. */
    static @Nullable Throwable near(int frames, Runnable action) {
        Brink brink = new Brink();
        brink.run(brink::measure);
        int most = brink.depth;
        return brink.run(() -> down(most - frames, action));
    }

    private @Nullable Throwable run(Runnable action) {
        caught = null;
        Thread thread = new Thread(null, () -> attempt(action), "recursing", BYTES);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return caught;
    }

    private void attempt(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            caught = e;
        }
    }

    private void measure() {
        if (++depth > 0) {
            measure();
        }
    }

    private static void down(int frames, Runnable action) {
        if (frames > 0) {
            down(frames - 1, action);
        } else {
            action.run();
        }
    }

    private static long everyEighthFrame(int depth, Edge.Step step) {
        if (depth % 8 == 0) {
            step.run(depth / 8 % Edge.SIZE);
        }
        return depth < 0 ? 0 : 1 + everyEighthFrame(depth + 1, step);
    }
}
