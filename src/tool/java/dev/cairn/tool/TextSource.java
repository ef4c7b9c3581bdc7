package dev.cairn.tool;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The files under a path (a directory, a zip archive or one file) in the order of their names, read line by line or as a whole. A file is
 * text if it decodes without an error and contains no NUL. Other files, and files that cannot be read, are skipped and counted.
 */
final class TextSource implements AutoCloseable {
    /** Files up to this size are read once; larger files are read twice, first to check whether they are text. */
    private static final int READ_ONCE = 1 << 20;

    /** Files above this size are not read as a whole. */
    private static final int MOST_AS_A_WHOLE = 256 << 20;

    private static final int LINES_BETWEEN_REPORTS = 1024;

    /** The numbers of what was read. */
    record Reading(long files, long skipped, long bytes, long lines) {}

    private record Entry(Path path, long size) {}

    private final Charset charset;
    private final @Nullable FileSystem archive;
    private final List<Entry> entries = new ArrayList<>();
    private String name;
    private long unreadable;

    private TextSource(Path path, Charset charset, @Nullable FileSystem archive) {
        this.name = path.toString();
        this.charset = charset;
        this.archive = archive;
    }

    /**
     * Lists the files under {@code path} without reading them.
     *
     * @throws NoSuchFileException if there is nothing at {@code path}
     * @throws IOException if the path cannot be listed, or is a damaged archive
     */
    static TextSource open(Path path, Charset charset) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        }
        if (Files.isDirectory(path)) {
            return new TextSource(path, charset, null).list(path);
        }
        if (!Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "neither a file nor a directory");
        }
        if (!isZip(path)) {
            return new TextSource(path, charset, null).list(path);
        }
        FileSystem archive = openZip(path);
        return new TextSource(path, charset, archive).list(archive.getPath("/"));
    }

    /** A part of the files, of {@code bytes} together, taken evenly from all. */
    TextSource part(long bytes) {
        long step = Math.max(1, totalBytes() / bytes);
        List<Entry> some = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (i % step == 0) {
                some.add(entries.get(i));
            }
        }
        name += some.size() < entries.size() ? " (one file of %d; --all reads all)".formatted(step) : "";
        entries.clear();
        entries.addAll(some);
        return this;
    }

    /** The path, and which part of it. */
    @Override
    public String toString() {
        return name;
    }

    /** The sizes of all files, text or not. */
    long totalBytes() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    /** The number of files, text or not, without files whose attributes could not be read. */
    int files() {
        return entries.size();
    }

    long unreadable() {
        return unreadable;
    }

    /** The size of a file. */
    long bytes(int file) {
        return entries.get(file).size();
    }

    /** A file as a whole; null if it is not text, is too large, or cannot be read. Any thread may ask. */
    @Nullable
    String text(int file) {
        Entry entry = entries.get(file);
        if (entry.size() > MOST_AS_A_WHOLE) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(entry.path()));
            String text = charset.newDecoder().decode(bytes).toString();
            return text.indexOf(0) < 0 ? text : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Passes each line of each text file to {@code sink}, and reports to {@code progress}. */
    Reading read(Consumer<String> sink, Progress progress) throws IOException {
        long files = 0;
        long skipped = unreadable;
        long bytes = 0;
        long lines = 0;
        long passed = 0;
        for (Entry entry : entries) {
            Content content = text(entry);
            if (content != null) {
                lines += readLines(content, sink, new FileProgress(progress, passed, entry.size(), lines));
                files++;
                bytes += entry.size();
            } else {
                skipped++;
            }
            passed += entry.size();
            progress.reached(passed, lines);
        }
        return new Reading(files, skipped, bytes, lines);
    }

    @Override
    public void close() throws IOException {
        if (archive != null) {
            archive.close();
        }
    }

    private TextSource list(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    entries.add(new Entry(file, attributes.size()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) {
                unreadable++;
                return FileVisitResult.CONTINUE;
            }
        });
        entries.sort(Comparator.comparing(Entry::path));
        return this;
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            return start.equals("PK\3\4") || start.equals("PK\5\6");
        }
    }

    private static FileSystem openZip(Path file) throws IOException {
        try {
            return FileSystems.newFileSystem(file);
        } catch (ProviderNotFoundException e) {
            // The JDK throws this for a damaged archive whose name does not end in .zip or .jar.
            throw (IOException) new ZipException("damaged zip archive").initCause(e);
        }
    }

    /** A file's bytes, which can be read from the start several times. */
    private interface Content {
        InputStream open() throws IOException;
    }

    /** The content of a text file; null for any other file, and for a file that cannot be read. */
    private @Nullable Content text(Entry entry) {
        try {
            Content content = content(entry);
            return isText(content) ? content : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static Content content(Entry entry) throws IOException {
        if (entry.size() > READ_ONCE) {
            return () -> Files.newInputStream(entry.path());
        }
        byte[] bytes = Files.readAllBytes(entry.path());
        return () -> new ByteArrayInputStream(bytes);
    }

    private boolean isText(Content content) throws IOException {
        char[] piece = new char[8192];
        try (Reader reader = reader(content)) {
            for (int count = reader.read(piece); count >= 0; count = reader.read(piece)) {
                for (int i = 0; i < count; i++) {
                    if (piece[i] == 0) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    private long readLines(Content content, Consumer<String> sink, FileProgress progress) throws IOException {
        long lines = 0;
        try (BufferedReader reader = new BufferedReader(reader(content))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                sink.accept(line);
                progress.line(line, ++lines);
            }
        }
        return lines;
    }

    /** A reader that throws if the bytes do not decode; a reader that is made from a charset would not. */
    private Reader reader(Content content) throws IOException {
        return new InputStreamReader(content.open(), charset.newDecoder());
    }

    /** Estimates the progress within a file, from the characters read. */
    private static final class FileProgress {
        private final Progress progress;
        private final long before;
        private final long size;
        private final long linesBefore;
        private long seen;

        FileProgress(Progress progress, long before, long size, long linesBefore) {
            this.progress = progress;
            this.before = before;
            this.size = size;
            this.linesBefore = linesBefore;
        }

        void line(String line, long number) {
            seen += line.length() + 1;
            if (number % LINES_BETWEEN_REPORTS == 0) {
                progress.reached(before + Math.min(seen, size), linesBefore + number);
            }
        }
    }
}
