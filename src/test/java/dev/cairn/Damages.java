package dev.cairn;

import java.util.Random;
import java.util.function.IntSupplier;

/** What damage, or somebody on purpose, makes of a word. */
public final class Damages {
    private Damages() {}

    /** Another word in the place of {@code seen}. {@code other} gives a word of another place. */
    public static int damaged(int seen, Random random, IntSupplier other) {
        return switch (random.nextInt(5)) {
            case 0 -> seen ^ 1 << random.nextInt(32);
            case 1 -> seen + 1 - 2 * random.nextInt(2);
            case 2 -> random.nextInt();
            case 3 -> 0;
            default -> other.getAsInt();
        };
    }
}
