package dev.cairn.tool;

import dev.cairn.Store;
import java.io.IOException;
import picocli.CommandLine.Command;

/** The demo of vectors. */
@Command(
        name = "lines",
        description = {
            "Reads text files into persistent vectors, a version a line, and checks snapshots meanwhile.",
            "",
            "Every line read makes a new version of a PVector<String> of all lines and one of a LongVector of their "
                    + "lengths. Reader threads take snapshots while that goes on, check each, and hold on to the "
                    + "newest ones. A table shows what it took. Then everything is dropped, and the store must be "
                    + "empty again.",
            ""
        })
final class LinesCommand extends DemoCommand {
    @Override
    Outcome run(Store store, TextSource source, Progress progress) throws IOException, InterruptedException {
        return LinesRun.run(store, source, readers(), hold(), progress);
    }
}
