package dev.cairn.tool;

import dev.cairn.Store;
import dev.cairn.tool.IndexWork.Crew;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo of maps and atoms. */
@Command(
        name = "demo",
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Builds an index of text files, one version for each file, while other threads check snapshots.",
            "",
            "The index is a PMap<String, PVector<Long>> from each word to its positions, in an Atom that several writer "
                    + "threads update. The texts lie in the store, too. Meanwhile reader threads take snapshots, check "
                    + "that words are at the positions in each, and keep the newest ones. The demo prints a table "
                    + "of the costs, the most frequent words, and the changes between two versions a thousand "
                    + "files apart. Then everything is dropped, and the store must be empty again. At last, if the text "
                    + "has at most 64 MiB, the same work is done with Vavr's collections on the heap, and "
                    + "a table compares both. Files above 256 MiB are skipped.",
            ""
        },
        subcommands = {
            LinesCommand.class,
            LettersCommand.class,
            RestartCommand.class,
            ProcessesCommand.class,
            KernelsCommand.class
        })
final class IndexCommand extends DemoCommand {
    private static final int MOST_WRITERS = 64;
    private static final long MOST_COMPARED = 64L << 20;

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
        return IndexRun.run(store, new TextQueue(source, progress), crew());
    }

    /** Compares with Vavr's collections if the text is small enough for the heap. */
    @Override
    void afterwards(Outcome outcome) throws IOException, InterruptedException {
        if (outcome instanceof IndexOutcome ours && ours.reading().bytes() <= MOST_COMPARED) {
            try (TextSource source = open();
                    Progress progress = Progress.of(source.totalBytes(), err())) {
                Comparison.print(ours, new TextQueue(source, progress), crew(), out());
            }
        }
    }

    private Crew crew() {
        return new Crew(writers, readers(), hold());
    }
}
