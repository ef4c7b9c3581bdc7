package dev.cairn.bench.map;

import java.util.Random;

/**
 * Keys and values that benchmarks draw from without end: each draw is the next of a prepared array, so that drawing costs
 * a read in order. Keys drawn are equal to the map's, not the same objects, as keys are that come from elsewhere.
 */
public final class Sample {
    private static final int FEWEST = 1 << 12;
    private static final int MOST = 1 << 20;
    private static final int VALUES = 1 << 16;

    private final Object[] keys;
    private final int keyBits;
    private final Long[] values;

    private Sample(Object[] keys) {
        this.keys = keys;
        this.keyBits = Integer.numberOfTrailingZeros(keys.length);
        this.values =
                Entries.numbered(Keys.LONG, Integer.MAX_VALUE - VALUES, VALUES).values();
    }

    /** Random ones of the {@code count} keys numbered from {@code from}. */
    public static Sample of(Keys kind, int from, int count) {
        Random random = new Random(42);
        Object[] keys = new Object[Math.clamp(Integer.highestOneBit(count) * 2L, FEWEST, MOST)];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = kind.key(from + random.nextInt(count));
        }
        return new Sample(keys);
    }

    public Object key(int draw) {
        return keys[draw & (keys.length - 1)];
    }

    /**
     * A value to put for the key of this draw: another than the map was built with, and another each time that the keys begin
     * anew, for libraries that notice when nothing changes.
     */
    Long value(int draw) {
        return values[(draw + (draw >>> keyBits)) & (VALUES - 1)];
    }
}
