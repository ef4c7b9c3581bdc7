package dev.cairn;

import java.io.Serial;

/** Thrown when something of another kind has the requested name: an atom, or a mailbox. */
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

    private NameTakenException(String message) {
        super(message);
    }

    /** A mailbox has the name of which an atom was requested. */
    static NameTakenException byMailbox(String name) {
        return new NameTakenException(
                "the name " + name
                        + " is that of a mailbox, and an atom was requested; choose another name, or remove the mailbox by Mailbox.remove");
    }

    /** An atom has the name of which a mailbox was requested. */
    static NameTakenException byAtom(String name) {
        return new NameTakenException(
                "the name " + name
                        + " is that of an atom, and a mailbox was requested; choose another name, or remove the atom by Store.removeAtom");
    }

    /** A mailbox with another capacity has the name. */
    static NameTakenException byOtherCapacity(String name, String there, int asked) {
        return new NameTakenException("the mailbox " + name + " is " + there + "; one for " + asked
                + " letters was requested. Ask for it without a capacity, or with that one");
    }
}
