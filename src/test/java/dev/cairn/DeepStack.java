package dev.cairn;

/** A stack that ends in the middle of what a test does. */
public final class DeepStack {
    private static final int BYTES = 200_000;

    private DeepStack() {}

    /** Does {@code step} in each frame of a thread until its stack is full; {@code frames} before the first shift where that is. */
    public static void fill(int frames, Runnable step) throws InterruptedException {
        Thread thread = new Thread(null, () -> begin(frames, step), "recursing", BYTES);
        thread.start();
        thread.join();
    }

    private static void begin(int frames, Runnable step) {
        if (frames > 0) {
            begin(frames - 1, step);
            return;
        }
        try {
            descend(0, step);
        } catch (StackOverflowError e) {
            // what it is for
        }
    }

    private static long descend(int depth, Runnable step) {
        step.run();
        return depth < 0 ? 0 : 1 + descend(depth + 1, step);
    }
}
