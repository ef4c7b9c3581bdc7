package dev.cairn.internal.life;

/** Makes the stack overflow here, before a lock is taken, and not later, where the lock would stay held. */
public final class StackRoom {
    private static final int FRAMES = 512;

    private StackRoom() {}

    /**
     * Returns if the stack has room for the calls of a reclaimer's cycle, compiled or not. Takes about a microsecond.
     *
     * @throws StackOverflowError if the stack has no room
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
