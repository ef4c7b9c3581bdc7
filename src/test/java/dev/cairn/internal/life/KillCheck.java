package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.life.KillPoints.Twin;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Tracer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at a store in the middle of anything, and says what would be wrong with it if the process died now. */
final class KillCheck {
    /*
     * A death leaves the bytes of the store, and of the heap only what will have a place in the store: the references of tokens, and the
     * drops of changes that are done. Nodes that a cut change made are lost: nothing leads to them, and their counts stay. So counts may be
     * too high. Whoever goes on will lower the counts of the dead process's tokens and of the drops, and work on as always. For that:
     *   K0  a node that can be reached has a kind and a shape that are known, and fits its block
     *   K1  it is an allocated block
     *   K2  its own count is not lower than the number of references of tokens, drops, names and nodes that can be reached
     *   K3  its heirs and XOR are those of all nodes that can be reached and have it as origin, and perhaps of some that are lost and have it
     *       as origin, too. Each child that it borrows is at the same position of its origin
     *   Q   the last segment of an open lane can be found (LaneCheck)
     * A token that is busy is exempt: nobody will lower what it names. While the window is open, only K0, K1 and Q must hold: nobody will
     * lower any count before a repair.
     */
    private static final int SUBSETS_MOST = 16;

    private final Core core;
    private final Memory memory;
    private final Set<Twin> twins;
    private final LaneCheck lanes;
    private final IntStack allocated = new IntStack();
    private final IntStack reached = new IntStack();
    private final IntStack todo = new IntStack();
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final IntStack mailboxes = new IntStack();
    private final List<String> violations = new ArrayList<>();
    private final Notes notes;
    private boolean holds;

    KillCheck(Core core, Set<Twin> twins) {
        this.core = core;
        this.memory = core.memory();
        this.twins = twins;
        this.lanes = new LaneCheck(memory, !twins.contains(Twin.NO_WAY_BACK));
        this.notes = new Notes((int) (memory.region().bytes() / Memory.GRANULE));
    }

    /** References from the heap: those that own a count, and the dead nodes that wait to be removed. */
    record HeapRoots(IntStack owned, IntStack dead) {
        /** These, and all drops that wait in stripes. */
        HeapRoots withDrops(Core core) {
            IntStack all = new IntStack();
            for (int i = 0; i < owned.size(); i++) {
                all.add(owned.peek(i));
            }
            for (Stripe stripe : core.tokens.stripes) {
                for (int i = 0; i < stripe.dropCount; i++) {
                    all.add(stripe.drops[i]);
                }
            }
            return new HeapRoots(all, dead);
        }

        boolean isSame(HeapRoots other) {
            return Arrays.equals(owned.values, 0, owned.size, other.owned.values, 0, other.owned.size);
        }
    }

    /** What is known of each block, by its reference. A note counts only if it is of this check. */
    private static final class Notes {
        final int[] isAllocated;
        final int[] isReached;
        final int[] isNoted;
        final long[] bytes;
        final int[] required;
        final int[] heirs;
        final int[] xor;
        int check;

        Notes(int granules) {
            isAllocated = new int[granules];
            isReached = new int[granules];
            isNoted = new int[granules];
            bytes = new long[granules];
            required = new int[granules];
            heirs = new int[granules];
            xor = new int[granules];
        }

        void use(int reference) {
            if (isNoted[reference] != check) {
                isNoted[reference] = check;
                required[reference] = 0;
                heirs[reference] = 0;
                xor[reference] = 0;
            }
        }
    }

    /** What is wrong if the process dies now, when the heap refers to {@code roots}; nothing, as a rule. */
    List<String> violations(HeapRoots roots) {
        violations.clear();
        allocated.size = 0;
        reached.size = 0;
        todo.size = 0;
        mailboxes.size = 0;
        notes.check++;
        try {
            core.allocator().walk().forEachAllocated(core.tokens.magazines(), this::allocate);
        } catch (IllegalStateException e) {
            report("K1 " + e.getMessage());
            return violations;
        }
        startAt(roots);
        startAtNames();
        walk();
        boolean isOpen = memory.getInt(memory.atOffset(Superblock.AT_WINDOW)) != 0;
        if (!isOpen || twins.contains(Twin.WINDOW_IGNORED)) {
            compare();
        }
        return violations;
    }

