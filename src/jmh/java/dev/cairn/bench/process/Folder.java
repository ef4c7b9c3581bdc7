package dev.cairn.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A fresh directory for files of gigabytes, which is deleted when it is closed, also when the JVM is told to end before. */
record Folder(Path path, Thread atEnd) implements AutoCloseable {
    /** What a full run needs in memory. */
    private static final long ENOUGH_BYTES = 8L << 30;

    private static final Path MEMORY = Path.of("/dev/shm");

    static Folder in(Path parent) throws IOException {
        Path path = Files.createTempDirectory(parent, "cairn-bench");
        Thread atEnd = new Thread(() -> deleteAtEnd(path));
        Runtime.getRuntime().addShutdownHook(atEnd);
        return new Folder(path, atEnd);
    }

    /** A directory in memory where there is one with much room. */
    static Path inMemory(Path otherwise) throws IOException {
        boolean isEnough =
                Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH_BYTES;
        return isEnough ? MEMORY : otherwise;
    }

    /** Deletes a file, or a directory with all in it. */
    static void delete(Path path) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    private static void deleteAtEnd(Path path) {
        try {
            delete(path);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("not deleted: " + path + ": " + e);
        }
    }

    @Override
    public void close() throws IOException {
        delete(path);
        Runtime.getRuntime().removeShutdownHook(atEnd);
    }
}
