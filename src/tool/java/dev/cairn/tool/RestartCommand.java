package dev.cairn.tool;

import dev.cairn.CorruptStoreException;
import dev.cairn.Store;
import dev.cairn.StoreFileException;
import dev.cairn.StoreOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The demo of a store in a file: its writer is killed again and again, while other processes read. */
@Command(
        name = "restart",
        description = {
            "Counts the words of the JDK's sources in a store in a file, while two other processes read the store.",
            "",
            "The process that writes is killed (kill -9) at random moments, ten times, and started again. Each time it goes on where "
                    + "it was, and the readers go on without an error. They check each version that they see: the counts "
                    + "must add up. In the end a checkpoint is written, the store's file is damaged on purpose, and "
                    + "the image of the checkpoint brings everything back.",
            ""
        })
final class RestartCommand implements Callable<Integer> {
    private static final int READERS = 2;
    private static final long STORE_BYTES = 1L << 30;
    private static final int DAMAGED_BYTES = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--kills",
            paramLabel = "COUNT",
            defaultValue = "10",
            description = "How often the writer is killed (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Mixin
    private final DirectoryOption directory = new DirectoryOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (DemoDirectory place = directory.open("cairn-restart")) {
            return run(place.path(), spec.commandLine().getOut());
        }
    }

    private int run(Path place, PrintWriter out) throws IOException, InterruptedException {
        Path path = place.resolve("words.store");
        Store.open(path, StoreOptions.defaults().maxBytes(STORE_BYTES)).close();
        List<DemoProcess> readers = new ArrayList<>();
        try {
            for (int i = 0; i < READERS; i++) {
                readers.add(start("read", path));
            }
            out.println("The store is " + path + ", " + READERS + " processes read it.");
            write(path, out);
            boolean areSound = true;
            for (DemoProcess reader : readers) {
                areSound &= end(reader, out);
            }
            return checkpoint(path, out) && areSound ? 0 : 1;
        } finally {
            readers.forEach(reader -> reader.process().destroyForcibly());
        }
    }

    /** Starts writers, of which all but the last one are killed. */
    private void write(Path path, PrintWriter out) throws IOException, InterruptedException {
        Random random = new Random();
        for (int kill = 1; kill <= kills; kill++) {
            DemoProcess writer = start("write", path);
            String opened = writer.lines().readLine();
            Thread.sleep(100 + random.nextInt(500));
            boolean wasAlive = writer.kill();
            out.printf(
                    "writer %2d: %s; %s%n",
                    kill, opened, wasAlive ? "killed" : "it was done before it could be killed");
            out.flush();
        }
        start("write", path).awaitEnd(line -> out.println("writer    : " + line));
    }

    private static DemoProcess start(String role, Path path) throws IOException {
        return DemoProcess.start(RestartWork.class, role, path);
    }

    /** Lets a reader end; returns whether all that it saw was right. */
    private static boolean end(DemoProcess reader, PrintWriter out) throws IOException, InterruptedException {
        reader.stop();
        return reader.awaitEnd(line -> out.println("reader    : " + line)) == 0;
    }

    /** Writes a checkpoint, damages the store, and restores it; returns whether the same is in it again. */
    private static boolean checkpoint(Path path, PrintWriter out) throws IOException {
        String before;
        try (Store store = Store.open(path)) {
            before = RestartWork.describe(store);
            out.println("checkpoint: " + store.checkpoint());
        }
        damage(path);
        out.println("damage    : " + DAMAGED_BYTES + " bytes of the store were overwritten");
        out.println("opening it: " + opening(path));
        Path restored = path.resolveSibling("restored.store");
        try (Store store = Store.restore(path.resolveSibling(path.getFileName() + ".image"), restored)) {
            String after = RestartWork.describe(store);
            out.println("restored  : " + after + (after.equals(before) ? ", as before" : ", but it was " + before));
            store.verify();
            return after.equals(before);
        }
    }

    private static void damage(Path path) throws IOException {
        byte[] rubbish = new byte[DAMAGED_BYTES];
        new Random().nextBytes(rubbish);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(rubbish);
        }
    }

    private static String opening(Path path) {
        try (Store store = Store.open(path)) {
            return "no damage was found in " + store.atomNames();
        } catch (StoreFileException | CorruptStoreException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }
}
