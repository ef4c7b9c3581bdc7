package dev.cairn.codec;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.Prepared;
import org.jspecify.annotations.Nullable;

/**
 * A string as bytes, before it is hashed, compared with {@link Text} in a store, and written. A string that is prepared to be
 * kept stays itself, and becomes this each time it is needed; a key, which is hashed and then compared, is this from the beginning.
 */
abstract sealed class PreparedText implements Prepared.Weighed permits InlineText, ShortText, LongText {
    final String text;
    final boolean wide;

    PreparedText(String text, boolean wide) {
        this.text = text;
        this.wide = wide;
    }

    /** Prepares {@code text}, unless no node can hold it. */
    static PreparedText of(String codec, String text) {
        int length = text.length();
        KnownText known = length < KnownText.LENGTH_MIN ? null : KnownText.of(text);
        if (known != null) {
            return new LongText(text, known.wide, known);
        }
        if (length > Text.CHUNK) {
            return LongText.of(codec, text);
        }
        byte[] narrow = Characters.narrow(text);
        if (narrow != null) {
            return length <= Text.INLINE ? InlineText.of(text, false, narrow) : new ShortText(text, false, narrow);
        }
        if (Text.bytes(length, true) > Text.CHUNK) {
            return LongText.of(codec, text);
        }
        byte[] bytes = Characters.wide(text, 0, length);
        return bytes.length <= Text.INLINE ? InlineText.of(text, true, bytes) : new ShortText(text, true, bytes);
    }

    /** {@code text}, if a node can hold it. */
    static String requireRoom(String codec, String text) {
        if (text.length() > OutOfLine.BYTES_MAX / Character.BYTES) {
            return LongText.of(codec, text).text;
        }
        return text;
    }

    /** Whether {@code text} takes more than {@code bytes}. */
    static boolean isLongerThan(int bytes, String text) {
        int length = text.length();
        return length > bytes || (length > bytes / Character.BYTES && Characters.isWide(text));
    }

    /** The text of {@code prepared}, if it is one; else what it is. */
    static Object textOr(Object prepared) {
        return prepared instanceof PreparedText that ? that.text : prepared;
    }

    /** How many bytes it takes. */
    final int bytes() {
        return (int) Text.bytes(text.length(), wide);
    }

    @Override
    public final int weight() {
        return bytes();
    }

    /** {@link Text#mark}. */
    final int mark() {
        return Text.mark(text.length(), wide);
    }

    abstract void write(Memory memory, long at);

    /** {@link Text#hashAt} of what is written. */
    abstract long hash(long seed);

    /** Whether the text at {@code at}, which has this mark, is this one. */
    abstract boolean isAt(Memory memory, long at);

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof PreparedText that && text.equals(that.text);
    }

    @Override
    public final int hashCode() {
        return text.hashCode();
    }
}
