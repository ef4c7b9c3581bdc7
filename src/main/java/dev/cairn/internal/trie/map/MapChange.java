package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.life.Stripe;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** Makes bases of other bases and edits. Borrows the sources, which the caller keeps reachable (T2). */
public final class MapChange {
    /**
     * The nodes of so many edits, old and new, fit into a processor's own cache. So the nodes that a plan read are still there to be
     * copied.
     */
    private static final int AT_ONCE = 1024;

    private MapChange() {}

    /**
     * The base after {@code edits}; {@code source} itself if they change nothing. O(edits * height), but nodes on the way of many edits are
     * copied once. Runs no user's code while it holds a stripe.
     */
    public static MapBase apply(MapBase source, EditBatch edits) {
        return apply(source, edits, source.core().scope());
    }

    /** As {@link #apply(MapBase, EditBatch)}, but the new base dies with {@code scope}, if that is not null. */
    public static MapBase apply(MapBase source, EditBatch edits, @Nullable ScopeState scope) {
        // a user's code compares keys, also those of two edits, and runs when collections in them are written
        try (var _ = source.core().hold()) {
            if (edits.count() == 1) {
                return applyOrdered(source, edits, scope);
            }
            int[] order = MapOrder.of(edits);
            MapBase base = source;
            for (int from = 0; from < order.length; from += AT_ONCE) {
                int to = Math.min(order.length, from + AT_ONCE);
                base = applyOrdered(base, edits.inOrder(order, from, to), scope);
            }
            return base;
        } finally {
            Reference.reachabilityFence(source);
            Reference.reachabilityFence(edits);
        }
    }

    private static MapBase applyOrdered(MapBase source, EditBatch edits, @Nullable ScopeState scope) {
        if (source.type().bears()) {
            edits.writePending();
        }
        try {
            MapPlan plan = new MapPlan(source.root, edits);
            if (plan.root() == Cell.childOrNone(source.root)) {
                return source;
            }
            return source.core().change(stripe -> write(source, plan, stripe, scope));
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    private static MapBase write(MapBase source, MapPlan plan, Stripe stripe, @Nullable ScopeState scope) {
        MapType type = plan.edits.type;
        stripe.keep(source.objects());
        plan.edits.keepObjects(stripe);
        MapBase base;
        MapWriter writer = new MapWriter(plan, stripe);
        try {
            int root = writer.write();
            base = new MapBase(type, root, plan.size(plan.root()), scope);
            base.register(stripe, root, 0);
            return base;
        } catch (Throwable e) {
            writer.abort();
            throw e;
        }
    }

    /**
     * The base of the entries of {@code table}, which dies with the scope of {@code empty}, a base without entries; {@code empty} itself if
     * there are none. {@code again} says whether the collections in the table were made ready to be saved before. O(n).
     */
    public static MapBase write(MapBase empty, MapTable table, boolean again) {
        if (table.size() == 0) {
            return empty;
        }
        try (var _ = empty.core().hold()) { // a user's code may run when collections in the table are written
            new TableElement(table).writePending(again);
            return empty.core().change(stripe -> {
                int root = TableWriter.write(table, stripe);
                MapBase base = new MapBase(table.type(), root, table.size(), empty.scope());
                base.register(stripe, root, 0);
                return base;
            });
        } finally {
            Reference.reachabilityFence(empty);
        }
    }

    /** A base like {@code source} that no scope ends. */
    public static MapBase keep(MapBase source) {
        return keep(source, null);
    }

    /** A base like {@code source} that dies with {@code scope}, if that is not null. */
    public static MapBase keep(MapBase source, @Nullable ScopeState scope) {
        Core core = source.core();
        return core.change(stripe -> {
            stripe.keep(source.objects());
            MapBase kept = new MapBase(source.type(), source.root, source.size(), scope);
            if (source.root != 0) {
                core.counts().raise(source.root);
            }
            kept.register(stripe, source.root, 0);
            return kept;
        });
    }
}
