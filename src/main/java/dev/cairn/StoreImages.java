package dev.cairn;

import dev.cairn.internal.image.ImageLoad;
import dev.cairn.internal.life.Recount;
import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.UnusedFile;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** A part of {@link Store}: its figures, how its images are written, and stores that are made of them. */
abstract class StoreImages extends StoreUsers {
    abstract Checkpoints checkpoints();

    /** Figures of the store. O(slabs). */
    public StoreStats stats() {
        return StoreStats.of(core(), Optional.ofNullable(checkpoints().last()));
    }

    /**
     * Recounts all references and compares the counts. All structural changes wait meanwhile. O(nodes).
     *
     * @throws CorruptStoreException if an invariant is violated
     */
    public Verification verify() {
        Recount.Result result = core().verify();
        return new Verification(result.nodes(), result.bytes(), result.lostBytes(), result.pinned());
    }

    /** The file of the store; empty if the store ends with this process. */
    public Optional<Path> path() {
        return Optional.ofNullable(memory().path());
    }

    /** The options with which the store was made. */
    public StoreOptions options() {
        return memory().options;
    }

    /**
     * A store in memory with the atoms of the newest checkpoint in the file {@code image}. {@link Store#atom(String,
     * Version)} gives them, as in a store in a file. The maximum size, the geometry and the seed are those of the store that wrote the image. All of the image is read
     * and checked: O(its bytes), and O(nodes).
     *
     * <p>Restoring an image that is damaged, by chance or on purpose, throws an exception. All nodes are checked, and the bytes of each
     * element, as those of a file are that is not trusted: see {@link StoreOptions#untrusted}.
     *
     * @throws StoreFileException if the file is no image, or is damaged; the message says where
     * @throws StoreFullException if the system has not the room
     */
    public static Store restore(Path image) {
        return restore(image, StoreOptions.defaults());
    }

    /** As {@link #restore(Path)}, with other options. */
    public static Store restore(Path image, StoreOptions options) {
        Objects.requireNonNull(options, "options");
        try (ImageLoad load = ImageLoad.open(image)) {
            return StoreMemory.load(load, options, memory -> Store.restored(memory, load));
        } catch (FileProblem e) {
            throw new StoreFileException(e);
        }
    }

    /**
     * Makes a store in the file {@code path} of the newest checkpoint in the file {@code image}, and opens it. As {@link #restore(Path)}
     * otherwise.
     *
     * @throws StoreFileException if {@code path} is there already and is not empty, or for a reason of {@link #restore(Path)} or {@link
     *     Store#open(Path, StoreOptions)}
     */
    public static Store restore(Path image, Path path) {
        return restore(image, path, StoreOptions.defaults());
    }

    /** As {@link #restore(Path, Path)}, with other options. */
    public static Store restore(Path image, Path path, StoreOptions options) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(options, "options");
        try (ImageLoad load = ImageLoad.open(image)) {
            return StoreMemory.load(load, path, options, memory -> Store.restored(memory, load));
        } catch (FileProblem e) {
            throw new StoreFileException(e);
        }
    }

    /** The atoms of the file {@code path}, copied into memory and checked. */
    static Store copied(Path path, StoreOptions options) {
        record Copy(StoreMemory memory, ImageLoad load) {}
        try {
            Copy copy = UnusedFile.read(Objects.requireNonNull(path, "path"), file -> {
                ImageLoad load = ImageLoad.of(file, Atoms.NAME_MAX, options.maxBytes());
                return StoreMemory.load(load, options, memory -> new Copy(memory, load));
            });
            return Store.restored(copy.memory, copy.load);
        } catch (FileProblem e) {
            throw new StoreFileException(e);
        }
    }

    /** Returns {@code path}. Throws if {@code options} let the store be copied: a copy has no other process that writes it. */
    static Path requireNoCopy(Path path, StoreOptions options) {
        if (options.untrusted()) {
            throw new StoreFileException(
                    path,
                    StoreFileException.Problem.OTHER_OPTIONS,
                    "the store " + path
                            + " cannot be opened for reading only and be untrusted, as nobody else changes the copy of"
                            + " an untrusted store; use Store.open(path, options), which never changes the file of an untrusted store",
                    null);
        }
        return Objects.requireNonNull(path, "path");
    }

    /** Begins to write checkpoints now and then, if the options say so and the store is in a file. */
    final void beginCheckpoints() {
        Path path = memory().path();
        if (path != null && memory().options.checkpointEvery().isPositive()) {
            checkpoints().begin(imageOf(path), memory().options.checkpointEvery());
        }
    }

    private static Path imageOf(Path path) {
        return path.resolveSibling(path.getFileName() + ".image");
    }

    /**
     * Writes a checkpoint of a store in a file: into the file NAME.image beside the store NAME. As {@link #checkpoint(Path)} otherwise.
     *
     * @throws UnsupportedOperationException if the store is in no file
     */
    public Checkpoint checkpoint() {
        Path path = memory().path();
        if (path == null) {
            throw new UnsupportedOperationException(
                    "this store is in no file; say where the image is to lie: checkpoint(path)");
        }
        return checkpoints().write(imageOf(path));
    }

    /**
     * Writes the versions of all atoms into the file {@code image}, and returns when they are on the disk: what is in an image survives the
     * end of the process, and a power failure. {@link #restore(Path)} makes a store of it. Pending changes of the versions are written.
     *
     * <p>An atom has the version that it had at some moment of the call. Two atoms may be of two moments; put what must fit together into
     * one atom. Letters in mailboxes are not in an image. Other threads may go on to change the store meanwhile. Two checkpoints wait
     * for each other.
     *
     * <p>The first checkpoint into a file writes all nodes, in O(nodes), into a new file, which then takes the place of the old one. Later
     * ones write what is new since then behind it, in O(nodes that are new), until the file is twice as large as what lives. At each
     * moment the file has one whole checkpoint: a crash of the process or of the system leaves the one before. One image belongs to one
     * store: no two stores may write the same file at a time.
     *
     * @throws StoreFileException if the file can't be written: a full disk, say. The checkpoint before is still there
     * @throws NotPortableException if an atom has Java objects, or if the store is no {@linkplain StoreOptions#portable portable} one and an
     *     atom has values that only this process understands, such as those of {@link dev.cairn.codec.Codec#standard()}
     * @throws CorruptStoreException if a node is damaged; then the image stays as it is
     */
    public Checkpoint checkpoint(Path image) {
        Objects.requireNonNull(image, "image");
        return checkpoints().write(image);
    }
}
