package dev.cairn.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Where and of what figures were taken: what a reader needs to take them again. */
public final class Machine {
    private static final Path CPUS = Path.of("/proc/cpuinfo");
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final String UNKNOWN = "unknown";

    private Machine() {}

    /** A line each: machine, JDK, JVM arguments, page size, commit, date. */
    public static Map<String, String> describe(BenchJvm jvm) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        lines.put(
                "machine",
                "%s, %d cores, %d GiB, %s %s %s"
                        .formatted(
                                cpu(),
                                system.getAvailableProcessors(),
                                Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")));
        lines.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        lines.put("JVM arguments", String.join(" ", jvm.arguments()));
        lines.put(
                "pages",
                (jvm.hugePages() ? "huge" : "small") + "; transparent huge pages of the system: "
                        + firstLine(HUGE_PAGES));
        lines.put("commit", commit());
        lines.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        return lines;
    }

    private static String cpu() throws IOException {
        if (!Files.isReadable(CPUS)) {
            return UNKNOWN;
        }
        try (Stream<String> lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    private static String firstLine(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readString(file).strip() : UNKNOWN;
    }

    private static String commit() throws IOException {
        String commit = git("rev-parse", "--short", "HEAD");
        if (commit.isEmpty()) {
            return UNKNOWN;
        }
        return git("status", "--porcelain", "--", "src", "pom.xml").isEmpty() ? commit : commit + ", with changes";
    }

    /** What git prints, empty where there is no git or no repository. */
    private static String git(String... arguments) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments))
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return "";
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
