package dev.cairn;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.OutOfBlocks;
import dev.cairn.internal.alloc.Owners;
import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.alloc.StoreHead;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.image.ImageHead;
import dev.cairn.internal.image.ImageLoad;
import dev.cairn.internal.life.Access;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.DescriptorWriter;
import dev.cairn.internal.life.Detached;
import dev.cairn.internal.life.PinFile;
import dev.cairn.internal.life.PinRow;
import dev.cairn.internal.life.Right;
import dev.cairn.internal.life.StackRoom;
import dev.cairn.internal.life.StoreErrors;
import dev.cairn.internal.life.StoreSpace;
import dev.cairn.internal.memory.ByteLocks;
import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.FileProblem.Reason;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NoRoom;
import dev.cairn.internal.memory.Region;
import dev.cairn.internal.memory.StoreFile;
import dev.cairn.internal.slot.DescribedTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The memory of a store: its own, or a file. Turns the problems of the packages below into exceptions for users. */
final class StoreMemory {

    final StoreOptions options;
    final Memory memory;
    final Allocator allocator;

    /** Whether the counts in the memory are right. */
    final boolean isClean;

    final @Nullable StoreFile file;
    private final ReentrantLock leaving = new ReentrantLock();

    /** When this process began to use the store, in milliseconds since 1970. */
    final long since = System.currentTimeMillis();

    /** What readers have pinned, or this one pins; null if the store is not in a file. */
    final @Nullable PinFile pins;

    /** Whether other processes can write the file at the same time. */
    private final boolean isShared;

    /** Whether the file has an older layout, and nobody else uses it. */
    private final boolean isToRenew;

    private StoreMemory(
            StoreOptions options,
            Memory memory,
            Allocator allocator,
            @Nullable StoreFile file,
            @Nullable PinFile pins,
            boolean isClean,
            boolean isShared,
            boolean isToRenew) {
        this.isShared = isShared;
        this.isToRenew = isToRenew;
        this.options = options;
        this.memory = memory;
        this.allocator = allocator;
        this.file = file;
        this.pins = pins;
        this.isClean = isClean;
    }

    /** Memory that ends with this process. */
    static StoreMemory fresh(StoreOptions options) {
        Environment.require();
        try {
            return fresh(options, Region.reserve(options.maxBytes()), null, null, false);
        } catch (NoRoom e) {
            throw StoreFullException.ofSystem(e.bytes(), 0, options.maxBytes(), String.valueOf(e.getMessage()));
        }
    }

    private static StoreMemory fresh(
            StoreOptions options, Region region, @Nullable StoreFile file, @Nullable PinFile pins, boolean isShared) {
        region.preTouch(Math.min(options.preTouchBytes(), options.maxBytes()));
        Memory memory = new Memory(region);
        Geometry geometry = options.geometry();
        long seed = options.seed().orElseGet(() -> new SecureRandom().nextLong());
        try {
            Owners owners = isShared && file != null ? new WriterRows(file, 1) : Owners.alone();
            Allocator allocator = new Allocator(memory, geometry.bits(), geometry.slabBytes(), seed, owners);
            return new StoreMemory(options, memory, allocator, file, pins, true, isShared, false);
        } catch (OutOfBlocks e) {
            throw StoreFullException.ofDisk(e.bytes(), 0, options.maxBytes(), file == null ? null : file.path());
        }
    }

    /** Makes something of the memory of a store. */
    @FunctionalInterface
    interface Maker<R> {
        R apply(StoreMemory memory);
    }

    /** Loads {@code image} into memory that ends with this process. */
    static <R> R load(ImageLoad image, StoreOptions options, Maker<R> made) {
        StoreMemory fresh = fresh(of(image, options));
        fill(image, fresh);
        return made.apply(fresh);
    }

    /** Loads {@code image} into a new file, which gets its name when {@code made} returns. */
    static <R> R load(ImageLoad image, Path path, StoreOptions options, Maker<R> made) {
        StoreOptions actual = of(image, options);
        return opened(path, actual, file -> {
            if (file.head(Superblock.HEAD_BYTES) != null) {
                throw new FileProblem(
                        file.path(),
                        Reason.ALREADY_THERE,
                        "cannot restore a store into " + file.path() + ", which has " + file.length()
                                + " bytes; move that file away, or choose another path");
            }
            return create(file, actual, fresh -> {
                fill(image, fresh);
                return made.apply(fresh);
            });
        });
    }

    private static void fill(ImageLoad image, StoreMemory fresh) {
        try {
            image.load(fresh.memory, fresh.allocator);
        } catch (OutOfBlocks e) {
            throw StoreFullException.ofDisk(e.bytes(), 0, fresh.options.maxBytes(), fresh.path());
        }
    }

