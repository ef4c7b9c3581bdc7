package dev.cairn;

import java.io.Serial;

/** Thrown when the atom with the requested name holds collections of another kind. */
public final class NameTakenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param name the name
     * @param there the codec of the atom with this name
     * @param asked the requested codec
     */
    public NameTakenException(String name, String there, String asked) {
        super("the atom " + name + " holds collections of " + there + "; an atom with collections of " + asked
                + " was requested");
    }
}
