package dev.cairn.bench.measure;

/** One of those that are compared: an enum's constant, in whose order the tables show them. */
public interface Contender {
    String name();

    int ordinal();

    /** What the tables call it. */
    String label();

    Side side();

    /** Whose a contender is; a limit is not compared with, only shown. */
    enum Side {
        OURS,
        PEER,
        LIMIT
    }
}
