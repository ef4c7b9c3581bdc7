package dev.cairn.tool;

import dev.cairn.DoubleVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.tool.KernelsOutcome.Task;
import dev.cairn.tool.KernelsOutcome.Way;
import dev.cairn.wasm.Kernel;
import dev.cairn.wasm.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One run of the demo of kernels. */
final class KernelsRun {
    private static final int ROUNDS = 15;

    /** Of what takes milliseconds: the JVM needs seconds to compile all. */
    private static final int SHORT_ROUNDS = 200;

    private static final int ENTRY_BYTES = 16;

    private final PrintWriter progress;
    private final int rows;
    private final int entries;
    private final PVector<DoubleVector> matrix;
    private final PMap<Long, Long> map;
    private final DoubleVector x;
    private final Store store;
    private final Window window;
    private final @Nullable NativeKernels c;

    /** A way to do a piece of work; returns a number or a vector. */
    @FunctionalInterface
    private interface Work {
        Object run();
    }

    /** A way with its name and the bytes that it copies. */
    private record Candidate(String name, long copied, Work work) {}

    private KernelsRun(Store store, int rows, int entries, @Nullable NativeKernels c, PrintWriter progress)
            throws IOException {
        this.progress = progress;
        this.rows = rows;
        this.entries = entries;
        this.store = store;
        this.c = c;
        this.window = Kernel.of(KernelFiles.read("kernels.wasm")).on(store);
        say("making a matrix of %,d x %,d doubles, and a map of %,d entries".formatted(rows, rows, entries));
        Random random = new Random(1);
        PVector.Builder<DoubleVector> all = PVector.builder(store, DoubleVector.codec());
        for (int i = 0; i < rows; i++) {
            all.append(DoubleVector.of(store, random.doubles(rows).toArray()));
        }
        this.matrix = all.build();
        PMap.Builder<Long, Long> pairs = PMap.builder(store, Codec.LONG, Codec.LONG);
        for (long i = 0; i < entries; i++) {
            pairs.put(i, random.nextLong());
        }
        this.map = pairs.build();
        this.x = DoubleVector.of(store, random.doubles(entries).toArray());
    }

    static KernelsOutcome run(Store store, int rows, int entries, PrintWriter progress)
            throws IOException, InterruptedException {
        try (NativeKernels c = NativeKernels.compile()) {
            return new KernelsRun(store, rows, entries, c, progress).run();
        }
    }

    private void say(String what) {
        progress.println(what);
        progress.flush();
    }

    private KernelsOutcome run() {
        List<Task> tasks = List.of(sumOfMatrix(), sumOfMap(), lookups(), fill());
        return new KernelsOutcome(tasks, c == null ? CLibrary.ABSENT : "", Verdict.of(store));
    }

    private Task sumOfMatrix() {
        List<Candidate> ways = new ArrayList<>();
        ways.add(new Candidate("Java", 0, () -> bits(DoubleVector::sum)));
        ways.add(new Candidate(
                "WebAssembly in place", 0, () -> bits(row -> window.callDouble("sum_f64", window.base(), row))));
        NativeKernels compiled = c;
        if (compiled != null) {
            ways.add(new Candidate("C in place", 0, () -> bits(compiled::sum)));
        }
        ways.add(new Candidate(
                "Java, copied out",
                (long) rows * rows * Double.BYTES,
                () -> bits(row -> {
                    double sum = 0;
                    for (double value : row.toArray()) {
                        sum += value;
                    }
                    return sum;
                })));
        return measure("sum of %,d doubles in a matrix".formatted((long) rows * rows), SHORT_ROUNDS, ways);
    }

    /** Adds up what a row has. */
    @FunctionalInterface
    private interface RowSum {
        double of(DoubleVector row);
    }

    private long bits(RowSum sum) {
        double all = 0;
        for (DoubleVector row : matrix.asList()) {
            all += sum.of(row);
        }
        return Double.doubleToRawLongBits(all);
    }

    private Task sumOfMap() {
        List<Candidate> ways = new ArrayList<>();
        ways.add(new Candidate("Java", 0, () -> {
            long sum = 0;
            for (long value : map.asMap().values()) {
                sum += value;
            }
            return sum;
        }));
        ways.add(new Candidate("WebAssembly in place", 0, () -> window.callLong("map_sum_i64", window.base(), map)));
        NativeKernels compiled = c;
        if (compiled != null) {
            ways.add(new Candidate("C in place", 0, () -> compiled.mapSum(map)));
        }
        ways.add(new Candidate("Java, copied out", (long) entries * ENTRY_BYTES, () -> {
            long[] copy = new long[2 * entries];
            int at = 0;
            for (Map.Entry<Long, Long> entry : map.asMap().entrySet()) {
                copy[at++] = entry.getKey();
                copy[at++] = entry.getValue();
            }
            long sum = 0;
            for (int i = 1; i < copy.length; i += 2) {
                sum += copy[i];
            }
            return sum;
        }));
        return measure("sum of %,d values in a map".formatted(entries), ROUNDS, ways);
    }

    private Task lookups() {
        List<Candidate> ways = new ArrayList<>();
        ways.add(new Candidate("Java", 0, () -> {
            long sum = 0;
            int number = 12345;
            for (int i = 0; i < entries; i++) {
                number = number * 1664525 + 1013904223; // as the kernel does
                sum += map.getOrDefault((long) ((number >>> 4) % entries), -1L);
            }
            return sum;
        }));
        ways.add(new Candidate(
                "WebAssembly in place",
                0,
                () -> window.callLong("map_gets_i64", window.base(), map, entries, entries)));
        NativeKernels compiled = c;
        if (compiled != null) {
            ways.add(new Candidate("C in place", 0, () -> compiled.mapGets(map, entries, entries)));
        }
        return measure("%,d lookups in the map".formatted(entries), ROUNDS, ways);
    }

    private Task fill() {
        List<Candidate> ways = new ArrayList<>();
        ways.add(new Candidate("Java, by a copy", 2L * entries * Double.BYTES, () -> {
            double[] y = x.toArray();
            for (int i = 0; i < y.length; i++) {
                y[i] = 2 * y[i] + 1;
            }
            return DoubleVector.of(store, y);
        }));
        ways.add(new Candidate("WebAssembly in place", 0, () -> {
            DoubleVector.Builder builder = DoubleVector.builder(store);
            window.fill(builder, x.size(), "fill_linear_f64", window.base(), x, 2.0, 1.0);
            return builder.build();
        }));
        NativeKernels compiled = c;
        if (compiled != null) {
            ways.add(new Candidate("C in place", 0, () -> {
                DoubleVector.Builder builder = DoubleVector.builder(store);
                compiled.linear(x, builder, 2, 1);
                return builder.build();
            }));
        }
        return measure("a builder of %,d doubles filled and frozen".formatted(entries), SHORT_ROUNDS, ways);
    }

    /** Runs all ways by turns. */
    private Task measure(String name, int rounds, List<Candidate> ways) {
        say(name);
        long[] least = new long[ways.size()];
        long[] results = new long[ways.size()];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < least.length; i++) {
                long began = System.nanoTime();
                Object result = ways.get(i).work().run();
                long nanos = System.nanoTime() - began;
                results[i] = result instanceof Long number ? number : result.hashCode();
                least[i] = round == 0 ? nanos : Math.min(least[i], nanos);
            }
        }
        List<Way> done = new ArrayList<>();
        for (int i = 0; i < least.length; i++) {
            done.add(new Way(ways.get(i).name(), least[i], ways.get(i).copied(), results[i]));
        }
        return new Task(name, done);
    }
}
