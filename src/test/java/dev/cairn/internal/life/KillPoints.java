package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Writes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks a store at each write that this thread does to it, until it is closed. Keeps the reclaimer's thread out meanwhile. */
public final class KillPoints implements AutoCloseable {
    /** A wrong belief about what a death leaves, with which the check must find faults. */
    public enum Twin {
        /** A sweep lowers also what a busy token names. */
        BUSY_IGNORED,
        /** A sweep lowers counts also if the window is open. */
        WINDOW_IGNORED,
        /** Drops have their place in the store before the change is done. */
        EARLY_DROPS,
        /** A segment is found only by the links from the first one. */
        NO_WAY_BACK
    }

    private static final int FRAMES = 7;
    private static final int SITES_MOST = 40;

    private final Core core;
    private final Thread thread = Thread.currentThread();
    private final KillCheck check;
    private final Map<String, Integer> sites = new TreeMap<>();
    private boolean isInside;
    private boolean isReclaiming;
    private long writes;
    private long violations;

    /** Begins to check {@code core}, with {@code twins} as the beliefs of the check. */
    public KillPoints(Core core, Twin... twins) {
        this.core = core;
        this.check = new KillCheck(core, Set.of(twins));
        core.tokens.turn.lock();
        Writes.listen(this::writing);
    }

    private void writing(Memory memory, long at, long bytes, Writes.Order order) {
        if (memory == core.memory() && Thread.currentThread() == thread && !isInside) {
            isInside = true;
            try {
                writes++;
                check();
            } finally {
                isInside = false;
            }
        }
    }

    private void check() {
        for (String violation : check.violations(!isReclaiming)) {
            violations++;
            if (sites.size() < SITES_MOST) {
                sites.merge(violation + " before " + place(), 1, Integer::sum);
            }
        }
    }

    private static String place() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(
                                frame -> !frame.getClassName().matches(".*(Kill|memory\\.|\\$\\$Lambda).*")
                                        && frame.getClassName().startsWith("dev.cairn"))
                        .limit(FRAMES)
                        .map(frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName() + ":"
                                + frame.getLineNumber())
                        .collect(Collectors.joining(" < ")));
    }

    /** Does what the end of each change will do: the drops so far have their place in the store, and another process may lower them. */
    public void endChange() {
        core.tokens.gather();
        isInside = true;
        try {
            check();
        } finally {
            isInside = false;
        }
    }

    /** Frees what is dead. */
    public void reclaim() {
        isReclaiming = true;
        try {
            core.reclaimer().reclaim();
        } finally {
            isReclaiming = false;
        }
    }

    /** How many writes were checked. */
    public long writes() {
        return writes;
    }

    /** How many violations there were. */
    public long violations() {
        return violations;
    }

    /** Some of the violations, and where they were seen. */
    public String sites() {
        return sites.entrySet().stream()
                .map(site -> site.getValue() + " x " + site.getKey())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        Writes.listen(null);
        core.tokens.turn.unlock();
    }
}
