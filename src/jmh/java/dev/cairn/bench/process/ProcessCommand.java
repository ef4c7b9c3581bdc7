package dev.cairn.bench.process;

import dev.cairn.bench.measure.BenchCommand;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Plan;
import dev.cairn.bench.measure.Row;
import dev.cairn.bench.measure.Timing;
import dev.cairn.bench.measure.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench process}: a store in a file beside embedded databases, in one process and between two. */
@Command(name = "process", description = "Measures stores in files, which several processes use, beside databases.")
public final class ProcessCommand extends BenchCommand {
    @Option(
            names = "--dir",
            paramLabel = "DIRECTORY",
            description =
                    "Where files lie that processes share; they are deleted again (default: /dev/shm where there is"
                            + " one with 8 GB of room, else that of --disk).")
    @Nullable
    Path memory;

    @Option(
            names = "--disk",
            paramLabel = "DIRECTORY",
            description = "Where files lie that outlive the system; they are deleted again (default: the directory of"
                    + " temporary files, which should be on a disk).")
    @Nullable
    Path disk;

    /** What runs gave that have figures of several operations. */
    private final Map<Trial, List<Long>> figures = new HashMap<>();

    @Override
    protected Plan full(int forks) {
        return ProcessPlans.full(forks);
    }

    @Override
    protected Plan quick() {
        return ProcessPlans.quick();
    }

    @Override
    protected Timing time(Trial trial, BenchJvm jvm, Pace pace) throws RunnerException, IOException {
        Operation operation = (Operation) trial.row().workload();
        Library library = (Library) trial.contender();
        Trial run = new Trial(new Row(operation.run(), "", trial.row().size()), library);
        List<Long> known = figures.get(run);
        if (known != null) {
            return Timing.ofElapsed(known.get(operation.figure()));
        }
        try (Folder folder = Folder.in(operation.isOfDisk() ? disk() : memory())) {
            Samples.Subject subject =
                    new Samples.Subject(library, folder.path(), trial.row().size());
            Optional<Class<?>> benchmark = operation.benchmark();
            if (benchmark.isPresent()) {
                return jvm.time(benchmark.get(), operation.label(), parameters(subject), pace, library.jvmArguments());
            }
            int samples = pace.measurements() * operation.samplesAtATime(subject.entries());
            figures.put(run, ProcessJvm.figures(operation.run(), subject, jvm.arguments(), samples));
            return Timing.ofElapsed(figures.get(run).get(operation.figure()));
        }
    }

    private static Map<String, String> parameters(Samples.Subject subject) {
        return Map.of(
                "library",
                subject.library().name(),
                "directory",
                subject.directory().toString(),
                "size",
                Integer.toString(subject.entries()));
    }

    @Override
    protected Map<String, String> conditions() throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("files", described(memory()) + "; of `save` and `backUp`: " + described(disk()));
        lines.put("one process only", "MVStore and MapDB can't be opened by a second process");
        lines.put("Eve, as it is known", "a swap 180 us, a read 119 us");
        return lines;
    }

    private static String described(Path directory) throws IOException {
        return directory + " (" + Files.getFileStore(directory).type() + ")";
    }

    private Path memory() throws IOException {
        return memory == null ? Folder.inMemory(disk()) : memory;
    }

    private Path disk() {
        return disk == null ? Path.of(System.getProperty("java.io.tmpdir")) : disk;
    }
}
