package dev.cairn.bench.nativecode;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.LongVector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumSet;
import java.util.Set;

/** The tasks as they are done without Cairn's help: elements are copied to memory of the callee, and results are copied back. */
final class CopyWork {
    /** The tasks whose data lie side by side, so that they can be copied as they are. */
    static final Set<Task> TASKS = EnumSet.of(Task.SUM_LONGS, Task.SUM_DOUBLES, Task.FILL, Task.PRODUCT);

    private static final int BYTES = 8 * Data.MANY;
    private static final int MATRIX_BYTES = 8 * Data.ROWS * Data.ROWS;

    private CopyWork() {}

    static Work ofC(Task task) {
        MemorySegment memory = Arena.global().allocate(2L * BYTES);
        MemorySegment second = memory.asSlice(BYTES);
        return switch (task) {
            case SUM_LONGS -> {
                LongVector longs = Data.longs();
                yield () -> {
                    memory.copyFrom(MemorySegment.ofArray(longs.toArray()));
                    return (long) CKernels.RUN_SUM_LONGS.invokeExact(memory, Data.MANY);
                };
            }
            case SUM_DOUBLES -> {
                DoubleVector doubles = Data.doubles();
                yield () -> {
                    memory.copyFrom(MemorySegment.ofArray(doubles.toArray()));
                    return (double) CKernels.RUN_SUM_DOUBLES.invokeExact(memory, Data.MANY);
                };
            }
            case FILL -> {
                DoubleVector x = Data.doubles();
                yield () -> {
                    memory.copyFrom(MemorySegment.ofArray(x.toArray()));
                    CKernels.RUN_FILL.invokeExact(memory, second, Data.MANY, Data.FACTOR, Data.SUMMAND);
                    return DoubleVector.of(
                            Data.store(), second.asSlice(0, BYTES).toArray(ValueLayout.JAVA_DOUBLE));
                };
            }
            case PRODUCT -> productInC(memory, Data.matrix(true), Data.matrix(false));
            default -> throw new IllegalArgumentException(task.label());
        };
    }

    private static Work productInC(MemorySegment memory, Blob left, Blob right) {
        MemorySegment a = memory.asSlice(0, MATRIX_BYTES);
        MemorySegment b = memory.asSlice(MATRIX_BYTES, MATRIX_BYTES);
        MemorySegment c = memory.asSlice(2L * MATRIX_BYTES, MATRIX_BYTES);
        return () -> {
            a.copyFrom(left.asSegment());
            b.copyFrom(right.asSegment());
            CKernels.RUN_PRODUCT.invokeExact(a, b, c, Data.ROWS);
            return DoubleVector.of(Data.store(), c.toArray(ValueLayout.JAVA_DOUBLE));
        };
    }

    static Work ofWasm(Task task) {
        PlainModule module = new PlainModule(WasmWork.module(), 2 * BYTES);
        return switch (task) {
            case SUM_LONGS -> {
                LongVector longs = Data.longs();
                yield () -> {
                    module.write(0, MemorySegment.ofArray(longs.toArray()));
                    return module.call("sum_run_i64", 0, Data.MANY);
                };
            }
            case SUM_DOUBLES -> {
                DoubleVector doubles = Data.doubles();
                yield () -> {
                    module.write(0, MemorySegment.ofArray(doubles.toArray()));
                    return Double.longBitsToDouble(module.call("sum_run_f64", 0, Data.MANY));
                };
            }
            case FILL -> {
                DoubleVector x = Data.doubles();
                long factor = Double.doubleToRawLongBits(Data.FACTOR);
                long summand = Double.doubleToRawLongBits(Data.SUMMAND);
                yield () -> {
                    module.write(0, MemorySegment.ofArray(x.toArray()));
                    module.call("linear_f64", 0, BYTES, Data.MANY, factor, summand);
                    return DoubleVector.of(Data.store(), module.read(BYTES, Data.MANY));
                };
            }
            case PRODUCT -> productInWasm(module, Data.matrix(true), Data.matrix(false));
            default -> throw new IllegalArgumentException(task.label());
        };
    }

    private static Work productInWasm(PlainModule module, Blob left, Blob right) {
        return () -> {
            module.write(0, left.asSegment());
            module.write(MATRIX_BYTES, right.asSegment());
            module.call("product_f64", 0, MATRIX_BYTES, 2L * MATRIX_BYTES, Data.ROWS);
            return DoubleVector.of(Data.store(), module.read(2 * MATRIX_BYTES, Data.ROWS * Data.ROWS));
        };
    }
}
