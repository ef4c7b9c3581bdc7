package dev.cairn.internal.life;

import java.util.Collection;

/** Stands in for the garbage collector: holders that a test does not keep are found dead at once, and freed. */
public final class StandIn {
    private StandIn() {}

    /** Lets every holder but those in {@code held} be dead. */
    public static void collect(Core core, Collection<?> held) {
        core.exclusively(() -> {
            core.tokens.gatherAlone();
            core.tokens.forEach(token -> {
                if (held.stream().noneMatch(token::refersTo)) {
                    token.clear();
                }
            });
            return held;
        });
        Drain.fully(core);
    }
}
