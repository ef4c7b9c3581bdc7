package dev.cairn.tool;

import dev.cairn.Store;
import dev.cairn.StoreFullException;
import dev.cairn.StoreOptions;
import dev.cairn.StoreStats;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that runs on a store of its own, which must be empty at the end. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all checks held, and the store was empty at the end",
            "1:a check failed, or a file could not be read to its end",
            "2:wrong input, or a store that is too small"
        })
abstract class StoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--store-size",
            paramLabel = "SIZE",
            defaultValue = "4g",
            converter = ByteSize.class,
            description = "The largest size of the store, such as 512m (default: ${DEFAULT-VALUE}).")
    private long storeSize;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        check();
        PrintWriter out = out();
        try (Store store = openStore()) {
            Outcome outcome = run(store);
            outcome.print(out);
            out.println();
            out.println("Everything dropped:");
            long began = System.nanoTime();
            store.reclaim();
            StoreStats left = store.stats();
            Report.ofTheEnd(left, System.nanoTime() - began).print(out);
            afterwards(outcome);
            return outcome.sound() && left.liveBytes() == 0 ? 0 : 1;
        } catch (StoreFullException e) {
            throw wrong("the store is too small: " + e.getMessage() + "; --store-size makes it larger");
        } catch (OutOfMemoryError e) {
            // Mostly in counting the nodes at the end, which needs heap in proportion to their number.
            throw wrong("the Java heap is too small: %s at most; -Xmx makes it larger"
                    .formatted(ByteSize.toString(Runtime.getRuntime().maxMemory())));
        }
    }

    /** Does the work. On return no version is reachable, and no atom is left. */
    abstract Outcome run(Store store) throws IOException, InterruptedException;

    /** Prints the last part, when the store is empty. */
    void afterwards(Outcome outcome) throws IOException, InterruptedException {}

    /** Refuses invalid values of options, and options of the parent command, which would be ignored. */
    void check() {
        CommandSpec above = spec.parent();
        if (above != null && !above.commandLine().getParseResult().matchedArgs().isEmpty()) {
            throw wrong("options and PATH go after '" + spec.name() + "', not before");
        }
    }

    final CommandSpec spec() {
        return spec;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private Store openStore() {
        try {
            return Store.inMemory(StoreOptions.defaults().maxBytes(storeSize));
        } catch (IllegalArgumentException e) {
            throw wrong("--store-size: " + e.getMessage());
        }
    }

    final ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
