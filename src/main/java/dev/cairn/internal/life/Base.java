package dev.cairn.internal.life;

import org.jspecify.annotations.Nullable;

/** The off-heap part of a version: what many versions made one after another share, with one token for all of them. */
public abstract class Base {
    private final Core core;
    private final @Nullable Confinement confinement;

    /** A base in {@code core}, which dies with the scope that is open in this thread, if there is one. */
    protected Base(Core core) {
        this.core = core;
        this.confinement = core.confinement();
    }

    /** A base that no scope ends. */
    protected Base(Core core, @Nullable Confinement confinement) {
        this.core = core;
        this.confinement = confinement;
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
        checkScope();
        core.check();
    }

    /** Throws unless the scope that ends this base, if any, is open and this is its thread: else its nodes may be gone. */
    public final void checkScope() {
        Confinement scope = confinement;
        if (scope != null) {
            scope.check();
        }
    }
}