    /** The options of the store in an image. */
    private static StoreOptions of(ImageLoad image, StoreOptions asked) {
        ImageHead head = image.head();
        try {
            return asked.geometry(new Geometry(head.bits(), head.slabBytes()))
                    .maxBytes(head.maxBytes())
                    .seed(head.seed());
        } catch (IllegalArgumentException e) {
            throw image.damaged(String.valueOf(e.getMessage()));
        }
    }

    private static <R> R opened(Path path, StoreOptions options, StoreFile.Opener<R> opener) {
        Environment.require();
        try {
            return options.exclusive()
                    ? StoreFile.open(path, options.remoteFiles(), opener)
                    : StoreFile.openShared(path, options.remoteFiles(), opener);
        } catch (FileProblem e) {
            throw new StoreFileException(e);
        }
    }

    /**
     * The store in the file {@code path}, or a new one there. Calls {@code made} while no other process opens or closes it. The file stays open
     * for this process until {@link #release}.
     */
    static <R> R open(Path path, StoreOptions options, Maker<R> made) {
        return opened(path, options, file -> {
            ByteBuffer bytes = file.head(Superblock.HEAD_BYTES);
            if (bytes == null) {
                return create(file, options, made);
            }
            StoreHead head = StoreHead.read(file.path(), bytes);
            head.requireWritable(file.path());
            return made.apply(options.exclusive() ? openAlone(file, options, head) : join(file, options, head));
        });
    }

    private static <R> R create(StoreFile file, StoreOptions options, Maker<R> made) throws IOException {
        PinFile pins = pins(file, true);
        return file.create(options.maxBytes(), region -> {
            StoreMemory fresh = fresh(options, region, file, pins, !options.exclusive());
            if (fresh.isShared) {
                Superblock.setSeveral(fresh.memory, true);
            }
            FileHead.noteOpened(file, fresh.memory);
            return made.apply(fresh);
        });
    }

    private static StoreMemory openAlone(StoreFile file, StoreOptions options, StoreHead head) throws IOException {
        FileHead.requireWhole(file, head);
        Memory memory = new Memory(file.map(head.maxBytes()));
        Allocator allocator = Allocator.attach(memory, head.slabBytes(), Owners.alone());
        FileHead.noteOpened(file, memory);
        if (head.hasSeveral()) {
            Superblock.setSeveral(memory, false);
        }
        StoreOptions actual = FileHead.actual(file, options, head);
        boolean isToRenew = head.isOlder() && file.locks().isOnlyUser();
        return new StoreMemory(actual, memory, allocator, file, pins(file, false), head.isClean(), false, isToRenew);
    }

    private static StoreMemory join(StoreFile file, StoreOptions options, StoreHead head) throws IOException {
        ByteLocks locks = file.locks();
        if (!head.hasSeveral()) {
            locks.requireAlone();
        }
        FileHead.requireWhole(file, head);
        boolean isAlone = locks.leads() && !locks.isWrittenByOthers();
        boolean isOnlyUser = locks.isOnlyUser();
        boolean isShared = head.hasSeveral() || isOnlyUser; // readers may have an older version of the library
        Memory memory = new Memory(file.map(head.maxBytes()));
        if (!locks.moveToRow(row -> RowOwner.hasLeftNothing(memory, row)) && !isAlone) {
            FileHead.awaitRow(file, memory);
        }
        if (isShared && !head.hasSeveral()) {
            Superblock.setSeveral(memory, true);
        }
        WriterRows owners =
                new WriterRows(file, isAlone ? FileHead.noteOpened(file, memory) : FileHead.noteJoined(file, memory));
        Allocator allocator = isAlone
                ? Allocator.attach(memory, head.slabBytes(), owners)
                : Allocator.join(memory, head.slabBytes(), owners);
        return new StoreMemory(
                FileHead.actual(file, options, head),
                memory,
                allocator,
                file,
                pins(file, false),
                head.isClean(),
                isShared,
                head.isOlder() && isOnlyUser);
    }

    /** Gives a file of an older layout the present one, unless others use it. */
    void renewIfAlone(Core core) {
        if (isToRenew) {
            renew(core);
        }
    }

    /** Gives the file the present layout, unless it is full: then all of it can be used as before. Nobody else uses it. */
    void renew(Core core) {
        try {
            DescribedTypes.renew(core);
            Superblock.renew(memory, memory.offset(allocator.slabs().at(0)));
        } catch (StoreFullException e) {
            Environment.logger()
                    .log(
                            System.Logger.Level.INFO,
                            "the store " + path() + " keeps its older layout, as it is full: " + e.getMessage());
        }
    }

