package dev.cairn.bench.nativecode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.tool.CLibrary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** The kernels of {@code kernels.c}. The compiler of the JVM knows them as constants. */
final class CKernels {
    private static final @Nullable CLibrary LIBRARY = library();

    static final MethodHandle SUM_LONGS = function("sum_i64", JAVA_LONG, ADDRESS, JAVA_INT);
    static final MethodHandle SUM_DOUBLES = function("sum_f64", JAVA_DOUBLE, ADDRESS, JAVA_INT);
    static final MethodHandle LOOKUPS = function("map_gets_i64", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
    static final MethodHandle MAP_SUM = function("map_sum_i64", JAVA_LONG, ADDRESS, JAVA_INT);
    static final MethodHandle GET = function("get_i64", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT);
    static final MethodHandle FILL =
            function("places_linear_f64", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_DOUBLE, JAVA_DOUBLE, ADDRESS, JAVA_LONG);
    static final MethodHandle PRODUCT =
            function("places_product_blobs_f64", JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);

    static final MethodHandle RUN_SUM_LONGS = function("sum_run_i64", JAVA_LONG, ADDRESS, JAVA_INT);
    static final MethodHandle RUN_SUM_DOUBLES = function("sum_run_f64", JAVA_DOUBLE, ADDRESS, JAVA_INT);
    static final MethodHandle RUN_FILL = procedure("linear_f64", ADDRESS, ADDRESS, JAVA_INT, JAVA_DOUBLE, JAVA_DOUBLE);
    static final MethodHandle RUN_PRODUCT = procedure("product_f64", ADDRESS, ADDRESS, ADDRESS, JAVA_INT);

    private CKernels() {}

    private static @Nullable CLibrary library() {
        try {
            return CLibrary.compile(Arena.global());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Whether there is a compiler. Without one there are no handles. */
    static boolean areThere() {
        return LIBRARY != null;
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LIBRARY == null ? null : LIBRARY.function(name, result, parameters);
    }

    private static MethodHandle procedure(String name, MemoryLayout... parameters) {
        return LIBRARY == null ? null : LIBRARY.procedure(name, parameters);
    }
}
