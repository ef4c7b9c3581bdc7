package dev.cairn.bench.message;

import dev.cairn.LongVector;
import java.util.Arrays;

/** The longs that are passed, so many bytes of them: 0, 1, 2 and so on. */
final class Longs {
    private Longs() {}

    static long[] array(int bytes) {
        long[] array = new long[bytes / Long.BYTES];
        Arrays.setAll(array, i -> i);
        return array;
    }

    static LongVector vector(int bytes) {
        var builder = LongVector.builder();
        for (int i = 0; i < bytes / Long.BYTES; i++) {
            builder.append(i);
        }
        return builder.build();
    }
}
