package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.ReferenceList;

/** A run of places for letters: a node that lists the segment after it, and then the letters. It owns what it lists. */
final class Segment {
    /*
     * Layout
     *     header 32 | list: next, letters 64 * 4 | for each letter: its state 4, pad 4, word, word
     * A short letter has its words here, and its state is how many these are. So has a stone, and the list names the header that they
     * refer to. Of another letter the list names the node.
     */
    /** How many letters a segment has places for, a power of two. */
    static final int LETTERS = 64;

    private static final int NEXT = 0;
    private static final int FIRST = 1;
    private static final int LISTED = FIRST + LETTERS;

    /** The most words of a short letter. */
    static final int WORDS = 2;

    /** The state of a place that nothing was written to. */
    static final int EMPTY = 0;

    /** The state of a letter that the list names. */
    static final int NODE = -1;

    /** The state of two words, of which the second refers to the stone that the list names. */
    static final int STONE = -2;

    private static final int AT_WORDS = Long.BYTES;
    private static final int ROOM = AT_WORDS + WORDS * Long.BYTES;
    static final int BYTES = ReferenceList.end(LISTED) + LETTERS * ROOM;

    private Segment() {}

    /** A segment with nothing in it; returns it owned. */
    static int make(Core core, Stripe stripe) {
        int segment = stripe.allocate(BYTES, Kind.SEGMENT, 0, 0);
        ReferenceList.format(core.memory(), core.memory().at(segment), LISTED);
        core.memory().zeroWords(state(core.memory(), segment, 0), LETTERS * ROOM);
        return segment;
    }

    /** Where the reference of the segment after {@code segment} stands. */
    static long next(Memory memory, int segment) {
        return ReferenceList.place(memory.at(segment), NEXT);
    }

    /** Where the letter {@code index}, or the stone that it is, is named, if it is no short one. */
    static long place(Memory memory, int segment, int index) {
        return ReferenceList.place(memory.at(segment), FIRST + index);
    }

    /** Where the state of the letter {@code index} stands. */
    static long state(Memory memory, int segment, int index) {
        return memory.at(segment) + ReferenceList.end(LISTED) + (long) index * ROOM;
    }

    /** Where the words of the letter {@code index} are, if it is a short one or a stone. */
    static long words(Memory memory, int segment, int index) {
        return state(memory, segment, index) + AT_WORDS;
    }
}
