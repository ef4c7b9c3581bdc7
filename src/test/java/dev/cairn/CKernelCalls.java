package dev.cairn;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.CChecks.Place;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** Tests that call the kernels, as a library of C. */
abstract class CKernelCalls extends StoreTest {
    static final class Loaded {
        static final CChecks CHECKS = new CChecks(CCompiler.library(CCompiler.TEST.resolve("checks.c")));
        static final CChecks KERNELS = new CChecks(CCompiler.library(CCompiler.MAIN.resolve("kernels.c")));
        static final CChecks CHECKED =
                new CChecks(CCompiler.library(CCompiler.MAIN.resolve("kernels.c"), "-DCAIRN_CHECKED"));
    }

    private final Map<Setting, Store> open = new EnumMap<>(Setting.class);
    final Random random = new Random();
    Store store;
    private Place place;
    CChecks kernels;

    void begin(Setting setting, long seed, boolean isChecked) {
        CCompiler.required();
        random.setSeed(seed);
        store = open.computeIfAbsent(setting, key -> stores.open(key.options().atomsInCells(true)));
        place = Place.of(store);
        kernels = isChecked ? Loaded.CHECKED : Loaded.KERNELS;
    }

    void end() {
        store.removeAtom("a");
        store.removeAtom("b");
        store = null;
    }

    static MemoryLayout layout(Object argument) {
        return switch (argument) {
            case Integer _ -> JAVA_INT;
            case Long _ -> JAVA_LONG;
            default -> JAVA_DOUBLE;
        };
    }

    Object call(MemoryLayout result, String kernel, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = place.base();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        MemoryLayout[] layouts = Arrays.stream(all).map(CKernelCalls::layout).toArray(MemoryLayout[]::new);
        return kernels.call(kernel, result, layouts, all);
    }

    long number(String kernel, Object... arguments) {
        return (long) call(JAVA_LONG, kernel, arguments);
    }

    double real(String kernel, Object... arguments) {
        return (double) call(JAVA_DOUBLE, kernel, arguments);
    }

    int error() {
        return (int) kernels.call("kernel_error", JAVA_INT, new MemoryLayout[0]);
    }

    int held(String name) {
        return Loaded.CHECKS.atom(place, name);
    }

    DoubleVector doubles(int size) {
        double[] all = random.doubles(size).toArray();
        int at = random.nextInt(size + 1);
        DoubleVector whole = DoubleVector.of(store, all);
        return random.nextBoolean()
                ? whole
                : whole.take(at).concat(DoubleVector.of(store, Arrays.copyOfRange(all, at, size)));
    }

    /** The numbers of a builder that C fills. */
    static Object[] numbers(DoubleVector.Builder builder) {
        Object stored = Fields.of(Fields.of(builder, "elements"), "builder");
        Object edit = Fields.of(stored, "edit");
        return new Object[] {
            Fields.of(edit, "root"),
            Fields.of(edit, "height"),
            Fields.of(stored, "tail"),
            Fields.of(stored, "tailStart"),
            builder.size(),
            Fields.of(edit, "edit")
        };
    }

    static Object[] with(Object[] first, Object... others) {
        Object[] all = Arrays.copyOf(first, first.length + others.length);
        System.arraycopy(others, 0, all, first.length, others.length);
        return all;
    }

    DoubleVector.Builder blank(int size) {
        DoubleVector.Builder builder = DoubleVector.builder(store);
        builder.appendAll(new double[size]);
        return builder;
    }

    /** A table of runs, as {@code dev.cairn.ffi} gives it. */
    record Table(MemorySegment segment) {
        private static final long FRESH = Long.MIN_VALUE;

        static Table of(MemorySegment places, int first, int each, Arena arena) {
            List<Long> rows = new ArrayList<>();
            long size = places.byteSize() / Double.BYTES;
            for (long done = 0, count; done < size; done += count) {
                count = Math.min(done == 0 ? first : each, size - done);
                rows.add(places.address() + done * Double.BYTES);
                rows.add(count);
            }
            MemorySegment table = arena.allocate(JAVA_LONG, rows.size());
            for (int i = 0; i < rows.size(); i++) {
                table.setAtIndex(JAVA_LONG, i, rows.get(i));
            }
            return new Table(table);
        }

        long address() {
            return segment.address();
        }

        long rows() {
            return segment.byteSize() / 16;
        }

        /** Lets C clear each run before it writes there. */
        void makeFresh() {
            for (long row = 0; row < rows(); row++) {
                segment.setAtIndex(JAVA_LONG, 2 * row + 1, FRESH | segment.getAtIndex(JAVA_LONG, 2 * row + 1));
            }
        }

        /** How many runs are fresh. */
        long fresh() {
            return LongStream.range(0, rows())
                    .filter(row -> segment.getAtIndex(JAVA_LONG, 2 * row + 1) < 0)
                    .count();
        }
    }
}
