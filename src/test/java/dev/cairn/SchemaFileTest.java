package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store in a file that processes open one after another, in which the classes of its values differ. */
class SchemaFileTest {
    private static final String ITEM = "public record Item(String name, long price, Colour colour) {}";

    @TempDir
    Path directory;

    private int versions;

    /** The classes of one version of a program. */
    private Path version(String colours, String record) {
        Path to = directory.resolve("version" + versions++);
        String name = record.replaceAll(".*record (\\w+).*", "$1");
        try {
            Path sources = Files.createDirectories(to.resolve("app"));
            List<String> files = new ArrayList<>(List.of("-d", to.toString(), "-proc:none"));
            files.add(Files.writeString(
                            sources.resolve("Colour.java"), "package app; public enum Colour {" + colours + "}")
                    .toString());
            files.add(Files.writeString(sources.resolve(name + ".java"), "package app; " + record)
                    .toString());
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            int failed = ToolProvider.getSystemJavaCompiler().run(null, null, errors, files.toArray(String[]::new));
            assertEquals(0, failed, () -> errors.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return to;
    }

    private String run(Path version, String action, String record) {
        String output = ChildJvm.run(
                List.of("-Xbootclasspath/a:" + version),
                SchemaProgram.class,
                directory.resolve("a.store").toString(),
                action,
                record);
        return output.lines().filter(line -> !line.contains("[warning]")).reduce("", (a, b) -> a + b + "\n");
    }

    @Test
    void anEnumMayGainLoseAndReorderConstants() {
        Path first = version("RED, GREEN", ITEM);
        run(first, "write", "Item");
        String expected = """
                RED -> Item[name=item 1, price=1, colour=RED]
                GREEN -> Item[name=item 1, price=1, colour=GREEN]
                0 is RED
                1 is [Item[name=item 2, price=2, colour=RED], RED]
                2 is [7]
                3 is GREEN
                4 is [Item[name=item 2, price=2, colour=GREEN], GREEN]
                5 is [7]
                6000 {GREEN true=3000, RED true=3000}
                """;
        assertEquals(expected, run(first, "read", "Item"));
        Path second = version("BLUE, GREEN, RED", ITEM);
        assertEquals(
                "BLUE -> null\n"
                        + expected.replaceFirst("(RED.*\n)(GREEN.*\n)", "$2$1")
                                .replace("{GREEN", "{BLUE false=3000, GREEN"),
                run(second, "read", "Item"));
        run(second, "write", "Item");
        String later = run(second, "read", "Item");
        assertTrue(later.contains("BLUE -> Item[name=item 1, price=1, colour=BLUE]"), later);
        assertTrue(later.contains("9000 {BLUE true=3000, GREEN true=3000, RED true=3000}"), later);
        String again = run(first, "read", "Item");
        assertTrue(again.contains("RED -> Item[name=item 1, price=1, colour=RED]"), again);
        assertTrue(again.contains("9000 {GREEN true=3000, RED true=3000}"), again);
        assertTrue(
                again.contains("0 is CodecException: ")
                        && again.contains("the store has the constant BLUE, which the class does not have"),
                again);
        assertTrue(again.contains("3 is GREEN"), again);
    }

    @Test
    void recordsMustHaveTheSameComponents() {
        run(version("RED, GREEN", ITEM), "write", "Item");
        Path renamed = version("RED, GREEN", "public record Thing(String name, long price, Colour colour) {}");
        assertEquals(
                "[2, Thing[name=item 1, price=1, colour=RED], Thing[name=item 5, price=5, colour=RED]]\n",
                run(renamed, "typed", "Thing"));
        String missing = run(renamed, "names", "");
        assertTrue(missing.contains("set SchemaException: ") && missing.contains("app.Item"), missing);
        Path narrow = version("RED, GREEN", "public record Item(String name, int price, Colour colour) {}");
        assertTrue(
                run(narrow, "typed", "Item").contains("value.price: the store has long, the program int"),
                () -> run(narrow, "typed", "Item"));
        String untyped = run(narrow, "names", "");
        assertTrue(untyped.contains("has the component price of the class int in this program"), untyped);
        Path longer = version("RED, GREEN", "public record Item(String name, long price, Colour colour, int n) {}");
        String more = run(longer, "typed", "Item");
        assertTrue(more.contains("component 4 of the record app.Item is n: int; the store has only 3"), more);
        String any = run(longer, "names", "");
        assertTrue(any.contains("has the components [name, price, colour, n] in this program"), any);
    }
}
