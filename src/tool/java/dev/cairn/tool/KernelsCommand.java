package dev.cairn.tool;

import dev.cairn.Store;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo of kernels. */
@Command(
        name = "kernels",
        description = {
            "Does the same work in Java, in WebAssembly and in C, on the very same nodes, and once more on copies.",
            "",
            "The data are a matrix of doubles, a PVector of DoubleVectors, and a PMap from Long to Long. The work: the sum of the matrix, the "
                    + "sum of the map's values, lookups in the map, and y = 2 x + 1 for a row as long as the map is large, written into a builder that is "
                    + "then frozen. WebAssembly runs in the JVM, on the store's memory. C is compiled now, "
                    + "if there is a compiler (cc), and reads the memory, too. A table shows times, bytes copied, and whether all results are equal. "
                    + "In the end everything is dropped, and the store must be empty.",
            ""
        })
final class KernelsCommand extends StoreCommand {
    private static final int MOST_ROWS = 5_000;
    private static final int MOST_ENTRIES = 10_000_000;

    @Option(
            names = "--rows",
            paramLabel = "COUNT",
            defaultValue = "2000",
            description = "Rows and columns of the matrix (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--entries",
            paramLabel = "COUNT",
            defaultValue = "1000000",
            description = "Entries of the map (default: ${DEFAULT-VALUE}).")
    private int entries;

    @Override
    void check() {
        super.check();
        OptionLimits.requireWithin(spec(), "--rows", rows, 1, MOST_ROWS);
        OptionLimits.requireWithin(spec(), "--entries", entries, 1, MOST_ENTRIES);
    }

    @Override
    Outcome run(Store store) throws IOException, InterruptedException {
        return KernelsRun.run(store, rows, entries, err());
    }
}
