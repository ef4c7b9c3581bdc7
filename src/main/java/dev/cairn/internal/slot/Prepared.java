package dev.cairn.internal.slot;

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
         * Makes it ready to be saved. Writes the pending edits of a collection. A small collection is saved with the one that it goes into,
         * so the first call only makes ready what is in it. The second call writes it, so that all later elements share its nodes. {@code
         * again} says that this was called before for the same element: then a small collection is only written if it was saved since.
         * Returns the {@link Bulk} of what is saved with the element. May run user code and takes a stripe, so the caller holds none.
         */
        int writePending(boolean again);

        /** Writes it by changes of its own, after {@link #writePending}. Nothing is saved with the element then. */
        void writeApart();

        /** Whether {@code other} is the same object. The collection may be large, so it is not compared to find out whether it changes. */
        boolean isOne(@Nullable Object other);
    }

    /** Makes the collections in {@code prepared} ready to be saved, see {@link Waiting#writePending}. The caller holds no stripe. */
    public static void writePending(@Nullable Object prepared) {
        writePending(prepared, false, Bulk.NONE);
    }

    /**
     * As {@link #writePending(Object)}; {@code again} says whether that was called before for the same element. Returns the {@link Bulk} of
     * what is saved with it and {@code bulk} together. If that would be too much for one change, it is written apart.
     */
    public static int writePending(@Nullable Object prepared, boolean again, int bulk) {
        if (prepared instanceof Waiting waiting) {
            int both = Bulk.join(bulk, waiting.writePending(again));
            if (!Bulk.isMuch(both)) {
                return both;
            }
            waiting.writeApart();
            return bulk;
        }
        int all = bulk;
        if (prepared instanceof Object[] parts) {
            for (Object part : parts) {
                all = writePending(part, again, all);
            }
        }
        return all;
    }

    /** Whether {@code prepared} is or has a collection, which may belong to a scope. */
    public static boolean hasCollection(@Nullable Object prepared) {
        if (prepared instanceof Object[] parts) {
            for (Object part : parts) {
                if (hasCollection(part)) {
                    return true;
                }
            }
        }
        return prepared instanceof Waiting;
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
