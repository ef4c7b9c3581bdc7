package dev.cairn.internal.life;

/** Lets the reclaimer free what was dropped, without a collection. */
public final class Drain {
    private Drain() {}

    public static void of(Core core) {
        core.reclaimer().tick();
    }
}
