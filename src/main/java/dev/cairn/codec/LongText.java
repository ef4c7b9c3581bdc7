package dev.cairn.codec;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Long text, which becomes bytes chunk by chunk each time it is needed, so that no second copy of it stays; and shorter text whose
 * hash is known, so that its bytes may not be needed.
 */
final class LongText extends PreparedText {
    private final @Nullable KnownText known;

    LongText(String text, boolean wide, @Nullable KnownText known) {
        super(text, wide);
        this.known = known;
    }

    static LongText of(String codec, String text) {
        LongText prepared = new LongText(text, Characters.isWide(text), null);
        if (Text.bytes(text.length(), prepared.wide) > OutOfLine.BYTES_MAX) {
            throw new CodecException(
                    codec, "a string of " + text.length() + " characters; at most " + OutOfLine.BYTES_MAX + " bytes");
        }
        return prepared;
    }

    private byte[] chunk(int from) {
        return chunk(from, null);
    }

    /** The bytes from {@code from} on, in an array that was used for others if it is of the right length. */
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
        KnownText.note(this, seed, hash);
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
