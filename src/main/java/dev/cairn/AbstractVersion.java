package dev.cairn;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;

/** What all versions share: each lies in a base, in which all that it holds can be found. */
abstract class AbstractVersion<V extends AbstractVersion<V>> {
    static AbstractVersion<?> of(Version version) {
        return (AbstractVersion<?>) version;
    }

    /** A base in which no change waits. The caller fences what this returns. */
    abstract Base settled();

    /** A version like this one that no scope ends. */
    abstract V kept();

    abstract Core core();

    /** The store that it lies in. */
    public final Store store() {
        return Store.of(core());
    }

    /** Throws unless {@code other} lies in this version's store. */
    final void checkTogether(AbstractVersion<?> other) {
        if (core() != other.core()) {
            throw new ForeignStoreException(store(), other.store());
        }
    }
}
