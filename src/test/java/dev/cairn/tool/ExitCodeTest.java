package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A demo fails if a check failed, or if something is left in the store. */
class ExitCodeTest {
    @TempDir
    private Path root;

    private final StringWriter out = new StringWriter();

    @Test
    void zeroWhenAllIsWell() throws IOException {
        assertEquals(0, run(new Planned(true, false)));
        assertTrue(out.toString().contains("Everything dropped:"), out::toString);
    }

    @Test
    void oneWhenACheckFailed() throws IOException {
        assertEquals(1, run(new Planned(false, false)));
    }

    @Test
    void oneWhenSomethingIsLeft() throws IOException {
        assertEquals(1, run(new Planned(true, true)));
    }

    private int run(DemoCommand demo) throws IOException {
        Path text = Files.writeString(root.resolve("a.txt"), "text");
        return new CommandLine(demo)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(text.toString(), "--store-size=8m");
    }

    @Command(name = "planned")
    private static final class Planned extends DemoCommand {
        private static final int MANY = 10_000;

        private final boolean sound;
        private final boolean leaving;

        Planned(boolean sound, boolean leaving) {
            this.sound = sound;
            this.leaving = leaving;
        }

        @Override
        Outcome run(Store store, TextSource source, Progress progress) {
            if (leaving) {
                store.atom("forgotten", LongVector.from(store, new long[MANY]));
            }
            return new Outcome() {
                @Override
                public long files() {
                    return source.files();
                }

                @Override
                public boolean sound() {
                    return sound;
                }

                @Override
                public void print(PrintWriter printer) {}
            };
        }
    }
}
