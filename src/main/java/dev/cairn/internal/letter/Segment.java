package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.MailboxNode;
import dev.cairn.internal.node.ReferenceList;

/** A node with places for letters. It lists the next segment, and then the letters; it owns the nodes in the list. */
final class Segment {
    /*
     * Layout
     *     header 32 | list: next, letters 64 * 4 | before 4 | for each letter: its state 4, pad 4, word, word
     * A short letter has its words here; its state is the number of words. A stone has its words here, too, and its header in the list.
     * Any other letter has its node in the list. The segment before is not owned, and may be gone; the list's padding has room for it.
     */
    /** The number of places, a power of two. */
    static final int LETTERS = 64;

    private static final int FIRST = 1;
    private static final int LISTED = MailboxNode.SEGMENT_LISTED;

    /** How many words a short letter has at most. */
    static final int WORDS = 2;

    /** The state of a place that is not written yet. */
    static final int EMPTY = 0;

    /** The state of a letter whose node is in the list. */
    static final int NODE = -1;

    /** The state of a stone: two words, of which the second refers to the header in the list. */
    static final int STONE = -2;

    /** The state of a place whose letter was never written, as an error cut its sender short. The receiver skips it. */
    static final int VOID = -3;

    private static final int AT_WORDS = Long.BYTES;
    private static final int ROOM = AT_WORDS + WORDS * Long.BYTES;
    static final int BYTES = ReferenceList.end(LISTED) + LETTERS * ROOM;

    private Segment() {}

    /** An empty segment; returns it owned. */
    static int make(Core core, Stripe stripe) {
        int segment = stripe.allocate(BYTES, Kind.SEGMENT, 0, 0);
        ReferenceList.format(core.memory(), core.memory().at(segment), LISTED);
        core.memory().zeroWords(state(core.memory(), segment, 0), LETTERS * ROOM);
        return segment;
    }

    /** The address of the reference to the next segment. */
    static long next(Memory memory, int segment) {
        return MailboxNode.link(memory, 0, segment);
    }

    /** The address of the reference to the node of the letter {@code index}, or to its stone. */
    static long place(Memory memory, int segment, int index) {
        return ReferenceList.place(memory.at(segment), FIRST + index);
    }

    /** The address of the state of the letter {@code index}. */
    static long state(Memory memory, int segment, int index) {
        return memory.at(segment) + ReferenceList.end(LISTED) + (long) index * ROOM;
    }

    /** The address of the words of the letter {@code index}, which is a short letter or a stone. */
    static long words(Memory memory, int segment, int index) {
        return state(memory, segment, index) + AT_WORDS;
    }
}
