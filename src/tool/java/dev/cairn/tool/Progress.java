package dev.cairn.tool;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the progress of reading: a bar on a terminal, else a line for each quarter. */
interface Progress extends AutoCloseable {
    /** Notes that {@code bytes} of all bytes were read, with so many lines. */
    void reached(long bytes, long lines);

    @Override
    void close();

    /** A bar if standard error is a terminal, lines written to {@code err} if not. */
    static Progress of(long totalBytes, PrintWriter err) {
        return isTerminal() ? new Bar(totalBytes, System.err) : new Lines(totalBytes, err);
    }

    /** Whether standard error is a terminal, as far as Java can tell. On Linux the file of the process says it; elsewhere the console. */
    private static boolean isTerminal() {
        Path standardError = Path.of("/proc/self/fd/2");
        if (Files.isSymbolicLink(standardError)) {
            try {
                String target = Files.readSymbolicLink(standardError).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            } catch (IOException e) {
                return false;
            }
        }
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** A bar that redraws itself. */
    final class Bar implements Progress {
        private static final int WIDTH = 79;

        private final ProgressBar bar;

        Bar(long totalBytes, PrintStream out) {
            bar = new ProgressBarBuilder()
                    .setTaskName("reading")
                    .setInitialMax(totalBytes)
                    .setUnit(" MiB", 1 << 20)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    // A fixed width: asking the terminal for its width would load native code.
                    .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                    .build();
        }

        @Override
        public void reached(long bytes, long lines) {
            bar.stepTo(bytes);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line for each quarter. */
    final class Lines implements Progress {
        private static final int STEPS = 4;

        private final long totalBytes;
        private final PrintWriter out;
        private int steps;

        Lines(long totalBytes, PrintWriter out) {
            this.totalBytes = totalBytes;
            this.out = out;
        }

        @Override
        public void reached(long bytes, long lines) {
            if (totalBytes > 0 && bytes >= totalBytes / STEPS * (steps + 1) && steps < STEPS) {
                steps = (int) Math.min(STEPS, bytes / Math.max(1, totalBytes / STEPS));
                out.printf(
                        Locale.ROOT,
                        "read %3d %% of %s, %,d lines%n",
                        steps * 100 / STEPS,
                        ByteSize.toString(totalBytes),
                        lines);
                out.flush();
            }
        }

        @Override
        public void close() {}
    }
}
