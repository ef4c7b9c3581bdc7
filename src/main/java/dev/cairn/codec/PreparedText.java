package dev.cairn.codec;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.Hash;
import dev.cairn.internal.slot.Prepared;
import org.jspecify.annotations.Nullable;

/**
 * A string as bytes, to be hashed, compared with {@link Text} in a store, and written. A prepared key is this, since it is hashed and then
 * compared. A prepared element is the string itself, and this is made of it each time it is needed.
 */
abstract sealed class PreparedText implements Prepared.Weighed {
    final String text;
    final boolean wide;

    PreparedText(String text, boolean wide) {
        this.text = text;
        this.wide = wide;
    }

    /** Prepares {@code text}. Throws a {@link CodecException} if no node has room for it. */
    static PreparedText of(String codec, String text) {
        int length = text.length();
        HashedText known = length < HashedText.LENGTH_MIN ? null : HashedText.of(text);
        if (known != null) {
            return new Chunked(text, known.wide, known);
        }
        if (length > Text.CHUNK) {
            return Chunked.of(codec, text);
        }
        byte[] narrow = Characters.narrow(text);
        if (narrow != null) {
            return length <= Text.INLINE ? Inline.of(text, false, narrow) : new Whole(text, false, narrow);
        }
        if (Text.bytes(length, true) > Text.CHUNK) {
            return Chunked.of(codec, text);
        }
        byte[] bytes = Characters.wide(text, 0, length);
        return bytes.length <= Text.INLINE ? Inline.of(text, true, bytes) : new Whole(text, true, bytes);
    }

    /** Returns {@code text}. Throws a {@link CodecException} if no node has room for it. */
    static String requireRoom(String codec, String text) {
        if (text.length() > OutOfLine.BYTES_MAX / Character.BYTES) {
            return Chunked.of(codec, text).text;
        }
        return text;
    }

    /** Whether {@code text} takes more than {@code bytes} bytes. */
    static boolean isLongerThan(int bytes, String text) {
        int length = text.length();
        return length > bytes || (length > bytes / Character.BYTES && Characters.isWide(text));
    }

    /** The string of {@code prepared} if that is a PreparedText; else {@code prepared} itself. */
    static Object textOr(Object prepared) {
        return prepared instanceof PreparedText that ? that.text : prepared;
    }

    /** The number of bytes of the text. */
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

    /** The hash: the same as {@link Text#hashAt} of the written text. */
    abstract long hash(long seed);

    /** Whether the text at {@code at} is the same. Both have the same mark. */
    abstract boolean isAt(Memory memory, long at);

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof PreparedText that && text.equals(that.text);
    }

    @Override
    public final int hashCode() {
        return text.hashCode();
    }

    /** Text that fits a slot: the two words that {@link Hash} takes of it. */
    private static final class Inline extends PreparedText {
        private final long first;
        private final long last;

        private Inline(String text, boolean wide, long first, long last) {
            super(text, wide);
            this.first = first;
            this.last = last;
        }

        static Inline of(String text, boolean wide, byte[] bytes) {
            return bytes.length < Long.BYTES
                    ? new Inline(text, wide, Hash.word(bytes), 0)
                    : new Inline(text, wide, Hash.word(bytes, 0), Hash.word(bytes, bytes.length - Long.BYTES));
        }

        @Override
        void write(Memory memory, long at) {
            memory.setLong(at, first);
            if (bytes() > Long.BYTES) {
                memory.setLong(at + bytes() - Long.BYTES, last);
            }
        }

        @Override
        long hash(long seed) {
            return Hash.end(seed, first, last, mark(), Hash.key(seed));
        }

        @Override
        boolean isAt(Memory memory, long at) {
            return memory.getLong(at) == first
                    && (bytes() <= Long.BYTES || memory.getLong(at + bytes() - Long.BYTES) == last);
        }
    }

    /** Text of at most {@link Text#CHUNK} bytes, as these bytes. */
    private static final class Whole extends PreparedText {
        private final byte[] bytes;

        Whole(String text, boolean wide, byte[] bytes) {
            super(text, wide);
            this.bytes = bytes;
        }

        @Override
        void write(Memory memory, long at) {
            memory.copyIn(bytes, 0, at, bytes.length);
        }

        @Override
        long hash(long seed) {
            long hash = Hash.of(bytes, mark(), seed);
            HashedText.note(text, wide, seed, hash);
            return hash;
        }

        @Override
        boolean isAt(Memory memory, long at) {
            return memory.isSame(at, bytes);
        }
    }

    /**
     * Long text: each use makes its bytes again, chunk by chunk, so no second copy of it stays. Also shorter text whose hash is known:
     * its bytes may not be needed.
     */
    private static final class Chunked extends PreparedText {
        private final @Nullable HashedText known;

        Chunked(String text, boolean wide, @Nullable HashedText known) {
            super(text, wide);
            this.known = known;
        }

        static Chunked of(String codec, String text) {
            Chunked prepared = new Chunked(text, Characters.isWide(text), null);
            if (Text.bytes(text.length(), prepared.wide) > OutOfLine.BYTES_MAX) {
                throw new CodecException(
                        codec,
                        "a string of " + text.length() + " characters; at most " + OutOfLine.BYTES_MAX + " bytes");
            }
            return prepared;
        }

        private byte[] chunk(int from) {
            return chunk(from, null);
        }

        /** The bytes from {@code from} on. They are in {@code used} if that has the right length. */
        private byte[] chunk(int from, byte @Nullable [] used) {
            int start = wide ? from / Character.BYTES : from;
            int end = Math.min(text.length(), start + (wide ? Text.CHUNK / Character.BYTES : Text.CHUNK));
            if (wide) {
                return Characters.wide(text, start, end);
            }
            int length = end - start;
            return Characters.cut(text, start, used != null && used.length == length ? used : new byte[length]);
        }

        @Override
        void write(Memory memory, long at) {
            for (int from = 0; from < bytes(); from += Text.CHUNK) {
                byte[] chunk = chunk(from);
                memory.copyIn(chunk, 0, at + from, chunk.length);
            }
        }

        @Override
        long hash(long seed) {
            if (known != null && known.isOf(seed)) {
                return known.hash();
            }
            long hash = seed;
            for (int from = 0; from < bytes(); from += Text.CHUNK) {
                hash = Hash.of(chunk(from), mark(), hash);
            }
            HashedText.note(text, wide, seed, hash);
            return hash;
        }

        @Override
        boolean isAt(Memory memory, long at) {
            byte @Nullable [] chunk = null;
            for (int from = 0; from < bytes(); from += Text.CHUNK) {
                chunk = chunk(from, chunk);
                if (!memory.isSame(at + from, chunk)) {
                    return false;
                }
            }
            return true;
        }
    }
}
