package dev.cairn.codec;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a long string, cached by the identity of the string: a program that looks up by the same object again does not hash all its
 * characters again. The table is small and keeps no string alive.
 */
final class HashedText extends WeakReference<String> {
    /*
     * Concurrency
     *   Any thread reads and writes the places of the table plainly. A reader finds null or an object whose own fields are final. The
     *   referent is not final: a thread that races may see null there, and then computes the hash. A string never changes, so an entry
     *   for the same object is right.
     *
     * The hashCode that the string caches chooses the place here. Strings with equal hashCodes take the place from each other: then they
     * cost as much as without a table. The hash itself depends on the seed, as the hashes of all keys.
     */

    /** A string of so many characters is long. */
    static final int LENGTH_MIN = 256;

    private static final int PLACE_BITS = 8;
    private static final int SPREAD = 0x9E37_79B9;
    private static final @Nullable HashedText[] TABLE = new @Nullable HashedText[1 << PLACE_BITS];

    final boolean wide;
    private final long seed;
    private final long hash;

    private HashedText(String text, boolean wide, long seed, long hash) {
        super(text);
        this.wide = wide;
        this.seed = seed;
        this.hash = hash;
    }

    private static int place(String text) {
        return (text.hashCode() * SPREAD) >>> (Integer.SIZE - PLACE_BITS);
    }

    /** The entry of this very object; null if there is none. */
    static @Nullable HashedText of(String text) {
        HashedText known = TABLE[place(text)];
        return known != null && known.refersTo(text) ? known : null;
    }

    /** Remembers the hash of {@code text}, if the text is long. */
    static void note(String text, boolean wide, long seed, long hash) {
        if (text.length() >= LENGTH_MIN) {
            TABLE[place(text)] = new HashedText(text, wide, seed, hash);
        }
    }

    /** Whether {@link #hash} was computed with this seed. */
    boolean isOf(long otherSeed) {
        return seed == otherSeed;
    }

    long hash() {
        return hash;
    }
}
