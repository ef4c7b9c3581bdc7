package dev.cairn.bench.nativecode;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.ffi.Ffi;
import dev.cairn.ffi.Places;
import dev.cairn.ffi.View;
import java.lang.foreign.MemorySegment;

/** The tasks in C, where the elements lie. Each run opens its views, and closes them. */
final class CWork {
    private static final int ROW_BYTES = 16;

    private CWork() {}

    static Work of(Task task) {
        return switch (task) {
            case SUM_LONGS -> sum(Data.longs());
            case SUM_DOUBLES -> sum(Data.doubles());
            case LOOKUPS -> lookups(Data.map());
            case MAP_SUM -> sum(Data.map());
            case FILL -> fill(Data.doubles());
            case PRODUCT -> product(Data.matrix(true), Data.matrix(false));
            case GET -> get(Data.longs());
            case CALL -> call();
        };
    }

    private static Work sum(LongVector longs) {
        return () -> {
            try (View view = Ffi.view(longs)) {
                return (long) CKernels.SUM_LONGS.invokeExact(view.store(), view.header());
            }
        };
    }

    private static Work sum(DoubleVector doubles) {
        return () -> {
            try (View view = Ffi.view(doubles)) {
                return (double) CKernels.SUM_DOUBLES.invokeExact(view.store(), view.header());
            }
        };
    }

    private static Work lookups(PMap<Long, Long> map) {
        return () -> {
            try (View view = Ffi.view(map)) {
                return (long) CKernels.LOOKUPS.invokeExact(view.store(), view.header(), Data.MANY, Data.MANY);
            }
        };
    }

    private static Work sum(PMap<Long, Long> map) {
        return () -> {
            try (View view = Ffi.view(map)) {
                return (long) CKernels.MAP_SUM.invokeExact(view.store(), view.header());
            }
        };
    }

    private static Work fill(DoubleVector x) {
        return () -> {
            DoubleVector.Builder builder = DoubleVector.builder(Data.store());
            try (View view = Ffi.view(x);
                    Places places = Ffi.reserve(builder, x.size())) {
                MemorySegment table = places.freshTable();
                long done = (long) CKernels.FILL.invokeExact(
                        view.store(), view.header(), Data.FACTOR, Data.SUMMAND, table, table.byteSize() / ROW_BYTES);
                requireAll(done, places);
            }
            return builder.build();
        };
    }

    private static Work product(Blob left, Blob right) {
        return () -> {
            DoubleVector.Builder builder = DoubleVector.builder(Data.store());
            try (View a = Ffi.view(left);
                    View b = Ffi.view(right);
                    Places places = Ffi.reserve(builder, Data.ROWS * Data.ROWS)) {
                MemorySegment table = places.freshTable();
                long done = (long) CKernels.PRODUCT.invokeExact(
                        a.store(), a.header(), b.header(), Data.ROWS, table, table.byteSize() / ROW_BYTES);
                requireAll(done, places);
            }
            return builder.build();
        };
    }

    private static void requireAll(long done, Places places) {
        if (done != places.size()) {
            throw new IllegalStateException("the kernel wrote " + done + " of " + places.size() + " elements");
        }
        places.done();
    }

    private static Work get(LongVector longs) {
        return () -> {
            try (View view = Ffi.view(longs)) {
                return (long) CKernels.GET.invokeExact(view.store(), view.header(), Data.PLACE);
            }
        };
    }

    private static Work call() {
        return () -> {
            CKernels.RUN_FILL.invokeExact(MemorySegment.NULL, MemorySegment.NULL, 0, Data.FACTOR, Data.SUMMAND);
            return Data.FACTOR;
        };
    }
}
