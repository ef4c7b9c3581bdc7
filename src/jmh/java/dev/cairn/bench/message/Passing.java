package dev.cairn.bench.message;

/** A value that is sent and received, again and again, by one thread. */
public interface Passing {
    /** Sends it. */
    void send();

    /** What comes out. */
    Object receive();
}
