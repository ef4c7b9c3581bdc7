package dev.cairn.bench.process;

import dev.cairn.bench.measure.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The JVMs that take part beside those of JMH. */
final class ProcessJvm {
    private static final String BUDGET = "dev.cairn.budgetBytes";

    private ProcessJvm() {}

    /** What each has: native access, our store's budget if this JVM was given one, and what the library needs. */
    static List<String> arguments(Library library) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--enable-native-access=ALL-UNNAMED");
        String budget = System.getProperty(BUDGET);
        if (budget != null) {
            arguments.add("-D" + BUDGET + "=" + budget);
        }
        arguments.addAll(library.jvmArguments());
        return arguments;
    }

    /** The figures of so many samples, taken by a JVM of its own. */
    static List<Long> figures(Operation operation, Samples.Subject subject, List<String> jvmArguments, int count)
            throws IOException {
        List<String> arguments = new ArrayList<>(jvmArguments);
        arguments.addAll(subject.library().jvmArguments());
        return ChildJvm.numbers(
                operation.figureCount(),
                arguments,
                SampleProgram.class,
                List.of(
                        operation.name(),
                        subject.library().name(),
                        subject.directory().toString(),
                        Integer.toString(subject.entries()),
                        Integer.toString(count)));
    }
}