    /** Whether a write at {@code at} can matter: not to content, and not to a node that could not be reached at the last check. */
    boolean isSeen(long at) {
        int reference = memory.reference(at);
        int slab = core.allocator().slab(reference);
        if (slab < 0 || slab >= core.allocator().slabs().frontier()) {
            return true;
        }
        while (reference > 0
                && notes.isAllocated[reference] != notes.check
                && core.allocator().slab(reference) == slab) {
            reference--;
        }
        if (notes.isAllocated[reference] != notes.check) {
            return true;
        }
        Kind kind = Node.kind(memory, memory.at(reference));
        boolean isContent = !kind.isBearing() && kind != Kind.ROOT && at >= memory.at(reference) + Node.HEADER;
        return notes.isReached[reference] == notes.check && !isContent;
    }

    /** The kinds of all nodes that could be reached so far. */
    Set<Kind> kinds() {
        return kinds;
    }

    private void report(String violation) {
        violations.add(violation);
    }

    private void allocate(int reference, long bytes) {
        notes.isAllocated[reference] = notes.check;
        notes.bytes[reference] = bytes;
        allocated.add(reference);
    }

    private boolean isAllocated(int reference) {
        return reference > 0 && reference < notes.isAllocated.length && notes.isAllocated[reference] == notes.check;
    }

    /**
     * What the heap refers to now. If {@code withDrops}, the drops that wait for the reclaimer will be lowered by another process; else they
     * are lost with this one.
     */
    HeapRoots roots(boolean withDrops) {
        HeapRoots roots = new HeapRoots(new IntStack(), new IntStack());
        for (Stripe stripe : core.tokens.stripes) {
            for (int i = 0; i < stripe.tokenCount; i++) {
                add(roots, Objects.requireNonNull(stripe.tokens[i]));
            }
            for (int i = 0; stripe.busy == 0 && i < stripe.dropCount; i++) {
                roots.owned.add(stripe.drops[i]);
            }
        }
        core.tokens.forEach(token -> add(roots, token));
        Releaser releaser = core.tokens.releaser;
        for (int i = 0; withDrops && i < releaser.drops.size(); i++) {
            roots.owned.add(releaser.drops.peek(i));
        }
        for (int i = 0; withDrops && i < releaser.deaths.size(); i++) {
            roots.dead.add(releaser.deaths.peek(i));
        }
        return roots;
    }

    private void add(HeapRoots roots, Token token) {
        boolean isExempt = token.isBusy() && !twins.contains(Twin.BUSY_IGNORED);
        if (!token.hasEnded() && !isExempt) {
            roots.owned.add(token.first);
            roots.owned.add(token.second);
        }
    }

    private void startAt(HeapRoots roots) {
        for (int i = 0; i < roots.owned.size(); i++) {
            need(roots.owned.peek(i));
        }
        for (int i = 0; i < roots.dead.size(); i++) {
            reach(roots.dead.peek(i));
        }
    }

    private void startAtNames() {
        Roots roots = core.roots();
        int names = 0;
        for (int root = roots.first(); root != 0; root = roots.next(root)) {
            if (!isAllocated(root) || Node.kind(memory, memory.at(root)) != Kind.ROOT || ++names > allocated.size()) {
                report("K1 the list of names is damaged");
                return;
            }
            need(root);
            need(RootCell.reference(roots.cellWord(root)));
        }
    }

    private void need(int reference) {
        if (reach(reference)) {
            notes.required[reference]++;
        }
    }

    /** Notes that something leads to {@code reference}; returns whether that is a node. */
    private boolean reach(int reference) {
        if (reference == 0) {
            return false;
        }
        if (!isAllocated(reference)) {
            report("K1 a reference leads to a free block");
            return false;
        }
        notes.use(reference);
        if (notes.isReached[reference] != notes.check) {
            notes.isReached[reference] = notes.check;
            reached.add(reference);
            todo.add(reference);
        }
        return true;
    }

