package dev.cairn.internal.letter;

import dev.cairn.internal.letter.Stones.Ready;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ReferenceList;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A letter before it lies in the store: words, and the stones that some of them are to refer to. */
public final class Draft {
    private static final int WORDS_FIRST = 4;

    private long[] words = new long[WORDS_FIRST];
    private int count;
    private @Nullable Slip last;
    private int slips;

    /** A stone, and the word that is to name it. */
    private record Slip(Ready stone, int word, @Nullable Slip before) {}

    /** Appends a word. Throws {@link IllegalArgumentException} if the letter is too long. */
    public void append(long word) {
        if (count == words.length) {
            if (count == LetterNode.WORDS_MAX) {
                throw new IllegalArgumentException("a letter of more than " + count + " words of 8 bytes");
            }
            words = Arrays.copyOf(words, (int) Math.min(2L * count, LetterNode.WORDS_MAX));
        }
        words[count++] = word;
    }

    /** Appends a word whose lower half will be the reference of {@code stone}. */
    public void append(int upper, Ready stone) {
        last = new Slip(stone, count, last);
        slips++;
        append((long) upper << Integer.SIZE);
    }

    /** Whether this fits into a segment. */
    boolean isShort() {
        return slips == 0 && count <= Segment.WORDS;
    }

    /** Writes this, which is short, into the place of {@code lane} that the caller claimed. */
    void fill(Lane lane, long claim) {
        lane.fill(claim, count, words[0], words[1]);
    }

    /** Makes a letter of this; returns it owned. If there is no room it leaves nothing behind. */
    public int write(Core core, Stripe stripe) {
        if (slips == 0) {
            return LetterNode.make(core, stripe, words, count);
        }
        int letter = LetterNode.make(core, stripe, words, count, slips);
        try {
            enclose(core, stripe, letter);
            return letter;
        } catch (Throwable e) {
            stripe.drop(letter);
            throw e;
        }
    }

    private void enclose(Core core, Stripe stripe, int letter) {
        Memory memory = core.memory();
        long at = memory.at(letter);
        long body = LetterNode.body(core, letter);
        int place = 0;
        for (Slip slip = last; slip != null; slip = slip.before) {
            int reference = slip.stone.keep(stripe);
            memory.setInt(ReferenceList.place(at, place++), reference);
            long word = words[slip.word] | (reference & 0xFFFF_FFFFL);
            memory.setLong(body + (long) slip.word * Long.BYTES, word);
        }
    }
}
