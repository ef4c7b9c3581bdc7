package dev.cairn;

import java.io.Serial;

/** Thrown when an argument lies in another store, but must lie in this store. */
public final class ForeignStoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the message names the two stores. */
    public ForeignStoreException(Object expected, Object actual) {
        super("a version of " + actual + " was given where one of " + expected
                + " is needed; its copyTo(store) makes a copy in the other store");
    }
}
