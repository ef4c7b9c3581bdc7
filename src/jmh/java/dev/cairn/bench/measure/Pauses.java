package dev.cairn.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pauses of the collector while a program ran, from its log, and the longest time that the program itself stood
 * still in one operation, for whatever reason.
 *
 * @param millis each pause
 * @param stall the longest operation, in milliseconds
 * @param operations done between the pauses
 */
public record Pauses(List<Double> millis, double stall, long operations) {
    private static final Pattern PAUSE = Pattern.compile("\\[(\\d+)ms].* Pause .* (\\d+\\.\\d+)ms$");

    /**
     * Runs a program in a new JVM and counts the pauses of a part of it.
     *
     * @param main prints four numbers: when the part began and ended, in milliseconds since the JVM's start, its
     *     operations, and the nanoseconds of the longest one
     */
    public static Pauses of(BenchJvm jvm, Class<?> main, List<String> arguments) throws IOException {
        Path log = Files.createTempFile("pauses", ".log");
        try {
            List<String> jvmArguments = new ArrayList<>(jvm.arguments());
            jvmArguments.add("-Xlog:gc:file=" + log + ":uptimemillis:filecount=0");
            List<Long> numbers = ChildJvm.numbers(4, jvmArguments, main, arguments);
            List<Double> millis = during(Files.readAllLines(log), numbers.get(0), numbers.get(1));
            return new Pauses(millis, numbers.get(3) / 1e6, numbers.get(2));
        } finally {
            Files.delete(log);
        }
    }

    /** The lengths of the pauses that ended from {@code begin} to {@code end}, in milliseconds of the log. */
    static List<Double> during(List<String> log, long begin, long end) {
        List<Double> millis = new ArrayList<>();
        for (String line : log) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                long at = Long.parseLong(pause.group(1));
                if (at >= begin && at <= end) {
                    millis.add(Double.parseDouble(pause.group(2)));
                }
            }
        }
        return millis;
    }

    public String line(Trial trial) {
        return "%-40s %3d pauses, %.1f ms together, the longest %.1f ms; the longest operation %.1f ms; %,d operations"
                .formatted(trial.name(), millis.size(), total(), longest(), stall, operations);
    }

    public double total() {
        return millis.stream().mapToDouble(x -> x).sum();
    }

    public double longest() {
        return millis.stream().mapToDouble(x -> x).max().orElse(0);
    }
}
