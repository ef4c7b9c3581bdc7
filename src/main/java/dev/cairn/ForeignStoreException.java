package dev.cairn;

import java.io.Serial;

/** Thrown when an argument lies in another store, but must lie in this store. */
public final class ForeignStoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the message names the two stores. */
    public ForeignStoreException(Object expected, Object actual) {
        super("the version lies in " + actual + ", but a version in " + expected
                + " is needed; its method copyTo(store) copies it to another store");
    }
}
