package dev.cairn.codec;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a long string that was hashed: a program that looks up by the same object again does not go through its
 * characters again. The table is small and keeps no string alive.
 */
final class KnownText extends WeakReference<String> {
    /*
     * Concurrency
     *   The places of the table are written and read plainly, by any thread. Who reads one finds nothing, or an object whose own
     *   fields are final. Its referent is not, so who races may see null there, and then computes the hash. A string never changes,
     *   so what was found for the same object is right.
     *
     * A string caches its hashCode, which only tells the place here: who chooses strings with equal ones makes these take
     * places from each other, which costs what it costs without a table. The hash itself depends on the seed, as of all keys.
     */

    /** So many characters make a string long. */
    static final int LENGTH_MIN = 256;

    private static final int PLACE_BITS = 8;
    private static final int SPREAD = 0x9E37_79B9;
    private static final @Nullable KnownText[] TABLE = new @Nullable KnownText[1 << PLACE_BITS];

    final boolean wide;
    private final long seed;
    private final long hash;

    private KnownText(String text, boolean wide, long seed, long hash) {
        super(text);
        this.wide = wide;
        this.seed = seed;
        this.hash = hash;
    }

    private static int place(String text) {
        return (text.hashCode() * SPREAD) >>> (Integer.SIZE - PLACE_BITS);
    }

    /** What is known of this very object. */
    static @Nullable KnownText of(String text) {
        KnownText known = TABLE[place(text)];
        return known != null && known.refersTo(text) ? known : null;
    }

    /** Remembers the hash of {@code text}, if that is long. */
    static void note(PreparedText text, long seed, long hash) {
        if (text.text.length() >= LENGTH_MIN) {
            TABLE[place(text.text)] = new KnownText(text.text, text.wide, seed, hash);
        }
    }

    /** Whether {@link #hash} is that with this seed. */
    boolean isOf(long otherSeed) {
        return seed == otherSeed;
    }

    long hash() {
        return hash;
    }
}
