package dev.cairn.tool;

import dev.cairn.DoubleVector;
import dev.cairn.Version;
import dev.cairn.ffi.Ffi;
import dev.cairn.ffi.Places;
import dev.cairn.ffi.View;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** The kernels in C, compiled now. */
final class NativeKernels implements AutoCloseable {
    private static final ValueLayout ADDRESS = ValueLayout.ADDRESS;
    private static final ValueLayout REFERENCE = ValueLayout.JAVA_INT;
    private static final ValueLayout LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout DOUBLE = ValueLayout.JAVA_DOUBLE;
    private static final int ROW_BYTES = 16;

    private final Arena arena;
    private final MethodHandle sum;
    private final MethodHandle mapSum;
    private final MethodHandle mapGets;
    private final MethodHandle linear;

    private NativeKernels(Arena arena, CLibrary library) {
        this.arena = arena;
        this.sum = library.function("sum_f64", DOUBLE, ADDRESS, REFERENCE);
        this.mapSum = library.function("map_sum_i64", LONG, ADDRESS, REFERENCE);
        this.mapGets =
                library.function("map_gets_i64", LONG, ADDRESS, REFERENCE, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        this.linear = library.function("places_linear_f64", LONG, ADDRESS, REFERENCE, DOUBLE, DOUBLE, ADDRESS, LONG);
    }

    /** Compiles the kernels; null if there is no compiler that can. */
    static @Nullable NativeKernels compile() throws IOException, InterruptedException {
        Arena arena = Arena.ofConfined();
        CLibrary library = CLibrary.compile(arena);
        if (library == null) {
            arena.close();
            return null;
        }
        return new NativeKernels(arena, library);
    }

    /** The sum of a vector. */
    double sum(DoubleVector vector) {
        try (View view = Ffi.view(vector)) {
            return (double) sum.invokeExact(view.store(), view.header());
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The sum of a map's values. */
    long mapSum(Version map) {
        try (View view = Ffi.view(map)) {
            return (long) mapSum.invokeExact(view.store(), view.header());
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The sum of what {@code gets} scattered keys have in a map. */
    long mapGets(Version map, int keys, int gets) {
        try (View view = Ffi.view(map)) {
            return (long) mapGets.invokeExact(view.store(), view.header(), keys, gets);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** Appends a x + b for each element of {@code x} to {@code builder}. */
    void linear(DoubleVector x, DoubleVector.Builder builder, double a, double b) {
        try (View view = Ffi.view(x);
                Places places = Ffi.reserve(builder, x.size())) {
            MemorySegment table = places.table();
            long done =
                    (long) linear.invokeExact(view.store(), view.header(), a, b, table, table.byteSize() / ROW_BYTES);
            if (done == x.size()) {
                places.done();
            }
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(Throwable e) {
        return switch (e) {
            case RuntimeException thrown -> thrown;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }

    @Override
    public void close() {
        arena.close();
    }
}
