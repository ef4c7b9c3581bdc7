package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import java.util.Objects;

/**
 * Ends the life of versions at a known time. Versions made in its store, by its thread, while it is open die when it is
 * closed, without waiting for a collection, unless {@link #keep} was called; they are confined to that thread, and
 * using one after the end throws {@link IllegalStateException}. Scopes nest.
 */
public final class Scope implements AutoCloseable {
    private final Core core;
    private final ScopeState state;

    Scope(Core core, ScopeState state) {
        this.core = core;
        this.state = state;
    }

    /**
     * A version equal to {@code version} that outlives the scope and may be used by any thread. O(1), or O(log n)
     * for each update that waits to be written. So do the collections that are its elements. A collection that stands in a Java
     * object, which is an element, is not found: such objects hold what was made outside of scopes, or what was kept.
     *
     * @throws ForeignStoreException if the version is of another store
     * @throws IllegalStateException if the scope has ended
     * @throws WrongThreadException in another thread
     */
    @SuppressWarnings("unchecked") // a kept version has the version's own type
    public <V extends Version> V keep(V version) {
        state.requireOpen();
        AbstractVersion<?, ?> inside = AbstractVersion.of(Objects.requireNonNull(version, "version"));
        inside.checkOwn(core);
        return (V) inside.kept();
    }

    /**
     * Ends the scope: what was made in it and not kept is dropped. O(what was made).
     *
     * @throws IllegalStateException if it has ended, an inner scope is open, or an operation that looks at elements called this
     * @throws WrongThreadException in another thread
     */
    @Override
    public void close() {
        core.endScope(state);
    }
}
