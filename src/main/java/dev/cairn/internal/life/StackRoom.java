package dev.cairn.internal.life;

/** Makes sure that the stack does not overflow where that would leave a lock held: it overflows here instead, before. */
public final class StackRoom {
    private static final int FRAMES = 512;

    private StackRoom() {}

    /**
     * Returns if the stack has room for what a reclaimer's cycle calls, compiled or not; takes about a microsecond.
     *
     * @throws StackOverflowError if it has not
     */
    public static void require() {
        if (descend(FRAMES) != FRAMES) {
            throw new AssertionError();
        }
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
    }
}
