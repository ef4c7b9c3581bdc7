package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Kind;
import dev.cairn.internal.life.ReferenceList;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;

/** A run of places for letters: a node that lists the segment after it, and then the letters. It owns what it lists. */
final class Segment {
    /** How many letters a segment has places for, a power of two. */
    static final int LETTERS = 64;

    private static final int NEXT = 0;
    private static final int FIRST = 1;
    private static final int LISTED = FIRST + LETTERS;

    private Segment() {}

    /** A segment with nothing in it; returns it owned. */
    static int make(Core core, Stripe stripe) {
        int segment = stripe.allocate(ReferenceList.end(LISTED), Kind.SEGMENT, 0, 0);
        ReferenceList.format(core, core.memory().at(segment), LISTED);
        return segment;
    }

    /** Where the reference of the segment after {@code segment} stands. */
    static long next(Memory memory, int segment) {
        return ReferenceList.place(memory.at(segment), NEXT);
    }

    /** Where the letter {@code index} stands. */
    static long place(Memory memory, int segment, int index) {
        return ReferenceList.place(memory.at(segment), FIRST + index);
    }
}
