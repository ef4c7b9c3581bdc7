package dev.cairn.bench.measure;

import java.util.Optional;

/** One of those that are compared: an enum's constant, in whose order the tables show them. */
public interface Contender {
    String name();

    int ordinal();

    /** What the tables call it. */
    String label();

    Side side();

    /** The one peer that this is compared with, if that is not the best of each row. */
    default Optional<Contender> rival() {
        return Optional.empty();
    }

    /** Whose a contender is; a limit is not compared with, only shown. */
    enum Side {
        OURS,
        PEER,
        LIMIT
    }
}
