package dev.cairn.tool;

import dev.cairn.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The demo of blobs, letters and mailboxes. */
@Command(
        name = "letters",
        description = {
            "Passes a file through a pipeline of actors by reference, and then by copying.",
            "",
            "The pipeline has actors of Apache Pekko: one reads the file into a blob, one slices it, several count "
                    + "the bytes of the slices, and one adds up the counts in a PMap. First their messages are "
                    + "letters, which refer to collections in the store; then they are copies, in the format Nota. A table "
                    + "shows the costs of both. Then an actor is stopped that has not read 10,000 letters, "
                    + "and the memory to which they referred must be free again. In the end everything is dropped, and the store "
                    + "must be empty.",
            ""
        })
final class LettersCommand extends StoreCommand {
    /** A copied message is an array of bytes, and is limited in size. */
    private static final long LARGEST = (1L << 30) - (1 << 20);

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A file of at most 1 GiB (default: lib/modules of the running JDK, else its bin/java).")
    private @Nullable Path file;

    @Override
    Outcome run(Store store) throws IOException, InterruptedException {
        Path from = file != null ? file : defaultFile();
        if (!Files.isRegularFile(from) || !Files.isReadable(from)) {
            throw wrong((Files.exists(from) ? "not a file that can be read: " : "no such file: ") + from);
        }
        if (Files.size(from) > LARGEST) {
            throw wrong("a file of more than 1 GiB, too large to be copied: " + from);
        }
        out().println("Reading " + from);
        out().flush();
        return new LettersRun(store, from, err()).run();
    }

    private static Path defaultFile() {
        Path home = Path.of(System.getProperty("java.home"));
        Path modules = home.resolve("lib").resolve("modules");
        return Files.isReadable(modules) ? modules : home.resolve("bin").resolve("java");
    }
}
