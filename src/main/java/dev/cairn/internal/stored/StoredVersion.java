package dev.cairn.internal.stored;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.HeaderWriter;
import dev.cairn.internal.life.KeptObjects;
import dev.cairn.internal.life.Labels;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Token;
import dev.cairn.internal.memory.Memory;
import org.jspecify.annotations.Nullable;

/** A version as nodes of its store, with a header that leads to all of them. The nodes live and stay as they are until this is closed. */
public final class StoredVersion implements AutoCloseable {
    /*
     * This owns a count of the header by a token, so the nodes outlive the version, and its scope. In a store that this process only reads
     * there are no tokens: there the version is kept, whose base has the pin.
     */
    private final Core core;
    private final long extent;
    private final int header;

    /** The base; null when this is closed. It owns the nodes, too. */
    private volatile @Nullable Base base;

    @SuppressWarnings("UnusedVariable") // keeps it reachable
    private @Nullable Object version;

    @SuppressWarnings("UnusedVariable") // keeps them reachable
    private final @Nullable KeptObjects objects;

    private @Nullable Token token;

    private StoredVersion(
            Core core, Base base, long extent, int header, @Nullable Object version, @Nullable KeptObjects objects) {
        this.core = core;
        this.base = base;
        this.extent = extent;
        this.header = header;
        this.version = version;
        this.objects = objects;
    }

    /**
     * The version of {@code extent} elements, entries or bits in {@code base}, which has no pending edits. Its header gets the number of
     * {@code label}. The caller keeps the version reachable.
     */
    public static StoredVersion write(Base base, long extent, Labels.Labelled label) {
        Core core = base.core();
        return core.change(stripe -> {
            int node = HeaderWriter.attach(core, stripe, label, base.keepHeader(stripe, extent));
            return owning(core, stripe, base, extent, node);
        });
    }

    private static StoredVersion owning(Core core, Stripe stripe, Base base, long extent, int node) {
        StoredVersion made = new StoredVersion(core, base, extent, node, null, stripe.takeObjects());
        made.token = stripe.registerHolder(made, node, 0, null);
        return made;
    }

    /**
     * {@code version} in a store that this process only reads. It was read from {@code node}: a header, or a leaf that is a whole
     * collection.
     */
    public static StoredVersion read(Base base, long extent, int node, Object version) {
        return new StoredVersion(base.core().whole(), base, extent, node, version, null);
    }

    /** The store's core. */
    public Core core() {
        return core;
    }

    /** The bytes of the store. Those of the version's nodes have a meaning until {@link #close}. */
    public Memory memory() {
        return core.memory();
    }

    /**
     * The base of the version, without pending edits.
     *
     * @throws IllegalStateException if this was closed
     */
    public Base base() {
        Base now = base;
        if (now == null) {
            throw new IllegalStateException("the version was given back; take it again");
        }
        return now;
    }

    /** How many elements, entries or bits the version has. */
    public long extent() {
        return extent;
    }

    /**
     * The reference of the version's header, borrowed. In a store that this process only reads it may be a leaf that is a whole
     * collection, as an element is.
     */
    public int header() {
        return header;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return base == null;
    }

    /**
     * Throws unless this is open, and the store.
     *
     * @throws IllegalStateException if this was closed
     */
    public void check() {
        base();
        core.check();
    }

    /** Gives the nodes back. Any thread may do it, also after the store was closed; a second time it does nothing. */
    @Override
    public void close() {
        base = null;
        version = null;
        Token owned = token;
        if (owned != null) {
            core.reassign(stripe -> stripe.giveUp(owned));
        }
    }
}
