package dev.cairn.tool;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where a demo has its files. */
final class DirectoryOption {
    @Option(
            names = {"--dir", "--directory"},
            paramLabel = "DIRECTORY",
            description =
                    "Where the store lies (default: a new directory in /dev/shm, or where Java has its temporary files).")
    private @Nullable Path chosen;

    /** The directory; a new one has {@code prefix}. */
    DemoDirectory open(String prefix) throws IOException {
        return DemoDirectory.of(chosen, prefix);
    }
}
