package dev.cairn.bench.nativecode;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.tool.KernelFiles;
import dev.cairn.wasm.Kernel;
import dev.cairn.wasm.Window;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The tasks in WebAssembly, where the elements lie. */
final class WasmWork {
    private WasmWork() {}

    /** The module. */
    static byte[] module() {
        try {
            return KernelFiles.read("kernels.wasm");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Work of(Task task) {
        Window window = Kernel.of(module()).on(Data.store());
        int base = window.base();
        return switch (task) {
            case SUM_LONGS -> {
                LongVector longs = Data.longs();
                yield () -> window.callLong("sum_i64", base, longs);
            }
            case SUM_DOUBLES -> {
                DoubleVector doubles = Data.doubles();
                yield () -> window.callDouble("sum_f64", base, doubles);
            }
            case LOOKUPS -> {
                PMap<Long, Long> map = Data.map();
                yield () -> window.callLong("map_gets_i64", base, map, Data.MANY, Data.MANY);
            }
            case MAP_SUM -> {
                PMap<Long, Long> map = Data.map();
                yield () -> window.callLong("map_sum_i64", base, map);
            }
            case FILL -> fill(window, Data.doubles());
            case PRODUCT -> product(window, Data.matrix(true), Data.matrix(false));
            case GET -> {
                LongVector longs = Data.longs();
                yield () -> window.callLong("get_i64", base, longs, Data.PLACE);
            }
            case CALL ->
                () -> {
                    window.run("linear_f64", 0, 0, 0, Data.FACTOR, Data.SUMMAND);
                    return Data.FACTOR;
                };
        };
    }

    private static Work fill(Window window, DoubleVector x) {
        return () -> {
            DoubleVector.Builder builder = DoubleVector.builder(Data.store());
            window.fill(builder, x.size(), "fill_linear_f64", window.base(), x, Data.FACTOR, Data.SUMMAND);
            return builder.build();
        };
    }

    private static Work product(Window window, Blob left, Blob right) {
        return () -> {
            DoubleVector.Builder builder = DoubleVector.builder(Data.store());
            int size = Data.ROWS * Data.ROWS;
            window.fill(builder, size, "fill_product_blobs_f64", window.base(), left, right, Data.ROWS);
            return builder.build();
        };
    }
}
