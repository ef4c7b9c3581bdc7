package dev.cairn.bench.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * The program that takes the samples of one operation and prints its figures in nanoseconds: mostly their median. Its arguments are the operation, the library, the
 * directory, the number of entries, and the number of samples. It ends when its input does.
 */
final class SampleProgram {
    /** Kept, so that its level is. */
    private static final Logger LOGGER = Logger.getLogger("dev.cairn");

    private SampleProgram() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream figures = System.out;
        System.setOut(System.err); // for what libraries say
        LOGGER.setLevel(Level.WARNING); // a store that was not closed is no news here
        Thread.ofPlatform().daemon().start(SampleProgram::endWithInput);
        Operation operation = Operation.valueOf(arguments[0]);
        Samples.Subject subject = new Samples.Subject(
                Library.valueOf(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
        long[] nanos = operation.samples().orElseThrow().take(subject, Integer.parseInt(arguments[4]));
        figures.println(
                Arrays.stream(operation.figures(nanos)).mapToObj(Long::toString).collect(Collectors.joining(" ")));
        figures.flush();
    }

    /** Whoever started this process has its input open as long as it lives. */
    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said
            }
        } catch (IOException e) {
            // the end as well
        }
        Runtime.getRuntime().halt(1);
    }
}
