package dev.cairn;

import java.io.Serial;

/** Thrown when a collection that keeps Java objects by number is to leave the process in which these are. */
public final class NotPortableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes the exception; {@code codec} keeps such collections. */
    public NotPortableException(String codec) {
        super("what " + codec + " keeps has Java objects of this process in it");
    }
}
