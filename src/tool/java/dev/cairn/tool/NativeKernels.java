package dev.cairn.tool;

import dev.cairn.DoubleVector;
import dev.cairn.Version;
import dev.cairn.ffi.Ffi;
import dev.cairn.ffi.Places;
import dev.cairn.ffi.View;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The kernels in C, compiled now. */
@SuppressWarnings("restricted") // it calls what it compiled
final class NativeKernels implements AutoCloseable {
    private static final ValueLayout ADDRESS = ValueLayout.ADDRESS;
    private static final ValueLayout REFERENCE = ValueLayout.JAVA_INT;
    private static final ValueLayout LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout DOUBLE = ValueLayout.JAVA_DOUBLE;
    private static final int ROW_BYTES = 16;

    private final Arena arena = Arena.ofConfined();
    private final SymbolLookup library;
    private final MethodHandle sum;
    private final MethodHandle mapSum;
    private final MethodHandle mapGets;
    private final MethodHandle linear;

    private NativeKernels(Path library) {
        this.library = SymbolLookup.libraryLookup(library, arena);
        this.sum = function("sum_f64", DOUBLE, ADDRESS, REFERENCE);
        this.mapSum = function("map_sum_i64", LONG, ADDRESS, REFERENCE);
        this.mapGets = function("map_gets_i64", LONG, ADDRESS, REFERENCE, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        this.linear = function("places_linear_f64", LONG, ADDRESS, REFERENCE, DOUBLE, DOUBLE, ADDRESS, LONG);
    }

    private MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return Linker.nativeLinker()
                .downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(result, parameters));
    }

    /** Compiles the kernels; null if there is no compiler named cc on the path, or if it can't compile them. */
    static @Nullable NativeKernels compile() throws IOException, InterruptedException {
        if (!isOnPath("cc")) {
            return null;
        }
        Path directory = Files.createTempDirectory("cairn-kernels");
        try {
            for (String file : new String[] {"cairn.h", "kernels.c"}) {
                Files.write(directory.resolve(file), KernelFiles.read(file));
            }
            Path made = directory.resolve(System.mapLibraryName("kernels"));
            Process compiler = new ProcessBuilder(
                            "cc",
                            "-std=c99",
                            "-O3",
                            "-ffp-contract=off",
                            "-shared",
                            "-fPIC",
                            "-o",
                            made.toString(),
                            "kernels.c")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            try (InputStream said = compiler.getInputStream()) {
                said.readAllBytes();
            }
            return compiler.waitFor() == 0 ? new NativeKernels(made) : null;
        } finally {
            for (File file : Objects.requireNonNull(directory.toFile().listFiles())) {
                Files.delete(file.toPath());
            }
            Files.delete(directory);
        }
    }

    private static boolean isOnPath(String program) {
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
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
