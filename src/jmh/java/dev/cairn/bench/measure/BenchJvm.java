package dev.cairn.bench.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The kind of JVM that everything is measured in, ours and the peers': one collector, one heap, touched beforehand,
 * and one page size.
 *
 * @param hugePages whether heap and store lie on huge pages; peers' reads gain as much from them as ours
 * @param heap the arguments that say how large the heap is
 * @param garbage bytes that our store may let pile up between collections: about what the peers' garbage, which lies in the
 *     nursery, may fill
 */
public record BenchJvm(boolean hugePages, List<String> heap, long garbage) {
    private static final TimeValue LONGEST_ITERATION = TimeValue.minutes(3);

    /** Keeps a warning about JMH itself off the console. */
    private static final String JMH_USES_UNSAFE = "--sun-misc-unsafe-memory-access=allow";

    /** What operations are timed in. */
    public static BenchJvm forTimes(boolean hugePages) {
        return new BenchJvm(hugePages, List.of("-Xms4g", "-Xmx4g", "-Xmn600m"), 512L << 20);
    }

    /** What pauses are counted in: much room, and a nursery that the collector sizes by its pauses. */
    public static BenchJvm forPauses(boolean hugePages) {
        return new BenchJvm(hugePages, List.of("-Xms12g", "-Xmx12g"), 4L << 30);
    }

    /** The arguments that matter for speed, as a reader of the figures wants to see them. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("-XX:+UseG1GC"));
        arguments.addAll(heap);
        arguments.add(hugePages ? "-XX:+UseTransparentHugePages" : "-XX:-UseTransparentHugePages");
        arguments.add("-XX:+AlwaysPreTouch");
        arguments.add("--enable-native-access=ALL-UNNAMED");
        arguments.add("-Ddev.cairn.budgetBytes=" + garbage);
        arguments.add("-Ddev.cairn.preTouchBytes=" + garbage * 3 / 2);
        if (!hugePages) {
            arguments.add("-Ddev.cairn.hugePages=false");
        }
        return arguments;
    }

    /**
     * Runs one benchmark method, with one value for each of its parameters, in JVMs of its own.
     *
     * @throws RunnerException if a JVM failed, of too little memory for instance
     */
    public Timing time(Class<?> benchmark, String method, Map<String, String> parameters, Pace pace)
            throws RunnerException {
        return time(benchmark, method, parameters, pace, List.of());
    }

    /** As the other one, with {@code more} arguments of the JVMs, which a library needs. */
    public Timing time(Class<?> benchmark, String method, Map<String, String> parameters, Pace pace, List<String> more)
            throws RunnerException {
        List<String> appended = new ArrayList<>(List.of(JMH_USES_UNSAFE));
        appended.addAll(more);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .forks(pace.forks())
                .warmupIterations(pace.warmups())
                .warmupTime(pace.warmup())
                .measurementIterations(pace.measurements())
                .measurementTime(pace.measurement())
                .timeout(LONGEST_ITERATION)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs(arguments().toArray(String[]::new))
                .jvmArgsAppend(appended.toArray(String[]::new));
        parameters.forEach(options::param);
        Collection<RunResult> results = new Runner(options.build()).run();
        return Timing.of(results.iterator().next());
    }
}