    private void walk() {
        while (todo.size() > 0) {
            int node = todo.pop();
            Kind kind = Node.kind(memory, memory.at(node));
            kinds.add(kind);
            if (kind == Kind.NONE) {
                report("K0 a node has no kind");
            } else if (kind.isBearing()) {
                visit(node, memory.at(node), kind);
            }
            if (kind == Kind.MAILBOX) {
                mailboxes.add(node);
            }
            if (todo.size() == 0) {
                while (mailboxes.size() > 0) {
                    lanes.check(mailboxes.pop(), this::isAllocated, this::need, this::report);
                }
            }
        }
    }

    private void visit(int node, long at, Kind kind) {
        long bytes = notes.bytes[node];
        Tracer tracer = tracer(node);
        if (tracer == null) {
            report("K0 a " + kind + " has an unknown shape or does not fit");
            return;
        }
        long lineage = memory.getLong(at + Node.AT_LINEAGE);
        int borrowed = Node.borrowed(lineage);
        int origin = Node.origin(lineage);
        tracer.forEach(memory, at, bytes, ~borrowed, (position, child) -> need(child));
        if (origin == 0) {
            if (borrowed != 0) {
                report("K3 a " + kind + " borrows from nothing");
            }
            return;
        }
        if (reach(origin)) {
            notes.heirs[origin]++;
            notes.xor[origin] ^= node;
            visitBorrowed(node, kind, tracer, borrowed, origin);
        }
    }

    private void visitBorrowed(int node, Kind kind, Tracer tracer, int borrowed, int origin) {
        if (tracer(origin) != tracer) {
            report("K3 the origin of a " + kind + " is of another kind");
            return;
        }
        tracer.forEach(memory, memory.at(node), notes.bytes[node], borrowed, (position, child) -> {
            holds = false;
            tracer.forEach(
                    memory,
                    memory.at(origin),
                    notes.bytes[origin],
                    1 << position,
                    (p, other) -> holds |= other == child);
            if (!holds) {
                report("K3 a " + kind + " borrows what its origin has not");
            }
            reach(child);
        });
    }

    private @Nullable Tracer tracer(int node) {
        long at = memory.at(node);
        boolean bears =
                Node.kind(memory, at).isBearing() && notes.bytes[node] >= Node.BEARING_HEADER && core.hasTracer(at);
        return bears && core.tracer(at).fits(memory, at, notes.bytes[node]) ? core.tracer(at) : null;
    }

    private void compare() {
        for (int i = 0; i < reached.size(); i++) {
            int node = reached.peek(i);
            long count = memory.getLongAcquire(memory.at(node));
            Kind kind = Node.kind(memory, memory.at(node));
            if (Node.own(count) < notes.required[node] && Node.own(count) != Node.OWN_MAX) {
                report("K2 a " + kind + " has fewer owners than references");
            }
            int lost = Node.heirs(count) - notes.heirs[node];
            if (lost < 0) {
                report("K3 a " + kind + " has fewer heirs than it should");
            } else if (!isOfLostHeirs(node, lost, Node.xor(count) ^ notes.xor[node])) {
                report("K3 the XOR of a " + kind + " is not that of its heirs");
            }
        }
    }

    /** Whether {@code xor} is that of {@code count} nodes that cannot be reached and have the origin {@code node}. */
    private boolean isOfLostHeirs(int node, int count, int xor) {
        if (count == 0) {
            return xor == 0;
        }
        IntStack heirs = new IntStack();
        for (int i = 0; i < allocated.size(); i++) {
            int other = allocated.peek(i);
            if (notes.isReached[other] != notes.check
                    && notes.bytes[other] >= Node.BEARING_HEADER
                    && Node.kind(memory, memory.at(other)).isBearing()
                    && Node.origin(memory.getLong(memory.at(other) + Node.AT_LINEAGE)) == node) {
                heirs.add(other);
            }
        }
        if (heirs.size() > SUBSETS_MOST) {
            throw new IllegalStateException(heirs.size() + " lost heirs of one node");
        }
        return has(heirs, 0, count, xor);
    }

    private static boolean has(IntStack heirs, int from, int count, int xor) {
        if (count == 0) {
            return xor == 0;
        }
        for (int i = from; i <= heirs.size() - count; i++) {
            if (has(heirs, i + 1, count - 1, xor ^ heirs.peek(i))) {
                return true;
            }
        }
        return false;
    }
}
