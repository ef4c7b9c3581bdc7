package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import java.util.Objects;

/**
 * Ends the life of versions at a known time. A thread opens a scope for one store. All versions that this thread makes in the
 * store while the scope is open die when the scope is closed, without a garbage collection, unless {@link #keep} was called. These
 * versions are confined to the thread, and their use after the end throws {@link IllegalStateException}. Scopes nest.
 */
public final class Scope implements AutoCloseable {
    private final Core core;
    private final ScopeState state;

    Scope(Core core, ScopeState state) {
        this.core = core;
        this.state = state;
    }

    /**
     * A version equal to {@code version} that outlives the scope and may be used by any thread. O(1), or O(log n) for each pending
     * edit. Collections that are elements of the version outlive the scope too. Collections inside Java objects are not found: an
     * element that is a Java object must hold only versions made outside of scopes, or kept ones.
     *
     * @throws ForeignStoreException if the version lies in another store
     * @throws IllegalStateException if the scope has ended
     * @throws WrongThreadException if the caller is another thread
     */
    @SuppressWarnings("unchecked") // a kept version has the version's own type
    public <V extends Version> V keep(V version) {
        state.requireOpen();
        AbstractVersion<?, ?> inside = AbstractVersion.of(Objects.requireNonNull(version, "version"));
        inside.checkOwn(core);
        return (V) inside.withoutScope();
    }

    /**
     * Ends the scope and drops all versions made in it that were not kept. O(number of versions made).
     *
     * @throws IllegalStateException if the scope has ended, an inner scope is open, or the call comes from inside an operation that
     *     reads elements
     * @throws WrongThreadException if the caller is another thread
     */
    @Override
    public void close() {
        core.endScope(state);
    }
}
