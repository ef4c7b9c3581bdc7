package dev.cairn.internal.trie.map;

import dev.cairn.internal.memory.Memory;
import org.jspecify.annotations.Nullable;

/** Goes over the entries that a trie will have when a plan is carried out, in its order. Its user keeps the trie reachable. */
final class PlanCursor implements EntryCursor {
    /*
     * Of a node that will be made, its entries come first, from the buffer; its children wait on the stack, the next on top. A
     * subtree that stays is left to a cursor of its own.
     */
    private final MapPlan plan;
    private final MapType type;
    private final Memory memory;
    private final Longs stack;
    private Longs buffer = new Longs(0);
    private int next;
    private @Nullable MapCursor within;
    private long entry;
    private long remaining;

    /** Before the first entry. */
    PlanCursor(MapPlan plan) {
        this(plan, new Longs(8));
        if (plan.root() != Cell.NONE) {
            stack.add(plan.root());
        }
        remaining = plan.size(plan.root());
    }

    private PlanCursor(MapPlan plan, Longs stack) {
        this.plan = plan;
        this.type = plan.edits.type;
        this.memory = type.memory;
        this.stack = stack;
    }

    @Override
    public long remaining() {
        return remaining;
    }

    @Override
    public long entry() {
        return entry;
    }

    @Override
    public boolean advance() {
        while (next == buffer.size()) {
            MapCursor kept = within;
            if (kept != null && kept.advance()) {
                entry = kept.entry();
                remaining--;
                return true;
            }
            within = null;
            if (stack.size() == 0) {
                return false;
            }
            descend();
        }
        entry = buffer.get(next++);
        remaining--;
        return true;
    }

    private long pop() {
        long top = stack.get(stack.size() - 1);
        stack.cut(stack.size() - 1);
        return top;
    }

    private void descend() {
        long cell = pop();
        if (Cell.isStoredChild(cell)) {
            within = new MapCursor(type, Cell.index(cell));
            return;
        }
        buffer.cut(0);
        next = 0;
        int step = Cell.index(cell);
        if (plan.steps.isCollision(step)) {
            for (int i = 0; i < plan.steps.size(step); i++) {
                add(plan.steps.cell(plan.steps.firstCell(step) + i));
            }
            return;
        }
        for (int left = plan.steps.entries(step); left != 0; left &= left - 1) {
            add(cell(step, Integer.lowestOneBit(left)));
        }
        for (int left = plan.steps.children(step); left != 0; left &= ~Integer.highestOneBit(left)) {
            stack.add(cell(step, Integer.highestOneBit(left)));
        }
    }

    private void add(long entryCell) {
        buffer.add(Cell.isEdit(entryCell) ? MapMerged.number(Cell.index(entryCell)) : Cell.at(entryCell));
    }

    /** What the node that {@code step} makes will have at the fragment {@code bit}. */
    private long cell(int step, int bit) {
        int changed = plan.steps.changed(step);
        if ((changed & bit) != 0) {
            return plan.steps.cell(plan.steps.firstCell(step) + Integer.bitCount(changed & (bit - 1)));
        }
        return type.cell(memory.at(plan.steps.source(step)), bit);
    }

    @Override
    public @Nullable PlanCursor trySplit() {
        while (next == buffer.size() && within == null && stack.size() == 1) {
            descend();
        }
        if (stack.size() == 0) {
            return splitWithin();
        }
        int kept = (stack.size() + 1) / 2;
        PlanCursor prefix = new PlanCursor(plan, new Longs(8));
        for (int i = kept; i < stack.size(); i++) {
            prefix.stack.add(stack.get(i));
        }
        stack.cut(kept);
        prefix.buffer = buffer;
        prefix.next = next;
        prefix.within = within;
        buffer = new Longs(0);
        next = 0;
        within = null;
        long all = remaining;
        remaining = 0;
        for (int i = 0; i < kept; i++) {
            remaining += plan.size(stack.get(i));
        }
        prefix.remaining = all - remaining;
        return prefix;
    }

    /** A part of the subtree that is left, and stays. */
    private @Nullable PlanCursor splitWithin() {
        MapCursor kept = next == buffer.size() ? within : null;
        MapCursor before = kept == null ? null : kept.trySplit();
        if (before == null) {
            return null;
        }
        PlanCursor prefix = new PlanCursor(plan, new Longs(0));
        prefix.within = before;
        prefix.remaining = before.remaining();
        remaining -= prefix.remaining;
        return prefix;
    }
}
