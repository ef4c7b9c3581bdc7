package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.ReferenceList;

/** The layout of a letter's node: words, and before them, if it refers to stones, the list of these. It owns one count of each stone. */
public final class LetterNode {
    /*
     * Layout; the number of words stands where other nodes have the number of their edit.
     *     LETTER           header 16 | words
     *     BEARING_LETTER   header 32 | list of references | words
     */
    private static final int LIGHT_WORDS = 30;

    /** How many words a letter has at most. */
    public static final int WORDS_MAX = (Integer.MAX_VALUE - (1 << 20)) / Long.BYTES;

    private static final int LETTER = Kind.LETTER.code();

    private LetterNode() {}

    /** A letter of {@code count} words without references; returns it owned. */
    static int make(Core core, Stripe stripe, long[] words, int count) {
        int node = stripe.allocate(Node.HEADER + count * Long.BYTES, Kind.LETTER, 0, count);
        write(core.memory(), core.memory().at(node) + Node.HEADER, words, count);
        return node;
    }

    /** A letter of {@code count} words with a list of {@code references}, which are all nil; returns it owned. */
    static int make(Core core, Stripe stripe, long[] words, int count, int references) {
        int begin = ReferenceList.end(references);
        int node = stripe.allocate(Math.addExact(begin, count * Long.BYTES), Kind.BEARING_LETTER, 0, count);
        long at = core.memory().at(node);
        ReferenceList.format(core.memory(), at, references);
        write(core.memory(), at + begin, words, count);
        return node;
    }

    private static void write(Memory memory, long at, long[] words, int count) {
        if (count > LIGHT_WORDS) {
            memory.copyIn(words, 0, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            memory.setLong(at + (long) i * Long.BYTES, words[i]);
        }
    }

    /** Whether the letter refers to nothing and is so small that its node may stay for a while after it was read. */
    static boolean isLight(Core core, int node) {
        long at = core.memory().at(node);
        return isPlain(core.memory(), at) && Node.edit(core.memory(), at) <= LIGHT_WORDS;
    }

    private static boolean isPlain(Memory memory, long at) {
        return Node.codeOf(memory.getLong(at + Node.AT_META)) == LETTER;
    }

    /** The number of words. */
    static int words(Core core, int node) {
        return (int) Node.edit(core.memory(), core.memory().at(node));
    }

    /** The number of bytes. The block may be larger. */
    static long bytes(Core core, int node) {
        return body(core, node) - core.memory().at(node) + (long) words(core, node) * Long.BYTES;
    }

    /** The address of the first word. */
    static long body(Core core, int node) {
        Memory memory = core.memory();
        long at = memory.at(node);
        return at + (isPlain(memory, at) ? Node.HEADER : ReferenceList.end(ReferenceList.count(memory, at)));
    }
}
