package dev.cairn.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a demo has its files: a directory of the user's, or else a new one, which is deleted in the end. */
record DemoDirectory(Path path, boolean isNew) implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    /** The directory {@code chosen}; if it is null, a new one in memory, or where Java has its temporary files. */
    static DemoDirectory of(@Nullable Path chosen, String prefix) throws IOException {
        if (chosen != null) {
            return new DemoDirectory(chosen, false);
        }
        Path made = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, prefix)
                : Files.createTempDirectory(prefix);
        return new DemoDirectory(made, true);
    }

    @Override
    public void close() throws IOException {
        if (!isNew) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
