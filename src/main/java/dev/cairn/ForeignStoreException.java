package dev.cairn;

import java.io.Serial;

/** Thrown when a version of another store is given where one of this store is needed. */
public final class ForeignStoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes the exception, which names the two stores. */
    public ForeignStoreException(Object expected, Object actual) {
        super("a version of " + actual + " was given where one of " + expected
                + " is needed; its copyTo(store) makes a copy in the other store");
    }
}
