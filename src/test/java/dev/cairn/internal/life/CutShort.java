package dev.cairn.internal.life;

/** Leaves things as an error leaves them that no test can place. */
public final class CutShort {
    private CutShort() {}

    /** Closes {@code core}, and tells nobody. */
    public static void close(Core core) {
        core.openFlag.close();
    }
}
