package dev.cairn.internal.slot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Questions about prepared values that need no codec. A prepared value is an object, or an array of the prepared parts. */
public final class Prepared {
    /** A prepared value of this weight or more is too large to wait on the heap with others. */
    public static final int LARGE = 1024;

    /** The weight of prepared values that may wait on the heap together. */
    public static final int MUCH = 1 << 18;

    private Prepared() {}

    /** A prepared value that knows its weight. */
    public interface Weighed {
        /** About how many bytes of the heap it holds alone. */
        int weight();
    }

    /** A prepared value that is or has a collection, which may have pending edits. */
    public interface Waiting extends Weighed {
        /**
         * Makes it ready to be saved: writes the pending edits of a collection, unless the collection is small and can be saved with the
         * one that it goes into. Then it is written from the second call on, so that all elements share its nodes; if {@code again}, which
         * means that this was called before for the same element, only if it was saved since. May run user code and takes a stripe, so the
         * caller holds none.
         */
        void writePending(boolean again);

        /** As {@link Prepared#room}, after {@link #writePending}. */
        int room(int left, int depth);

        /** Whether {@code other} is the same object. The collection may be large, so it is not compared to find out whether it changes. */
        boolean isOne(@Nullable Object other);
    }

    /** Makes the collections in {@code prepared} ready to be saved, see {@link Waiting#writePending}. The caller holds no stripe. */
    public static void writePending(@Nullable Object prepared) {
        writePending(prepared, false);
    }

    /** As {@link #writePending(Object)}; {@code again} says whether that was called before for the same element. */
    public static void writePending(@Nullable Object prepared, boolean again) {
        if (prepared instanceof Waiting waiting) {
            waiting.writePending(again);
        } else if (prepared instanceof Object[] parts) {
            for (Object part : parts) {
                writePending(part, again);
            }
        }
    }

    /**
     * How many of {@code left} elements are left after those of the collections in {@code prepared} that are saved with it. Negative if
     * these have more, or if one lies in another more than {@code depth} deep.
     */
    public static int room(@Nullable Object prepared, int left, int depth) {
        if (prepared instanceof Waiting waiting) {
            return waiting.room(left, depth);
        }
        return prepared instanceof Object[] parts ? room(parts, left, depth) : left;
    }

    /** As {@link #room(Object, int, int)}, of all {@code parts}. */
    public static int room(@Nullable Object[] parts, int left, int depth) {
        int rest = left;
        for (int i = 0; rest >= 0 && i < parts.length; i++) {
            rest = room(parts[i], rest, depth);
        }
        return rest;
    }

    /** Whether {@code prepared} is or has a collection, which may belong to a scope. */
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
