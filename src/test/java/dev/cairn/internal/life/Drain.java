package dev.cairn.internal.life;

/** Lets the reclaimer free the dropped nodes, without a collection. */
public final class Drain {
    private static final int TICKS = 20;

    private Drain() {}

    public static void of(Core core) {
        core.reclaimer().tick();
    }

    /** As {@link #of}, and also asks the holders that have lived long, which are asked now and then only. */
    public static void fully(Core core) {
        for (int i = 0; i < TICKS; i++) {
            of(core);
        }
    }
}
