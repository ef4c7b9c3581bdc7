package dev.cairn.tool;

import dev.cairn.Store;
import java.io.IOException;
import picocli.CommandLine.Command;

/** The demo of vectors. */
@Command(
        name = "lines",
        description = {
            "Reads text files into persistent vectors, one version for each line, while other threads check snapshots.",
            "",
            "Each line makes a new version of a PVector<String> of all lines and of a LongVector of their "
                    + "lengths. Meanwhile reader threads take snapshots, check each, and keep the "
                    + "newest ones. A table shows the costs. Then everything is dropped, and the store must be "
                    + "empty again.",
            ""
        })
final class LinesCommand extends DemoCommand {
    @Override
    Outcome run(Store store, TextSource source, Progress progress) throws IOException, InterruptedException {
        return LinesRun.run(store, source, readers(), hold(), progress);
    }
}
