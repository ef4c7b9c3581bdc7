package dev.cairn.internal.image;

import dev.cairn.internal.alloc.BlockMarks;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.FileProblem.Reason;
import dev.cairn.internal.memory.StoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the images of one store. One thread at a time. */
@SuppressWarnings("ByteBufferBackingArray") // each buffer is all of its array
public final class Imaging {
    /*
     * The first checkpoint into a path writes all nodes into a new file, which then takes the place of the old one. The next one writes what
     * is new behind that, as long as the file is less than twice as large as what lives; else it writes all again.
     *
     * What the image has is known by marks on the blocks, which the reclaimer clears when it frees a block. So a node that lives and has a
     * mark is in the image, though the versions through which it came there may be dead; and a version whose header has a mark is in it
     * with all nodes. Nothing is held between two checkpoints. A checkpoint that fails leaves marks of nodes that are not in the image, so
     * they are forgotten, and the next one writes all.
     */
    private static final long SLACK = 1L << 20;
    private static final int CHECK_EVERY = 256;

    private final Core core;
    private final ImageOutput.Faults faults = new ImageOutput.Faults();
    private @Nullable Present present;

    /** Images of this store. */
    public Imaging(Core core) {
        this.core = core;
    }

    /** The name of an atom, the header of its version, which the caller holds, and its kind, unless the header has the number of that. */
    public record Named(String name, int header, String kind) {}

    /** What a checkpoint wrote. {@code isWhole}: all nodes, into a new file. */
    public record Written(long sequence, boolean isWhole, long nodes, long bytes) {}

    /** The image that the marks are about. They are right as long as the term of who leads is {@code term}. */
    private record Present(Path path, ImageHead head, long sequence, long end, BlockMarks marks, int term) {}

    /** Lets the {@code n}-th write from now fail (0: none); for tests. */
    public void failAt(int n) {
        faults.failAt(n);
    }

    /**
     * Writes a checkpoint into the image {@code path}.
     *
     * @throws FileProblem if the image cannot be written; it has the checkpoint before then
     */
    public Written write(Path path, List<Named> names) {
        boolean interrupted = Thread.interrupted(); // an interrupt would close the channel of the directory
        try {
            return writeCalmly(path, names);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Written writeCalmly(Path path, List<Named> names) {
        Present known = present;
        present = null;
        try {
            // another process that frees does not clear the marks here
            if (known != null
                    && known.term == core.leadTerm()
                    && known.term != 0
                    && isThere(known, path)
                    && known.end < 2 * known.marks.bytes() + SLACK) {
                return append(known, names);
            }
            return replace(path, names);
        } catch (IOException e) {
            throw new FileProblem(
                    path,
                    Reason.NOT_ACCESSIBLE,
                    "cannot write the image " + path + ": " + e + "; the checkpoint before is still there",
                    e);
        } finally {
            if (present == null) {
                core.allocator().setMarks(null);
            }
        }
    }

    /** Whether the file is the image that this store wrote last. */
    private static boolean isThere(Present known, Path path) throws IOException {
        if (!known.path.equals(path) || !Files.isRegularFile(path)) {
            return false;
        }
        try (ImageReader reader = ImageReader.open(path)) {
            return reader.head().equals(known.head)
                    && reader.slot().sequence() == known.sequence
                    && reader.slot().end() == known.end;
        } catch (FileProblem e) {
            return false;
        }
    }

    private Written append(Present known, List<Named> names) throws IOException {
        try (ImageOutput file = new ImageOutput(known.path, faults)) {
            return write(file, known, names, false);
        }
    }

    private Written replace(Path path, List<Named> names) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        ImageHead head = new ImageHead(
                core.bits(),
                core.allocator().slabs().slabBytes(),
                core.memory().region().bytes(),
                core.seed(),
                UUID.randomUUID(),
                System.currentTimeMillis());
        int term = core.leadTerm(); // before the first mark
        BlockMarks marks = new BlockMarks(core.allocator()::blocks);
        core.allocator().setMarks(marks);
        StoreFile.createPrivate(fresh);
        boolean done = false;
        try (ImageOutput file = new ImageOutput(fresh, faults)) {
            file.write(0, head.write().array(), ImageFormat.HEAD_BYTES);
            Present begun = new Present(path, head, sequence(path), ImageFormat.AT_FRAMES, marks, term);
            Written written = write(file, begun, names, true);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            StoreFile.forceDirectory(path);
            done = true;
            return written;
        } finally {
            if (!done) {
                present = null;
                Files.deleteIfExists(fresh);
            }
        }
    }

    /** The number of the newest checkpoint in the file that will be replaced; 0 if it is no image. */
    private static long sequence(Path path) {
        if (!Files.exists(path)) {
            return 0;
        }
        try (ImageReader reader = ImageReader.open(path)) {
            return reader.slot().sequence();
        } catch (FileProblem e) {
            return 0;
        }
    }

    private Written write(ImageOutput file, Present before, List<Named> names, boolean isWhole) throws IOException {
        long sequence = before.sequence + 1;
        long image = before.head.identity();
        ImageWriter writer = new ImageWriter(file, image, sequence, before.end, core.isInFile());
        Saving saving = new Saving(core, before.marks, writer);
        for (Named named : names) {
            saving.save(named);
        }
        List<Catalogue.Name> list = names.stream()
                .map(n -> new Catalogue.Name(n.name, n.header, n.kind))
                .toList();
        byte[] catalogue = Catalogue.of(core, list).write();
        long end = writer.commit(
                catalogue, saving.nodes(), core.allocator().slabs().frontier());
        present = new Present(before.path, before.head, sequence, end, before.marks, before.term);
        return new Written(sequence, isWhole, saving.nodes(), writer.bytes());
    }

    /** Writes what it finds. */
    private static final class Saving extends CollectionWalk {
        private final Core core;
        private final ImageWriter writer;
        private String name = "";
        private int found;

        Saving(Core core, BlockMarks marks, ImageWriter writer) {
            super(core, marks, false);
            this.core = core;
            this.writer = writer;
        }

        void save(Named named) throws IOException {
            name = named.name;
            try {
                walk(named.header);
            } catch (Damage e) {
                throw core.corrupt("in the version of the atom " + name + ", " + e.getMessage(), e);
            }
        }

        @Override
        void found(int node, long blockBytes, long from, long end) throws IOException {
            if (++found % CHECK_EVERY == 0) {
                core.check();
            }
            writer.write(memory, node, blockBytes, from, end);
        }

        @Override
        void foundObject(int node) {
            throw core.notPortable(
                    "the version of the atom " + name + " has an object of Java, which is on the heap; no image"
                            + " can have it: use a codec that keeps all of a value as bytes");
        }
    }
}
