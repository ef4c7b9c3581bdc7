package dev.cairn.internal.slot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What can be asked of what a codec prepared without knowing the codec: an object of ours, or an array of the prepared parts. */
public final class Prepared {
    /** From here on something is too large to wait on the heap beside others. */
    public static final int LARGE = 1024;

    /** So much may wait on the heap together. */
    public static final int MUCH = 1 << 18;

    private Prepared() {}

    /** Says how large it is. */
    public interface Weighed {
        /** About how many bytes of the heap it holds, and nobody else. */
        int weight();
    }

    /** Is a collection, or has some in it, that may not be written yet. */
    public interface Waiting extends Weighed {
        /** Writes what waits. May run a user's code and takes a stripe, so the caller holds none. */
        void writePending();

        /** Whether {@code other} is the same object: what may be large is not compared just to find out whether it changes. */
        boolean isOne(@Nullable Object other);
    }

    /** Writes the collections in {@code prepared}, so that it can be saved. The caller holds no stripe. */
    public static void writePending(@Nullable Object prepared) {
        if (prepared instanceof Waiting waiting) {
            waiting.writePending();
        } else if (prepared instanceof Object[] parts) {
            for (Object part : parts) {
                writePending(part);
            }
        }
    }

    /** Whether {@code prepared} has a collection in it, which may be confined to a scope. */
    public static boolean hasCollection(@Nullable Object prepared) {
        return prepared instanceof Waiting
                || (prepared instanceof Object[] parts && Arrays.stream(parts).anyMatch(Prepared::hasCollection));
    }

    /** About how many bytes of the heap {@code prepared} holds; 0 if few. */
    public static int weight(Object prepared) {
        return switch (prepared) {
            case byte[] bytes -> bytes.length;
            case String text -> text.length();
            case Weighed weighed -> weighed.weight();
            case Object[] parts -> {
                long sum = 0;
                for (Object part : parts) {
                    sum += part == null ? 0 : weight(part);
                }
                yield (int) Math.min(sum, Integer.MAX_VALUE);
            }
            default -> 0;
        };
    }
}
