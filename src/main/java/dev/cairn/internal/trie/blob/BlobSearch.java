package dev.cairn.internal.trie.blob;

import java.nio.charset.StandardCharsets;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Searches for bytes in a blob. The JVM has a vectorised search for a Latin-1 text in another, so chunks of the blob are searched as such
 * texts.
 */
public final class BlobSearch {
    /** Up to so many bytes are searched for. The caller compares the rest. */
    public static final int PREFIX = 256;

    private static final int CHUNK = 1 << 16;

    private BlobSearch() {}

    /**
     * The first byte, from byte {@code from} on, at which {@code prefix} stands and {@code matches} accepts the bytes behind it, with at
     * least {@code bits} bits left; -1 if there is none. The caller fences.
     */
    public static long find(BlobBase base, byte[] prefix, long bits, long from, LongPredicate matches) {
        long last = (base.length() - bits) >> 3;
        if (prefix.length == 0) {
            return LongStream.rangeClosed(from, last)
                    .filter(matches)
                    .findFirst()
                    .orElse(-1);
        }
        String wanted = text(prefix, prefix.length);
        byte[] chunk = new byte[Math.clamp(last - from + prefix.length, 0, CHUNK)];
        for (long at = from; at <= last; at += chunk.length - prefix.length + 1) {
            int count = (int) Math.min(chunk.length, last - at + prefix.length);
            base.copyOut(8 * at, chunk, 0, count);
            String text = text(chunk, count);
            for (int hit = text.indexOf(wanted); hit >= 0 && at + hit <= last; hit = text.indexOf(wanted, hit + 1)) {
                if (matches.test(at + hit)) {
                    return at + hit;
                }
            }
        }
        return -1;
    }

    private static String text(byte[] bytes, int count) {
        return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }
}
