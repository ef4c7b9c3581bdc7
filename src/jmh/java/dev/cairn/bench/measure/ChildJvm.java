package dev.cairn.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of its own: one that prints figures, or one that takes part in a benchmark. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * Runs {@code main} on the class path of this JVM and returns the numbers it printed.
     *
     * @throws IOException if it failed or did not print as many numbers as {@code expected}
     */
    public static List<Long> numbers(int expected, List<String> jvmArguments, Class<?> main, List<String> arguments)
            throws IOException {
        Process process = start(jvmArguments, main, arguments);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String[] words = printed.split(" ", -1);
        if (words.length != expected || !Arrays.stream(words).allMatch(word -> word.matches("-?\\d+"))) {
            throw new IOException(main.getName() + " " + arguments + " printed no figures but '" + printed + "'");
        }
        List<Long> numbers = new ArrayList<>();
        for (String word : words) {
            numbers.add(Long.parseLong(word));
        }
        return numbers;
    }

    /** Starts {@code main} on the class path of this JVM; its errors go where those of this JVM go. */
    public static Process start(List<String> jvmArguments, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
