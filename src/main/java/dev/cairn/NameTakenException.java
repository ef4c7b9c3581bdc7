package dev.cairn;

import java.io.Serial;

/** Thrown when an atom is asked for by the name of one that holds collections of another kind. */
public final class NameTakenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param name the name
     * @param there what the atom of this name holds
     * @param asked what was asked for
     */
    public NameTakenException(String name, String there, String asked) {
        super("the atom " + name + " holds what " + there + " keeps; asked was for one that holds what " + asked
                + " keeps");
    }
}
