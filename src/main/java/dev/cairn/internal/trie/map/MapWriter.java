package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Counts;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Tracer;
import java.util.Arrays;

/** Makes the nodes of a plan, children first, each once and with its exact size. */
final class MapWriter {
    /*
     * This writer owns a new node until the node's parent owns it. Between its allocation and the moment when it is valid, with zeros for
     * parts that are not saved yet, nothing can fail. So if saving an entry fails, all new nodes can be dropped.
     *
     * Invariant: the source, and the owners of copied entries, stay reachable until the change is done (T1, T2).
     */
    private final MapPlan plan;
    private final MapSteps steps;
    private final MapType type;
    private final Memory memory;
    private final Counts counts;
    private final Stripe stripe;
    private final EntryWriter entries;
    private final int[] made;
    private int[] heirs = new int[8];
    private int borrowers;

    MapWriter(MapPlan plan, Stripe stripe) {
        this.plan = plan;
        this.steps = plan.steps;
        this.type = plan.edits.type;
        this.memory = type.memory;
        this.counts = type.core.counts();
        this.stripe = stripe;
        this.entries = new EntryWriter(plan, stripe);
        this.made = new int[steps.count()];
    }

    /** Makes all nodes. Returns the root owned. */
    int write() {
        for (int step = 0; step < made.length; step++) {
            if (steps.isCollision(step)) {
                writeCollision(step);
            } else {
                writeNode(step);
            }
        }
        enlist();
        return plan.root() == Cell.NONE ? 0 : child(plan.root());
    }

    /** Drops the nodes made so far. */
    void abort() {
        enlist();
        for (int node : made) {
            stripe.drop(node);
        }
    }

    private void enlist() {
        while (borrowers > 0) { // counted down first: after an error, no copy is entered twice
            int copy = heirs[--borrowers];
            Tracer tracer = type.core.tracer(memory.at(copy));
            counts.enlist(copy, tracer, type.core.allocator().blockBytes(copy));
        }
    }

    /** The reference to a child. Returns it owned. */
    private int child(long cell) {
        if (Cell.isStoredChild(cell)) {
            return counts.raise(Cell.index(cell));
        }
        int node = made[Cell.index(cell)];
        made[Cell.index(cell)] = 0;
        return node;
    }

    private void writeCollision(int step) {
        int size = steps.size(step);
        int node = stripe.allocate(
                Node.BEARING_HEADER + size * type.stride, Kind.MAP_COLLISION, type.shapeNumber, MapNode.edit(0));
        long at = memory.at(node);
        Node.ownAll(memory, at);
        MapNode.set(memory, at, 0, size);
        long body = at + Node.BEARING_HEADER;
        for (int i = 0; i < size; i++) {
            entries.prepare(body + (long) i * type.stride, steps.cell(steps.firstCell(step) + i));
        }
        made[step] = node;
        for (int i = 0; i < size; i++) {
            entries.save(body + (long) i * type.stride, steps.cell(steps.firstCell(step) + i));
        }
    }

    private void writeNode(int step) {
        int source = steps.source(step);
        int kept = source == 0 ? 0 : kept(memory.at(source), ~steps.changed(step));
        boolean isLeaf = steps.children(step) == 0 && kept == 0 && !changesBear(step);
        int childrenOffset = (isLeaf ? Node.HEADER : Node.BEARING_HEADER)
                + (int) MapNode.entryBytes(Integer.bitCount(steps.entries(step)), type.stride);
        int node = stripe.allocate(
                childrenOffset + Integer.BYTES * Integer.bitCount(steps.children(step)),
                isLeaf ? Kind.MAP_LEAF : Kind.MAP_NODE,
                type.shapeNumber,
                MapNode.edit(steps.entries(step)));
        long at = memory.at(node);
        if (!isLeaf) {
            share(source, node, kept);
            MapNode.set(memory, at, steps.children(step), steps.size(step));
        }
        fill(step, at, at + childrenOffset);
        made[step] = node;
        saveEntries(step, MapNode.body(memory, at));
    }

    /** The positions among {@code positions} at which the node at {@code at} has references. */
    private int kept(long at, int positions) {
        if (MapNode.isLeaf(memory, at)) {
            return 0;
        }
        int kept = MapNode.children(memory, at) & positions;
        return type.bears() ? kept | bearing(at, MapNode.entries(memory, at) & positions) : kept;
    }

    private int bearing(long at, int positions) {
        int bearing = 0;
        int all = MapNode.entries(memory, at);
        for (int left = positions; left != 0; left &= left - 1) {
            int bit = Integer.lowestOneBit(left);
            long entry = at + Node.BEARING_HEADER + (long) Integer.bitCount(all & (bit - 1)) * type.stride;
            bearing |= type.bears(entry) ? bit : 0;
        }
        return bearing;
    }

    private boolean changesBear(int step) {
        int first = steps.firstCell(step);
        int end = first + Integer.bitCount(steps.changed(step));
        for (int i = first; type.bears() && i < end; i++) {
            if (entries.bears(steps.cell(i))) {
                return true;
            }
        }
        return false;
    }

