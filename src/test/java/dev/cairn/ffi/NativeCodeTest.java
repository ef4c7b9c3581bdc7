package dev.cairn.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.Blob;
import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Native code on views and places: functions of the C library, and of src/test/c/consumer.c where there is a C compiler. */
@SuppressWarnings("restricted")
class NativeCodeTest extends StoreTest {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Path SOURCE = Path.of("src/test/c/consumer.c");

    @TempDir
    private Path directory;

    private record Pair(long key, long value) {}

    private static MethodHandle link(SymbolLookup library, String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(library.findOrThrow(name), type);
    }

    /** The library of consumer.c. */
    private SymbolLookup build(Arena arena) throws IOException, InterruptedException {
        Path library = directory.resolve("consumer.so");
        Process compiler;
        try {
            compiler = new ProcessBuilder("cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), SOURCE.toString())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no C compiler: " + e.getMessage());
            throw e;
        }
        assertEquals(0, compiler.waitFor());
        return SymbolLookup.libraryLookup(library, arena);
    }

    @Test
    void theCLibraryWritesPlaces() throws Throwable {
        Store store = stores.open();
        MethodHandle memset = link(
                LINKER.defaultLookup(),
                "memset",
                FunctionDescriptor.of(
                        ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
        LongVector.Builder builder = LongVector.builder(store);
        try (Places places = Ffi.reserve(builder, 500)) {
            for (MemorySegment run : places.segments()) {
                var ignored = (MemorySegment) memset.invokeExact(run, 1, run.byteSize());
            }
            places.done();
        }
        LongVector built = builder.build();
        assertEquals(500, built.size());
        assertTrue(built.stream().allMatch(n -> n == 0x0101010101010101L));
    }

    @ParameterizedTest
    @EnumSource
    void theFunctionsOfAUser(Setting setting) throws Throwable {
        Store store = stores.open(setting);
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup library = build(arena);
            MethodHandle fill =
                    link(library, "fill_runs", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
            MethodHandle sum = link(
                    library,
                    "sum_runs",
                    FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
            MethodHandle size = link(
                    library,
                    "size_of",
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            LongVector.Builder builder = LongVector.builder(store);
            try (Places places = Ffi.reserve(builder, 3000)) {
                MemorySegment table = places.table();
                fill.invokeExact(table, table.byteSize() / 16);
                places.done();
            }
            LongVector odd = builder.build();
            assertEquals(LongVector.from(store, LongStream.range(0, 3000).map(n -> 2 * n + 1)), odd);
            try (View view = Ffi.view(odd)) {
                MemorySegment table = view.table();
                assertEquals(odd.sum(), (long) sum.invokeExact(table, table.byteSize() / 16));
                assertEquals(3000, (int) size.invokeExact(view.store(), view.header()));
            }
        }
    }

    @Test
    void aConsumerInC() throws Throwable {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle sum =
                    link(build(arena), "sum_stream", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
            LongVector vector = LongVector.from(store, LongStream.range(0, 200_000));
            Blob blob = Blob.from(store, new byte[80_000]);
            PVector<Pair> pairs = PVector.of(store, Codec.record(Pair.class), new Pair(4, 0), new Pair(5, 0));
            PVector<String> texts = PVector.of(store, Codec.STRING, "a");
            List<ArrowStream> streams = List.of(
                    Arrow.stream("x", vector),
                    Arrow.stream("x", blob, ValueLayout.JAVA_LONG),
                    Arrow.stream(pairs),
                    Arrow.stream("x", texts));
            List<Long> expected = List.of(vector.sum(), 0L, 9L, -1L);
            for (int i = 0; i < streams.size(); i++) {
                try (ArrowStream stream = streams.get(i)) {
                    assertEquals(expected.get(i), (long) sum.invokeExact(stream.segment()));
                }
            }
        }
        assertEquals(0, Exported.alive());
        assertEquals(0, ExportedStream.alive());
    }
}
