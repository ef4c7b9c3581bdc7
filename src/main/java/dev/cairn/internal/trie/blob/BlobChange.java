package dev.cairn.internal.trie.blob;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import org.jspecify.annotations.Nullable;

/** Makes blobs of other blobs. Borrows the sources, which the caller keeps reachable (T2). */
public final class BlobChange {
    private static final int CHUNK = 1 << 16;

    private BlobChange() {}

    /** A base of {@code rope}. */
    static BlobBase make(Core core, Rope rope, @Nullable ScopeState scope) {
        return core.change(stripe -> {
            int root = new Ropes(core).write(rope, stripe);
            BlobBase base = new BlobBase(core, root, Math.max(0, rope.first()), rope.length(), scope);
            base.register(stripe, root, 0);
            return base;
        });
    }

    /** The bits of {@code a}, then those of {@code b}. Both are of one store and not empty. */
    public static BlobBase concat(BlobBase a, BlobBase b) {
        Core core = a.core();
        Ropes ropes = new Ropes(core);
        return make(core, ropes.concat(ropes.of(a), ropes.of(b)), core.scope());
    }

    /** The bits from {@code from} to {@code to}, at least one. */
    public static BlobBase slice(BlobBase base, long from, long to) {
        Core core = base.core();
        Ropes ropes = new Ropes(core);
        return make(core, ropes.slice(ropes.of(base), from, to), core.scope());
    }

    /** A base like {@code base} that dies with {@code scope}, if that is not null. */
    public static BlobBase keep(BlobBase base, @Nullable ScopeState scope) {
        return base.length() == 0 ? base : make(base.core(), new Ropes(base.core()).of(base), scope);
    }

    /** A base of one leaf of {@code length} bits, at least one. The caller writes all bits before another thread can reach the base. */
    public static BlobBase fresh(Core core, long length, @Nullable ScopeState scope) {
        return core.change(stripe -> {
            int leaf = BlobNode.leaf(stripe, (length + 7) >>> 3);
            BlobBase base = new BlobBase(core, leaf, 0, length, scope);
            base.register(stripe, leaf, 0);
            return base;
        });
    }

    /** A base of the same bits, at least one, in a new leaf. O(n). */
    public static BlobBase copy(BlobBase base, @Nullable ScopeState scope) {
        BlobBase copy = fresh(base.core(), base.length(), scope);
        byte[] chunk = new byte[(int) Math.min(CHUNK, base.bytes())];
        for (long from = 0; from < base.bytes(); from += chunk.length) {
            int count = (int) Math.min(chunk.length, base.bytes() - from);
            base.copyOut(8 * from, chunk, 0, count);
            copy.memory().copyIn(chunk, 0, copy.at() + from, count);
        }
        return copy;
    }
}
