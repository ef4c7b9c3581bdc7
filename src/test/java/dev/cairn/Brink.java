package dev.cairn;

import dev.cairn.Edge.Probe;
import org.jspecify.annotations.Nullable;

/** A stack that ends in the middle of an operation. */
final class Brink implements Runnable {
    private static final int BYTES = 256 << 10;

    private final int frames;
    private final Probe probe;
    private @Nullable Throwable other;

    private Brink(int frames, Probe probe) {
        this.frames = frames;
        this.probe = probe;
    }

    /** Does the step in each frame of a thread until its stack is full; {@code frames} before the first shift where that is. */
    static void overflow(int frames, Probe probe) {
        Brink brink = new Brink(frames, probe);
        Thread thread = new Thread(null, brink, "recursing", BYTES);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (brink.other != null) {
            throw new AssertionError("neither a result nor an overflow", brink.other);
        }
    }

    @Override
    public void run() {
        begin(frames);
    }

    private void begin(int more) {
        if (more > 0) {
            begin(more - 1);
            return;
        }
        try {
            descend(0);
        } catch (StackOverflowError e) {
            // what it is for
        } catch (Throwable e) {
            other = e;
        }
    }

    private long descend(int depth) {
        probe.step().run(depth % Edge.SIZE);
        return 1 + descend(depth + 1);
    }
}
