package dev.cairn.model;

import java.util.Arrays;

/** The rules of counting (T) and the invariants they keep (I), by the numbers that comments and failures cite. */
enum Rule {
    T1("a builder holds its source handle until it is done"),
    T2("an operation holds its handle to its end"),
    T3("mutators only raise; exactly one reclaimer lowers, merges and frees"),
    T4("count changes take effect at once; only removing a node is queued"),
    I1("own(n) = owning slots + handles + roots + pending drops that name n"),
    I2("heirs(n) and their XOR match the nodes whose origin is n"),
    I3("a borrowed slot's child is owned up the chain of origins, at the same position"),
    I4("after a drain no node has own 0 and fewer than two heirs"),
    I5("live nodes = those reachable from handles and roots, plus what pinned nodes own"),
    I6("nothing held, nothing live"),
    I7("a node marked READY has counted all it refers to"),
    I8("a mutator never lowers, and never reads or writes origin and borrowed of a published node"),
    I9("at any kill point counts are at least the true counts"),
    I10("a recount from the roots makes I1 to I6 exact");

    final String text;

    Rule(String text) {
        this.text = text;
    }

    /** Throws a {@link Violation} of this rule unless the condition holds. */
    void require(boolean holds, String otherwise, Object... about) {
        if (!holds) {
            throw new Violation(this, otherwise + ": " + Arrays.toString(about));
        }
    }
}
