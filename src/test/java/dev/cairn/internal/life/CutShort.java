package dev.cairn.internal.life;

/** Leaves things as an error leaves them that no test can place. */
public final class CutShort {
    private CutShort() {}

    /** Closes {@code core}, and tells nobody. */
    public static void close(Core core) {
        core.openFlag.close();
    }

    /** Lets {@code core} know that an error cut a change short, but not write it to its file. */
    public static void change(Core core) {
        core.health.failure = new StackOverflowError();
        core.health.isCautious = true;
    }
}
