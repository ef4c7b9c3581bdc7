package dev.cairn.bench.process;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A table in a file, from numbers to values of {@link Values#BYTES} bytes, as one process sees it: the one that writes, or another that
 * reads at the same time.
 */
interface Database extends AutoCloseable {
    /** Puts the entries numbered from 0 to {@code entries}, in the way that the library has for many. */
    void fill(int entries);

    /** Puts one entry; when this returns, other processes see it. */
    void put(long key, byte[] value);

    /** The value in the version that {@link #snapshot} took last, as an array of its own; an error if there is none. */
    byte[] get(long key);

    /** Takes the newest version, where a reader sees one version until it takes another. Nothing elsewhere. */
    default void snapshot() {}

    /** Waits until there is a newer version than that of the last {@link #snapshot}. */
    default void awaitChange() {
        throw new UnsupportedOperationException(this + " has no call that waits for a change by another process");
    }

    /** Returns when all that was put outlives the system. */
    default void save() {
        throw new UnsupportedOperationException(this + " has no call that makes what was put outlive the system");
    }

    /** Writes all to {@code copy}, and returns when that outlives the system. */
    default void backUp(Path copy) throws IOException {
        throw new UnsupportedOperationException(this + " has no call that copies all to another file");
    }

    @Override
    void close();
}
