package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.internal.memory.Memory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Garbage off the heap stays bounded in a JVM of 64 MB, whatever its collector is, and all is freed in the end. */
class MemoryBoundTest {
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";
    private static final long BUDGET = StoreOptions.defaults().budgetBytes();
    private static final long SMALL_BUDGET = 8L << 20;
    private static final String CHECKED = "-Ddev.cairn.checked=" + Memory.CHECKED;

    static Stream<Arguments> jvms() {
        return Stream.of(
                Arguments.of("G1", List.of("-XX:+UseG1GC", NATIVE, CHECKED)),
                Arguments.of("Parallel", List.of("-XX:+UseParallelGC", NATIVE, CHECKED)),
                Arguments.of("ZGC", List.of("-XX:+UseZGC", NATIVE, CHECKED)),
                Arguments.of("Shenandoah", List.of("-XX:+UseShenandoahGC", NATIVE, CHECKED)));
    }

    static Stream<Arguments> jvmsWhoseYoungCollectionsClearReferences() {
        return jvms().filter(jvm -> !jvm.get()[0].equals("ZGC"));
    }

    static Stream<Arguments> memories() {
        return Stream.of(
                Arguments.of("no native access", List.of("-XX:+UseG1GC", "--illegal-native-access=deny")),
                Arguments.of("checked", List.of("-XX:+UseG1GC", NATIVE, "-Ddev.cairn.checked=true")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jvms")
    void appends(String name, List<String> jvm) {
        run(name, jvm, SMALL_BUDGET, 1_000_000, 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jvms")
    void updates(String name, List<String> jvm) {
        run(name, jvm, SMALL_BUDGET, 300_000, 100_000);
    }

    @Tag("soak")
    @ParameterizedTest(name = "{0}")
    @MethodSource({"jvms", "memories"})
    void tenMillionAppends(String name, List<String> jvm) {
        run(name, jvm, BUDGET, 10_000_000, 0);
    }

    @Tag("soak")
    @ParameterizedTest(name = "{0}")
    @MethodSource({"jvms", "memories"})
    void tenMillionUpdatesOfAMillion(String name, List<String> jvm) {
        run(name, jvm, BUDGET, 10_000_000, 1_000_000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jvmsWhoseYoungCollectionsClearReferences")
    void garbageWhereCollectionsCannotBeAskedFor(String name, List<String> jvm) {
        List<String> options = new ArrayList<>(jvm);
        options.add("-XX:+DisableExplicitGC");
        run(name, options, Garbage.class, List.of());
    }

    private static void run(String name, List<String> jvm, long budget, int count, int size) {
        List<String> figures = List.of(Long.toString(budget), Integer.toString(count), Integer.toString(size));
        run(name, jvm, MemoryBound.class, figures);
    }

    private static void run(String name, List<String> jvm, Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx64m");
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(), program.getName()));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.print(name + ", " + output);
            assertEquals(0, process.waitFor(), output);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String classPath() {
        return placeOf(Store.class) + System.getProperty("path.separator") + placeOf(MemoryBound.class);
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
