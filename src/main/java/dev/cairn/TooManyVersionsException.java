package dev.cairn;

import java.io.Serial;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown when a store that was opened by {@link Store#openReadOnly(Path)} gives no more versions, since too many are reachable. */
public final class TooManyVersionsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    TooManyVersionsException(@Nullable Path path, int most) {
        super("this process holds " + most + " versions of atoms of the store " + path
                + ", which it opened for reading, and it can hold no more; let some go, or copy them to another store by copyTo(store)");
    }
}
