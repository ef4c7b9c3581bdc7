package dev.cairn.internal.life;

/** Lets the reclaimer free the dropped nodes, without a collection. */
public final class Drain {
    private Drain() {}

    public static void of(Core core) {
        core.reclaimer().tick();
    }
}
