package dev.cairn.codec;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.Hash;

/** Long text, which becomes bytes chunk by chunk each time it is needed, so that no second copy of it stays. */
final class LongText extends PreparedText {
    private LongText(String text, boolean wide) {
        super(text, wide);
    }

    static LongText of(String codec, String text) {
        LongText prepared = new LongText(text, Characters.isWide(text));
        if (Text.bytes(text.length(), prepared.wide) > OutOfLine.BYTES_MAX) {
            throw new CodecException(
                    codec, "a string of " + text.length() + " characters; at most " + OutOfLine.BYTES_MAX + " bytes");
        }
        return prepared;
    }

    private byte[] chunk(int from) {
        int start = wide ? from / Character.BYTES : from;
        int end = Math.min(text.length(), start + (wide ? Text.CHUNK / Character.BYTES : Text.CHUNK));
        return wide ? Characters.wide(text, start, end) : Characters.cut(text, start, end);
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
        long hash = seed;
        for (int from = 0; from < bytes(); from += Text.CHUNK) {
            hash = Hash.of(chunk(from), mark(), hash);
        }
        return hash;
    }

    @Override
    boolean isAt(Memory memory, long at) {
        for (int from = 0; from < bytes(); from += Text.CHUNK) {
            if (!memory.isSame(at + from, chunk(from))) {
                return false;
            }
        }
        return true;
    }
}
