package dev.cairn.tool;

import dev.cairn.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo of maps and atoms. */
@Command(
        name = "demo",
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Builds an index of text files, a version a file, and checks snapshots meanwhile.",
            "",
            "The index is a PMap<String, PVector<Long>> from each word to its positions, in an Atom that several writer "
                    + "threads update. The texts lie in the store, too. Reader threads take snapshots while that goes "
                    + "on, look whether words stand where each says, and hold on to the newest ones. Shown are a table "
                    + "of what it took, the most frequent words, and what differs between two versions a thousand "
                    + "files apart. Then everything is dropped, and the store must be empty again. Files above "
                    + "256 MiB are skipped.",
            ""
        },
        subcommands = {LinesCommand.class, LettersCommand.class})
final class IndexCommand extends DemoCommand {
    private static final int MOST_WRITERS = 64;

    @Option(
            names = "--writers",
            paramLabel = "COUNT",
            defaultValue = "2",
            description = "Threads that read files and update the index (default: ${DEFAULT-VALUE}).")
    private int writers;

    @Override
    void check() {
        super.check();
        requireWithin("--writers", writers, 1, MOST_WRITERS);
    }

    @Override
    Outcome run(Store store, TextSource source, Progress progress) throws InterruptedException {
        return IndexRun.run(store, new TextQueue(source, progress), new IndexRun.Crew(writers, readers(), hold()));
    }
}
