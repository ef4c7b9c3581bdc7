package dev.cairn.internal.life;

import org.jspecify.annotations.Nullable;

/** The off-heap part of a version: what many versions made one after another share, with one token for all of them. */
public abstract class Base {
    private final Core core;
    private final @Nullable Confinement confinement;
    private final Lease lease;

    /** A base in {@code core} that dies with {@code confinement}, if that is not null. */
    protected Base(Core core, @Nullable Confinement confinement) {
        this.core = core;
        this.confinement = confinement;
        this.lease = confinement == null ? core.lease() : confinement;
    }

    /** The store's core. */
    public final Core core() {
        return core;
    }

    /** The scope that ends this base, if any. */
    public final @Nullable Confinement confinement() {
        return confinement;
    }

    /** All nodes of this base. */
    public abstract Reach reach();

    /** Throws unless the store is open and, if a scope ends this base, it is open and this is its thread. */
    public final void check() {
        lease.require();
    }
}
