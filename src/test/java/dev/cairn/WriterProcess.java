package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.ByteLocks;
import dev.cairn.internal.memory.StoreFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A process that has a row among those that write a store, and does what it is told. */
final class WriterProcess {
    private static final int KILLED = 137;

    private final Process process;
    private final BufferedReader output;
    private volatile boolean isKilled;

    private WriterProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a process that opens the store in {@code path}, and waits until it has. */
    static WriterProcess start(Path path) throws IOException {
        WriterProcess started = new WriterProcess(ChildJvm.start(
                List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Program.class, path.toString()));
        assertEquals("ready", started.output.readLine());
        return started;
    }

    /** A line that a process printed; "ended" if it has ended without being killed. */
    record Line(WriterProcess process, String text) {}

    /** Lets the process do {@code command}; returns what it answers. */
    String ask(String command) throws IOException {
        tell(command);
        return String.valueOf(output.readLine());
    }

    private void tell(String command) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    boolean askWhether(String command) throws IOException {
        String answer = ask(command);
        assertTrue(answer.equals("true") || answer.equals("false"), answer);
        return answer.equals("true");
    }

    /**
     * Lets the process try to lead until it does, or be sure that it does without asking, as {@code command} says. All that it prints from now on
     * goes to {@code lines}.
     */
    void campaign(String command, BlockingQueue<Line> lines) throws IOException {
        tell(command);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.add(new Line(this, line));
                }
            } catch (IOException e) {
                // it has ended
            }
            if (!isKilled) {
                lines.add(new Line(this, "ended"));
            }
        });
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        assertTrue(process.isAlive());
        isKilled = true;
        assertEquals(KILLED, process.destroyForcibly().waitFor());
    }

    void end() throws InterruptedException {
        isKilled = true;
        process.destroyForcibly().waitFor();
    }

    /** The process: opens the store that its argument names, as one of those that write, and does what its input says until that ends. */
    static final class Program {
        private static final long POLL_MILLIS = 5;
        private static final int LOOKS = 10_000;
        private static final VarHandle LONG =
                MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

        public static void main(String[] arguments) throws IOException {
            Path path = Path.of(arguments[0]);
            StoreFile file = StoreFile.openShared(path, false, opened -> opened);
            System.out.println("ready");
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                obey(path, file, line.split(" ", -1));
            }
            System.exit(0);
        }

        private static void obey(Path path, StoreFile file, String[] words) throws IOException {
            switch (words[0]) {
                case "row" -> System.out.println(file.locks().row());
                case "lead" -> System.out.println(file.locks().tryLead());
                case "free" -> System.out.println(file.locks().isRowFree(Integer.parseInt(words[1])));
                case "lost" -> System.out.println(file.isLost());
                case "names" ->
                    file.locks().inNames(() -> {
                        System.out.println("in names");
                        while (true) {
                            LockSupport.park();
                        }
                    });
                case "close" -> {
                    file.release();
                    System.out.println("closed");
                }
                case "campaign" -> begin(path, file.locks(), words);
                default -> throw new IllegalArgumentException(words[0]);
            }
        }

        private static void begin(Path path, ByteLocks locks, String[] words) {
            boolean asks = words.length == 1;
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (asks && !locks.tryLead()) {
                        Thread.sleep(POLL_MILLIS);
                    }
                    System.out.println("leads");
                    look(path.resolveSibling("leader"));
                } catch (IOException | InterruptedException e) {
                    System.out.println(e);
                }
            });
        }

        /** Writes its number into a file as long as it leads, and looks whether another one does. */
        private static void look(Path path) throws IOException, InterruptedException {
            long own = ProcessHandle.current().pid();
            ByteBuffer shared;
            try (var channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                shared = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            }
            while (true) {
                LONG.setVolatile(shared, 0, own);
                for (int look = 0; look < LOOKS; look++) {
                    if ((long) LONG.getVolatile(shared, 0) != own) {
                        System.out.println("two lead");
                        return;
                    }
                    if (look == LOOKS / 2) {
                        Thread.sleep(1);
                    }
                }
            }
        }
    }
}
