package dev.cairn.vavr;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Elements of many classes, some with unusual equality. */
@SuppressWarnings({"ArrayRecordComponent", "ReferenceEquality"}) // the samples include arrays, for their identity
final class Samples {
    private static final byte[] BYTES = {1};

    private record Point(int x, int y) {}

    /** Equal to a value with the same array. */
    record Named(String name, byte[] bytes) {}

    private static final List<Object> ALL = Arrays.asList(
            null,
            0,
            1,
            -1,
            Integer.MAX_VALUE,
            1L,
            0.0,
            -0.0,
            Double.NaN,
            Float.NaN,
            "",
            "a",
            "a text that is too long to lie in an element",
            'a',
            true,
            Thread.State.NEW,
            new Point(1, 2),
            new Point(2, 1),
            new Named("n", BYTES),
            BYTES,
            new byte[] {1},
            new int[] {1, 2},
            new Object[] {"a", null},
            new BigDecimal("1.0"),
            new BigDecimal("1.00"),
            LocalDate.of(2000, 2, 29),
            List.of(1, 2),
            Collections.unmodifiableList(new ArrayList<>(List.of(1, 2))),
            io.vavr.collection.List.of(1, 2),
            io.vavr.Tuple.of(1, "a"),
            Object.class);

    private Samples() {}

    /** The number of the sample that is this object; -1 if there is none. */
    static int place(Object value) {
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i) == value) {
                return i;
            }
        }
        return -1;
    }

    static Object at(int code) {
        return ALL.get(Math.floorMod(code, ALL.size()));
    }

    static Object any(Random random) {
        return random.nextInt(3) == 0 ? random.nextInt(5) : at(random.nextInt());
    }
}