    private void share(int source, int node, int kept) {
        if (kept == 0) {
            Node.ownAll(memory, memory.at(node));
            return;
        }
        boolean many = Integer.bitCount(kept) > type.core.fewChildren() / 2;
        long block = type.core.allocator().blockBytes(source);
        if (counts.share(source, node, kept, many, type.core.tracer(memory.at(source)), block)) {
            if (borrowers == heirs.length) {
                heirs = Arrays.copyOf(heirs, borrowers * 2);
            }
            heirs[borrowers++] = node;
        }
    }

    /** Writes the body of a node: the parts of its source, and its changed cells except for the parts that are saved later. */
    private void fill(int step, long at, long childrenAt) {
        int source = steps.source(step);
        long from = memory.at(source);
        int oldEntries = source == 0 ? 0 : MapNode.entries(memory, from);
        int oldChildren = source == 0 || MapNode.isLeaf(memory, from) ? 0 : MapNode.children(memory, from);
        if (source != 0 && steps.entries(step) == oldEntries && steps.children(step) == oldChildren) {
            patch(step, MapNode.body(memory, from), MapNode.body(memory, at), childrenAt);
        } else {
            fillInRuns(step, from, oldEntries, oldChildren, at, childrenAt);
        }
    }

    /** Copies a body of the same form as a whole, and overwrites the changed cells. */
    private void patch(int step, long from, long body, long childrenAt) {
        int all = steps.entries(step);
        int children = steps.children(step);
        memory.copy(from, body, (int) (childrenAt - body) + Integer.BYTES * Integer.bitCount(children));
        int cell = steps.firstCell(step);
        for (int left = steps.changed(step); left != 0; left &= left - 1, cell++) {
            int before = Integer.lowestOneBit(left) - 1;
            long changed = steps.cell(cell);
            if (Cell.isEntry(changed)) {
                entries.prepare(body + (long) Integer.bitCount(all & before) * type.stride, changed);
            } else {
                memory.setInt(childrenAt + (long) Integer.BYTES * Integer.bitCount(children & before), child(changed));
            }
        }
    }

    private void fillInRuns(int step, long from, int oldEntries, int oldChildren, long at, long childrenAt) {
        int source = steps.source(step);
        Run entryRun =
                new Run(memory, type.stride, source == 0 ? 0 : MapNode.body(memory, from), MapNode.body(memory, at));
        Run childRun = new Run(
                memory,
                Integer.BYTES,
                entryRun.from() + MapNode.entryBytes(Integer.bitCount(oldEntries), type.stride),
                childrenAt);
        int cell = steps.firstCell(step);
        for (int left = steps.changed(step); left != 0; left &= left - 1, cell++) {
            int bit = Integer.lowestOneBit(left);
            entryRun.copyUpTo(Integer.bitCount(oldEntries & (bit - 1)));
            childRun.copyUpTo(Integer.bitCount(oldChildren & (bit - 1)));
            entryRun.skip((oldEntries & bit) != 0);
            childRun.skip((oldChildren & bit) != 0);
            put(steps.cell(cell), entryRun, childRun);
        }
        entryRun.copyUpTo(Integer.bitCount(oldEntries));
        childRun.copyUpTo(Integer.bitCount(oldChildren));
    }

    private void put(long cell, Run entryRun, Run childRun) {
        if (Cell.isEntry(cell)) {
            entries.prepare(entryRun.next(), cell);
        } else if (Cell.isChild(cell)) {
            memory.setInt(childRun.next(), child(cell));
        }
    }

    private void saveEntries(int step, long body) {
        int all = steps.entries(step);
        int cell = steps.firstCell(step);
        for (int left = steps.changed(step); left != 0; left &= left - 1, cell++) {
            int before = all & (Integer.lowestOneBit(left) - 1);
            entries.save(body + (long) Integer.bitCount(before) * type.stride, steps.cell(cell));
        }
    }

    /** Copies the elements of a body in runs, and leaves elements out or makes room for others between the runs. */
    private static final class Run {
        private final Memory memory;
        private final int stride;
        private final long from;
        private int taken;
        private long to;

        /** Copies elements of {@code stride} bytes from {@code from} on to {@code to} on. */
        Run(Memory memory, int stride, long from, long to) {
            this.memory = memory;
            this.stride = stride;
            this.from = from;
            this.to = to;
        }

        long from() {
            return from;
        }

        /** Copies the elements up to {@code index} that were neither copied nor skipped yet. */
        void copyUpTo(int index) {
            int bytes = (index - taken) * stride;
            if (bytes > 0) {
                memory.copy(from + (long) taken * stride, to, bytes);
                to += bytes;
                taken = index;
            }
        }

        void skip(boolean one) {
            taken += one ? 1 : 0;
        }

        /** Makes room for an element, and returns its address. */
        long next() {
            long at = to;
            to += stride;
            return at;
        }
    }
}
