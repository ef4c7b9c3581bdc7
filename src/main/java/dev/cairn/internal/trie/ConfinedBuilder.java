package dev.cairn.internal.trie;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import org.jspecify.annotations.Nullable;

/** A builder that belongs to the thread and to the scope in which it was made. */
public abstract class ConfinedBuilder {
    /** The store's core. */
    protected final Core core;

    /** The scope in which the builder was made, if any. */
    protected final @Nullable ScopeState scope;

    /** Null after an error cut a change short. Written in the frame that caught the error, without a call. */
    protected @Nullable Thread owner = Thread.currentThread();

    /** The error that cut a change short. */
    protected @Nullable Error end;

    /** A builder of this thread that dies with {@code scope}, if that is not null. */
    protected ConfinedBuilder(Core core, @Nullable ScopeState scope) {
        core.requireWritable();
        this.core = core;
        this.scope = scope;
    }

    /** The store's core. */
    public final Core core() {
        return core;
    }

    /**
     * Throws unless this is the builder's thread and its store and scope, if any, are open.
     *
     * @throws WrongThreadException in another thread
     * @throws IllegalStateException after the scope's end, and after an error cut a change of this builder short
     */
    public void check() {
        if (!Thread.currentThread().equals(owner)) {
            throw misused();
        }
        if (scope != null) {
            scope.check();
        }
        core.check();
    }

    private RuntimeException misused() {
        return end == null
                ? new WrongThreadException("this builder is confined to " + owner)
                : new IllegalStateException("this builder was cut short by " + end + "; begin another", end);
    }
}
