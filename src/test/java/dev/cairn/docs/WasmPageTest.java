package dev.cairn.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.DoubleVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.wasm.Kernel;
import dev.cairn.wasm.KernelStoppedException;
import dev.cairn.wasm.KernelTrapException;
import dev.cairn.wasm.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The examples of docs/wasm.md. */
class WasmPageTest {
    @Test
    void reading() throws IOException {
        try (Store store = Store.inMemory()) {
            // tag::read[]
            Kernel kernel = Kernel.of(Files.readAllBytes(Path.of("src/main/c/kernels.wasm"))); // once
            Window window = kernel.on(store); // one for each thread

            LongVector numbers = LongVector.from(store, LongStream.range(0, 1_000_000));
            assertEquals(numbers.sum(), window.callLong("sum_i64", window.base(), numbers));

            PMap<Long, Long> squares = PMap.empty(store, Codec.LONG, Codec.LONG);
            for (long i = 0; i < 1000; i++) {
                squares = squares.put(i, i * i);
            }
            assertEquals(49, window.callLong("map_get_i64", window.base(), squares, 7L, -1L));
            // end::read[]
        }
    }

    @Test
    void filling() throws IOException {
        try (Store store = Store.inMemory()) {
            Kernel kernel = Kernel.of(Files.readAllBytes(Path.of("src/main/c/kernels.wasm")));
            // tag::fill[]
            Window window = kernel.on(store);
            DoubleVector x = DoubleVector.of(
                    store, IntStream.range(0, 100_000).asDoubleStream().toArray());
            DoubleVector.Builder builder = DoubleVector.builder(store);
            window.fill(builder, x.size(), "fill_linear_f64", window.base(), x, 2.0, 1.0); // y = 2 x + 1
            DoubleVector y = builder.build();
            assertEquals(7.0, y.get(3));
            // end::fill[]
            // tag::trap[]
            DoubleVector.Builder few = DoubleVector.builder(store);
            assertThrows(
                    KernelTrapException.class,
                    () -> window.fill(few, 10, "fill_linear_f64", window.base(), x, 2.0, 1.0)); // too few places
            assertEquals(0, few.size());
            // end::trap[]
        }
    }

    @Test
    void stopping() throws IOException {
        try (Store store = Store.inMemory()) {
            Kernel kernel = Kernel.of(Files.readAllBytes(Path.of("src/test/resources/wasm/guard.wasm")));
            // tag::stop[]
            Thread runner = Thread.currentThread();
            Thread.startVirtualThread(runner::interrupt); // when its time is up
            assertThrows(KernelStoppedException.class, () -> kernel.on(store).run("loop"));
            assertEquals(true, Thread.interrupted()); // the thread stays interrupted
            // end::stop[]
        }
    }
}
