package dev.cairn;

import java.io.Serial;

/**
 * Thrown when a collection that refers to Java objects of this process would leave the process. A store in a file refuses such collections
 * when they are made, and values that refer to such objects when they are put into a collection.
 */
public final class NotPortableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates the exception; {@code codec} is the codec of the collection. */
    public NotPortableException(String codec) {
        this("a collection of " + codec, " refers to Java objects of this process, so it cannot leave the process");
    }

    private NotPortableException(String what, String why) {
        super(what + why);
    }

    /** The exception with this message. */
    static NotPortableException of(String message) {
        return new NotPortableException(message, "");
    }
}
