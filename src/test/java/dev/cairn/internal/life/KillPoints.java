package dev.cairn.internal.life;

import dev.cairn.internal.life.KillCheck.HeapRoots;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Writes;
import dev.cairn.internal.node.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks a store at each write that this thread does to it, until it is closed. Keeps the reclaimer's thread out meanwhile. */
public final class KillPoints implements AutoCloseable {
    /** A wrong belief about what a death leaves, with which the check must find faults. */
    public enum Twin {
        /** A sweep lowers also what a busy token names. */
        BUSY_IGNORED,
        /** A sweep lowers counts also if the window is open. */
        WINDOW_IGNORED,
        /** The drops of a change have their place in the store at once, and what its tokens own when it is done. */
        EARLY_DROPS,
        /** The compiler may move releases as it may move plain writes. */
        NO_RELEASES,
        /** A segment is found only by the links from the first one. */
        NO_WAY_BACK
    }

    private static final int FRAMES = 7;
    private static final int SITES_MOST = 40;

    private final Core core;
    private final long thread = Thread.currentThread().threadId();
    private final Set<Twin> twins;
    private final KillCheck check;
    private final Map<String, Integer> sites = new TreeMap<>();
    private final Set<String> methods = new HashSet<>();
    private final List<Write> before = new ArrayList<>();
    private @Nullable Write last;
    private HeapRoots done;
    private boolean isInside;
    private boolean isReclaiming;
    private long writes;
    private long moves;
    private long violations;

    /** A write: what was there before, and what the heap referred to. It is seen if it is not in a node to which nothing leads. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Write(long at, byte[] bytes, Writes.Order order, boolean isSeen, HeapRoots roots, String place) {}

    /** Begins to check {@code core}, with {@code twins} as the beliefs of the check. */
    public KillPoints(Core core, Twin... twins) {
        this.core = core;
        this.twins = Set.of(twins);
        this.check = new KillCheck(core, this.twins);
        core.tokens.turn.lock();
        core.tokens.gather();
        this.done = check.roots(true);
        Writes.listen(this::writing);
    }

    private void writing(Memory memory, long at, long bytes, Writes.Order order) {
        if (memory == core.memory() && Thread.currentThread().threadId() == thread && !isInside) {
            isInside = true;
            try {
                writes++;
                moved();
                HeapRoots roots = roots();
                note(check.violations(roots), "");
                last = new Write(at, bytes(at, bytes), believed(order), check.isSeen(at), roots, place());
            } finally {
                isInside = false;
            }
        }
    }

    private HeapRoots roots() {
        if (isReclaiming || !twins.contains(Twin.EARLY_DROPS)) {
            return check.roots(!isReclaiming);
        }
        if (Arrays.stream(core.tokens.stripes).allMatch(stripe -> stripe.busy == 0)) {
            done = check.roots(true);
        }
        return done.withDrops(core);
    }

    private Writes.Order believed(Writes.Order order) {
        return order == Writes.Order.RELEASE && twins.contains(Twin.NO_RELEASES) ? Writes.Order.PLAIN : order;
    }

    /**
     * Checks the states in which the process can die if the compiler moved the last write, which is plain, in front of some of those before
     * it, or one of those behind it. What the heap refers to will have its place in the store by a release. So a write can move in front of
     * that, and none behind it.
     */
    private void moved() {
        Write write = last;
        last = null;
        if (write == null) {
            return;
        }
        if (write.order == Writes.Order.ATOMIC) {
            before.clear();
            return;
        }
        if (write.order == Writes.Order.PLAIN && write.isSeen) {
            String how = " if moved: " + write.place;
            for (int from = before.size() - 1; from >= 0; from--) {
                note(without(before.subList(from, before.size()), before.get(from).roots), how);
            }
            boolean mayWait = true;
            for (int i = before.size() - 1; i >= 0 && mayWait; i--) {
                Write late = before.get(i);
                mayWait = late.roots.isSame(write.roots);
                if (mayWait) {
                    note(without(List.of(late), write.roots), how);
                    mayWait = late.order == Writes.Order.PLAIN;
                }
            }
        }
        before.add(write);
    }

    private List<String> without(List<Write> undone, HeapRoots roots) {
        byte[][] done = new byte[undone.size()][];
        for (int i = undone.size() - 1; i >= 0; i--) {
            Write write = undone.get(i);
            done[i] = bytes(write.at, write.bytes.length);
            core.memory().copyIn(write.bytes, 0, write.at, write.bytes.length);
        }
        moves++;
        List<String> found = List.copyOf(check.violations(roots));
        for (int i = 0; i < undone.size(); i++) {
            core.memory().copyIn(done[i], 0, undone.get(i).at, done[i].length);
        }
        return found;
    }

    private byte[] bytes(long at, long count) {
        byte[] bytes = new byte[(int) count];
        core.memory().copyOut(at, bytes, 0, bytes.length);
        return bytes;
    }

    private void note(List<String> found, String how) {
        for (String violation : found) {
            violations++;
            if (sites.size() < SITES_MOST) {
                sites.merge(violation + (how.isEmpty() ? " before " + place() : how), 1, Integer::sum);
            }
        }
    }

    private String place() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(
                                frame -> !frame.getClassName().matches(".*(Kill|memory\\.|\\$\\$Lambda).*")
                                        && frame.getClassName().startsWith("dev.cairn"))
                        .limit(FRAMES)
                        .map(frame -> {
                            String method = frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName();
                            methods.add(method);
                            return method + ":" + frame.getLineNumber();
                        })
                        .collect(Collectors.joining(" < ")));
    }

    /** Does what the end of each change will do: the drops so far have their place in the store, and another process may lower them. */
    public void endChange() {
        core.tokens.gather();
        isInside = true;
        try {
            moved();
            before.clear();
            done = check.roots(true);
            note(check.violations(done), "");
        } finally {
            isInside = false;
        }
    }

    /** Lets the {@code n}-th allocation from now find no block, so that its change undoes what it did, frees what is dead and begins again. */
    public void failAt(int n) {
        core.allocator().failAt(n);
    }

    /** Frees what is dead. */
    public void reclaim() {
        reclaim(core.reclaimer()::reclaim);
    }

    /** Frees what is dead, and gives empty slabs back. */
    public void trim() {
        reclaim(() -> core.scavenger().scavenge(core.scavenger().scavenges()));
    }

    private void reclaim(Runnable way) {
        isReclaiming = true;
        try {
            way.run();
        } finally {
            isReclaiming = false;
            done = check.roots(true);
        }
    }

    /** How many writes were checked. */
    public long writes() {
        return writes;
    }

    /** How many further states were checked, with writes in another order. */
    public long moves() {
        return moves;
    }

    /** The methods that wrote, or called one that wrote. */
    public Set<String> methods() {
        return methods;
    }

    /** The kinds of all nodes that could be reached. */
    public Set<Kind> kinds() {
        return check.kinds();
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
