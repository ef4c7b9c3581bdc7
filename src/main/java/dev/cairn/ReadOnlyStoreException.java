package dev.cairn;

import java.io.Serial;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a store that was opened by {@link Store#openReadOnly(Path)}, a version in it or an atom in it would be changed. Only the process
 * that opened the store by {@link Store#open(Path)} changes it. {@code copyTo(store)} copies a version to another store, where it can be
 * changed.
 */
public final class ReadOnlyStoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ReadOnlyStoreException(@Nullable Path path, String action) {
        super("the store " + path + " was opened for reading, so this process cannot " + action
                + "; only the process that opened it for writing can. To change a version, copy it to another store first: "
                + "version.copyTo(store)");
    }
}
