package dev.cairn.bench.pattern;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bench pairs}: every two operations in turn, on several sizes, beside Vavr in the same JVM, and says which are slow. It
 * times the calling thread's CPU time. What seems slow is timed again, longer, the two sides in turns, and the least is taken.
 */
@Command(
        name = "pairs",
        description = "Seeks pairs of operations, done in turn, that are much slower than with Vavr.",
        footer = {"", "A row: collection, size, the two operations, ns of ours and of Vavr's, ratio."})
public final class PairsCommand implements Callable<Integer> {
    private static final int ROUNDS_AT_ONCE = 16;
    private static final int TIMES_AGAIN = 5;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "3,30,1000,100000",
            description = "Default: ${DEFAULT-VALUE}.")
    List<Integer> sizes = List.of();

    @Option(names = "--times", defaultValue = "5", description = "How many times slower is told (default: 5).")
    double times;

    @Option(names = "--millis", defaultValue = "10", description = "Milliseconds for a first look (default: 10).")
    int millis;

    @Option(names = "--only", defaultValue = "", description = "Only subjects whose name contains this.")
    String only = "";

    @Spec
    CommandSpec spec;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private volatile Object sink = "";
    private int slow;
    private int pairs;

    /** Ours and the peer's. */
    private record Sides(Supplier<Subject<?>> ours, Supplier<Subject<?>> peer) {}

    private static Map<String, Sides> sides() {
        Map<String, Sides> all = new LinkedHashMap<>();
        all.put("PVector", new Sides(Vectors::pvector, Vectors::vavr));
        all.put("LongVector", new Sides(Vectors::longVector, Vectors::vavr));
        all.put("PMap of Long", new Sides(() -> Maps.pmap(Maps.Key.LONG), () -> Maps.vavr(Maps.Key.LONG)));
        all.put("PMap of String", new Sides(() -> Maps.pmap(Maps.Key.TEXT), () -> Maps.vavr(Maps.Key.TEXT)));
        all.put("PSet", new Sides(Maps::pset, Maps::vavrSet));
        return all;
    }

    @Override
    public Integer call() {
        sides().forEach((name, sides) -> {
            if (name.contains(only)) {
                sizes.forEach(size -> seek(name, sides, size));
            }
        });
        print("%d of %d pairs take more than %s times as long as with Vavr".formatted(slow, pairs, times));
        return slow == 0 ? 0 : 1;
    }

    private void seek(String name, Sides sides, int size) {
        Subject<?> ours = sides.ours().get();
        Subject<?> peer = sides.peer().get();
        List<String> ops = new ArrayList<>(ours.ops().keySet());
        ops.retainAll(peer.ops().keySet());
        for (String first : ops) {
            for (String second : ops.subList(ops.indexOf(first), ops.size())) {
                List<String> pair = first.equals(second) ? List.of(first) : List.of(first, second);
                compare(name, new Turns<>(ours, pair, size), new Turns<>(peer, pair, size), pair, size);
            }
        }
    }

    private void compare(String name, Turns<?> ours, Turns<?> peer, List<String> pair, int size) {
        pairs++;
        time(ours, millis);
        time(peer, millis);
        double our = time(ours, millis);
        double their = time(peer, millis);
        for (int i = 0; i < TIMES_AGAIN && our > times * their; i++) {
            our = Math.min(our, time(ours, 10 * millis));
            their = Math.min(their, time(peer, 10 * millis));
        }
        if (our > times * their) {
            slow++;
            print("%-15s %,9d  %-24s %,10.0f %,10.0f %6.1f"
                    .formatted(name, size, String.join(" ", pair), our, their, our / their));
        }
    }

    /** Nanoseconds of a round. */
    private double time(Turns<?> turns, int millisOfCpu) {
        long begin = threads.getCurrentThreadCpuTime();
        long end = begin;
        long rounds = 0;
        while (end - begin < millisOfCpu * 1_000_000L) {
            for (int i = 0; i < ROUNDS_AT_ONCE; i++) {
                sink = turns.next();
            }
            rounds += ROUNDS_AT_ONCE;
            end = threads.getCurrentThreadCpuTime();
        }
        return (end - begin) / (double) rounds;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
