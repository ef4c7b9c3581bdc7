package dev.cairn.internal.slot;

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