    /** Gives up the table of types of a closed store that is in no file: nobody will read what it describes. */
    void giveUpTypes(Core core) {
        DescriptorWriter.removeAll(core);
    }

    private static PinFile pins(StoreFile file, boolean isNew) throws IOException {
        return new PinFile(file.mapPins(PinFile.BYTES, PinFile.HEAD_BYTES, isNew));
    }

    /** The store in the file {@code path}, for reading. */
    static StoreMemory openToRead(Path path, StoreOptions options) {
        Environment.require();
        try {
            return StoreFile.openToRead(path, options.remoteFiles(), file -> openToRead(file, options));
        } catch (FileProblem e) {
            throw new StoreFileException(e);
        }
    }

    private static StoreMemory openToRead(StoreFile file, StoreOptions options) throws IOException {
        ByteBuffer bytes = file.head(Superblock.HEAD_BYTES);
        StoreHead head = StoreHead.read(file.path(), bytes == null ? ByteBuffer.allocate(0) : bytes);
        FileHead.requireWhole(file, head);
        FileHead.requireLength(file, head);
        Memory memory = new Memory(file.mapToRead(head.maxBytes()));
        PinFile pins = pins(file, false);
        if (!pins.open(file.locks().row())) {
            throw new FileProblem(
                    file.path(),
                    Reason.NOT_ACCESSIBLE,
                    "the disk of the store " + file.path() + " has no room for what a reader writes to "
                            + file.path().getFileName() + ".pins");
        }
        Allocator allocator = Allocator.toRead(memory, head.slabBytes());
        return new StoreMemory(FileHead.actual(file, options, head), memory, allocator, file, pins, true, false, false);
    }

    /** The core of the store over this memory. */
    Core core(StoreSpace.Settings settings) {
        int bits = options.geometry().bits();
        if (file == null || pins == null) {
            return new Core(memory, allocator, bits, settings, errors());
        }
        Access alone = Access.ofWriter(
                pins,
                file.locks()::inFreeReaderRow,
                right(file),
                new RowOwner(memory, file.locks().row()));
        Access access = isShared ? alone.among(new WriterLocks(file.locks(), options.leads())) : alone;
        return new Core(memory, allocator, bits, settings, errors(), access);
    }

    /** The core of the store over this memory, which this process only reads. */
    Core coreToRead(StoreSpace.Settings settings) {
        StoreFile read = Objects.requireNonNull(file);
        PinRow row = new PinRow(Objects.requireNonNull(pins), read.locks().row(), right(read));
        return new Core(memory, allocator, options.geometry().bits(), settings, errors(), Access.ofReader(row));
    }

    /** The file; null if there is none. */
    @Nullable
    Path path() {
        return file == null ? null : file.path();
    }

    /**
     * Leaves the file by {@code detach}, and lets other processes open it. Of two threads one waits for the other: until the first has
     * written the file, no other process may.
     */
    void leave(Supplier<Detached> detach) {
        StackRoom.require(); // an error must not keep the lock
        leaving.lock();
        try {
            if (!isShared || file == null || file.locks().isClosed()) {
                release(detach.get());
            } else if (!file.locks().whileNobodyOpens(() -> release(detach.get()))) {
                throw new StoreFileException(
                        file.path(),
                        StoreFileException.Problem.IN_USE,
                        "the store " + file.path()
                                + " cannot be closed now, as another process is opening it; close it again",
                        null);
            }
        } finally {
            leaving.unlock();
        }
    }

    /** Makes a store over this memory by {@code made}. Lets the file go if that fails. */
    <R> R begin(Supplier<R> made) {
        boolean done = false;
        try {
            R result = made.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                release(Detached.FAILED);
            }
        }
    }

    /** Lets other processes open the file, which this one has left. */
    void release(Detached how) {
        StoreFile released = file;
        if (released == null) {
            return;
        }
        try {
            if (how != Detached.FAILED) {
                released.force();
                Superblock.closed(memory, how == Detached.CLEAN);
                released.force();
            }
            released.release();
        } catch (IOException e) {
            throw new StoreFileException(
                    released.path(),
                    StoreFileException.Problem.NOT_ACCESSIBLE,
                    "cannot write the store " + released.path() + " to its disk: " + e.getMessage(),
                    e);
        }
    }

    private Right right(StoreFile held) {
        return new FileRight(held, leaving, errors());
    }

    /** The exceptions of a store over this memory. */
    StoreErrors errors() {
        return new NamedErrors(allocator, path());
    }
}
