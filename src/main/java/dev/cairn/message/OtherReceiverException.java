package dev.cairn.message;

import java.io.Serial;

/** Thrown when a process wants to receive from a mailbox with a name, and another process receives. */
public final class OtherReceiverException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long pid;

    /**
     * Creates the exception.
     *
     * @param name the mailbox's name
     * @param pid the number of the process that receives
     */
    public OtherReceiverException(String name, long pid) {
        super("process " + pid + " receives the letters of the mailbox " + name
                + "; another process can receive when that one has closed its mailbox, or has ended");
        this.pid = pid;
    }

    /** The number of the process that receives. */
    public long pid() {
        return pid;
    }
}
