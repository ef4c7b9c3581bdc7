package dev.cairn.internal.letter;

import dev.cairn.internal.letter.LetterBridge.Ready;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.ReferenceList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A letter that is not in the store yet: words, and the stones to which some of them will refer. */
public final class Draft {
    private static final int FURTHER_FIRST = 8;
    private static final long[] NONE = {};

    private int count;

    /* All words; if there are at most two, they are in first and second only. */
    private long[] words = NONE;
    private long first;
    private long second;

    private @Nullable Slip last;

    /** How much is saved with the stones, as who appends them counts it. */
    private int bulk;

    /** A stone, and the index of the word that will refer to it. */
    private record Slip(Ready stone, int word, @Nullable Slip before) {}

    /** Appends a word. Throws {@link IllegalArgumentException} if the letter is too long. */
    public void append(long word) {
        switch (count) {
            case 0 -> first = word;
            case 1 -> second = word;
            default -> appendFurther(word);
        }
        count++;
    }

    private void appendFurther(long word) {
        if (count == LetterNode.WORDS_MAX) {
            throw new IllegalArgumentException("a letter of more than " + count + " words of 8 bytes");
        }
        if (count == Segment.WORDS) {
            words = new long[FURTHER_FIRST];
            words[0] = first;
            words[1] = second;
        } else if (count == words.length) {
            words = Arrays.copyOf(words, (int) Math.min(2L * count, LetterNode.WORDS_MAX));
        }
        words[count] = word;
    }

    private long[] words() {
        return count > Segment.WORDS ? words : new long[] {first, second};
    }

    /** How much is saved with the stones so far; 0 at first. */
    public int bulk() {
        return bulk;
    }

    /** Notes how much is saved with the stones so far. */
    public void setBulk(int all) {
        bulk = all;
    }

    /** Appends a word whose lower half will be the reference to {@code stone}. */
    public void append(int upper, Ready stone) {
        last = new Slip(stone, count, last);
        append((long) upper << Integer.SIZE);
    }

    /** Whether the words fit into a segment, and refer to nothing. */
    boolean isShort() {
        return last == null && count <= Segment.WORDS;
    }

    /**
     * The node that the letter's place will own: 0 if the letter is short, the stone if the letter is that stone and no more, or else
     * the letter's node. Returns it owned.
     */
    int prepare(Core core, Stripe stripe) {
        if (isShort()) {
            return 0;
        }
        Slip stone = stone();
        return stone == null ? write(core, stripe) : stone.stone.keep(stripe);
    }

    private @Nullable Slip stone() {
        return last != null && last.before == null && last.word == 1 && count == Segment.WORDS ? last : null;
    }

    /**
     * Writes this into the place of {@code lane} that the caller claimed; takes {@code owned}, which was {@linkplain
     * #prepare prepared}.
     */
    void fill(Lane lane, long claim, int owned) {
        if (isShort()) {
            lane.fill(claim, count, first, second);
        } else if (stone() == null) {
            lane.fill(claim, owned);
        } else {
            lane.fillStone(claim, owned, first, named(second, owned));
        }
    }

    private static long named(long word, int reference) {
        return word | Integer.toUnsignedLong(reference);
    }

    /** Makes the letter's node; returns it owned. Leaves nothing behind if there is no room. */
    public int write(Core core, Stripe stripe) {
        int slips = 0;
        for (Slip slip = last; slip != null; slip = slip.before) {
            slips++;
        }
        if (slips == 0) {
            return LetterNode.make(core, stripe, words(), count);
        }
        int letter = LetterNode.make(core, stripe, words(), count, slips);
        try {
            enclose(core, stripe, letter);
            stripe.holdObjects(letter);
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
            long word = body + (long) slip.word * Long.BYTES;
            memory.setLong(word, named(memory.getLong(word), reference));
        }
    }
}
