package dev.cairn;

import dev.cairn.internal.image.ImageLoad;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Detached;
import dev.cairn.internal.life.StoreSpace;
import dev.cairn.internal.trie.map.EmptyMaps;
import dev.cairn.internal.trie.vector.EmptyVectors;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorType;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A contiguous region of memory outside the heap, in which collections lie. Any thread may call all methods. The memory of a store that
 * is not closed is freed when neither the store nor a version in it is reachable.
 *
 * <p>If an {@link Error}, for example a stack overflow, interrupts a change, only that change is lost. The store then recounts all
 * references soon, in O(nodes); changes wait meanwhile, and nothing is freed before. If the recount finds damage, {@link #reclaim()},
 * {@link #verify()} and changes that need freed memory throw {@link CorruptStoreException} with the error as its cause. An interrupted
 * builder can't go on: its methods throw an exception that says so.
 */
public final class Store extends StoreImages implements AutoCloseable {
    private static volatile @Nullable Store standard;

    private final int number;
    private final Core core;
    private final StoreMemory memory;
    private final StoreOptions options;
    private final VectorBase emptyLongs;
    private final VectorBase emptyInts;
    private final EmptyVectors emptyVectors;
    private final Atoms atoms;
    private final Posts posts;
    private final EmptyMaps emptyMaps = new EmptyMaps();
    private final boolean closeable;
    private final Checkpoints checkpoints;

    private Store(StoreMemory memory, boolean closeable, boolean describes, boolean isReader) {
        this.number = Environment.nextStore();
        this.memory = memory;
        this.options = memory.options;
        this.closeable = closeable;
        StoreSpace.Settings settings = new StoreSpace.Settings(
                options.budgetBytes(),
                options.counting() == Counting.INHERITED,
                options.checking() == Checking.CREATION_TRACES,
                describes);
        this.core = isReader ? memory.coreToRead(settings) : memory.core(settings);
        this.emptyLongs = VectorBase.empty(VectorType.raw(core, Long.BYTES));
        this.emptyInts = VectorBase.empty(VectorType.raw(core, Integer.BYTES));
        this.emptyVectors = new EmptyVectors(core);
        this.atoms = new Atoms(core, options.atomsInCells() || core.isInFile(), memory.path());
        this.posts = new Posts(core, atoms);
        this.checkpoints = new Checkpoints(core, atoms);
        core.setOwner(this);
    }

    private Store started() {
        core.start();
        return this;
    }

    /**
     * A store with the default options.
     *
     * @throws StoreFullException if the system has no range of addresses as large as the store's maximum
     */
    public static Store inMemory() {
        return inMemory(StoreOptions.defaults());
    }

    /**
     * A store with {@code options}. The first store of a process takes longer to make, because it initialises the library's classes.
     *
     * @throws StoreFullException if the system has no range of addresses as large as the store's maximum
     */
    public static Store inMemory(StoreOptions options) {
        return new Store(StoreMemory.fresh(options), true, options.portable(), false).started();
    }

    /**
     * The store in the file {@code path}, or a new store if there is no such file. Its atoms have the versions that they had in the last
     * process. Up to 64 processes can have a store open for writing at a time, and each sees the changes of the others at once, unless one has
     * opened it {@linkplain StoreOptions#exclusive(boolean) for itself alone}. No change that returned is lost if a process is killed. If the
     * system stops, the content of the file is lost, unless the store was closed before; see {@link #checkpoint()}.
     *
     * <p>O(slabs) if the last process closed the store. If the process was killed, what it owned is given back: O(versions that it had + nodes
     * freed + slabs). All references are counted again, in O(nodes), if an error had left counts that may be too low, or if many kills may
     * have lost much.
     *
     * <p>The file is made with the permissions {@code rw-------}, and is sparse: it takes room on the disk as the store grows. Beside it lies a file
     * with the suffix {@code .lock}, which may not be deleted while a process uses the store. Use a directory in memory, such as {@code /dev/shm},
     * unless the store must outlive the system. Open a file of somebody else with {@link StoreOptions#untrusted}, which copies and checks it.
     *
     * <p>The options of an existing store stay as they are: {@code options} may leave out the maximum size, the geometry and the seed.
     *
     * @throws StoreFileException if the file can't be used: for example, because another process has it for itself alone, or because it is no store
     * @throws StoreFullException if the system has no range of addresses as large as the store's maximum, or no room for the file
     * @throws CorruptStoreException if the counting finds damage
     */
    public static Store open(Path path, StoreOptions options) {
        if (options.untrusted()) {
            return copied(path, options);
        }
        Objects.requireNonNull(path, "path");
        return StoreMemory.open(path, options, Store::opened);
    }

    private static Store opened(StoreMemory memory) {
        Store opened = memory.begin(() -> new Store(memory, true, true, false));
        return opened.begun(opened::attach);
    }

    /** As {@link #open(Path, StoreOptions)}, with the default options. */
    public static Store open(Path path) {
        return open(path, StoreOptions.defaults());
    }

    /**
     * The store in the file {@code path}, for reading, while other processes write it, or none does. A reader sees the present version
     * of each atom whenever it looks: {@code store.atom(name, initial).get()} costs a few nanoseconds if the version is the one that it saw
     * last, and less than a microsecond otherwise. Versions stay as they are, as long as they are reachable, whatever happens to the process
     * that writes; only their own nodes are kept for that.
     *
     * <p>A reader changes nothing: each change of a version or an atom, and each method that makes a version other than an empty one,
     * throws {@link ReadOnlyStoreException}; {@code copyTo(store)} copies a version to another store, where it can be changed. Up to 512
     * readers can have a store open, and each can hold 1,000 versions of atoms; what is read out of these does not count.
     *
     * <p>Beside the file lies another one with the suffix {@code .pins}, to which readers write what they read. It may not be deleted while a
     * process uses the store.
     *
     * @throws StoreFileException if the file can't be used: for example, because there is none
     */
    public static Store openReadOnly(Path path, StoreOptions options) {
        StoreMemory memory = StoreMemory.openToRead(requireNoCopy(path, options), options);
        return memory.begin(() -> new Store(memory, true, true, true).started());
    }

    /** As {@link #openReadOnly(Path, StoreOptions)}, with the default options. */
    public static Store openReadOnly(Path path) {
        return openReadOnly(path, StoreOptions.defaults());
    }

    /** Whether this process only reads the store: it was opened by {@link #openReadOnly(Path)}. */
    public boolean isReadOnly() {
        return core.isReadOnly();
    }

    /** A store in memory that describes its collections as one in a file does. For tests. */
    static Store describing(StoreOptions options) {
        return new Store(StoreMemory.fresh(options), true, true, false).started();
    }

    /**
     * The store of the whole process, made on first use. Factories without a store parameter use it. It can't be closed. The system
     * properties {@code dev.cairn.maxBytes}, {@code dev.cairn.budgetBytes}, {@code dev.cairn.preTouchBytes} and {@code dev.cairn.seed}
     * set its options; sizes may have a suffix: {@code 512m}, {@code 2g}.
     *
     * @throws IllegalArgumentException if a system property of Cairn can't be parsed
     * @throws StoreFullException if the system has no range of addresses as large as the store's maximum; the next call tries again
     */
    public static Store standard() {
        Store made = standard;
        return made == null ? makeStandard() : made;
    }

    /** Not a static initialiser, because after a failure the next call must be able to try again. */
    private static synchronized Store makeStandard() {
        Store made = standard;
        if (made == null) {
            made = new Store(StoreMemory.fresh(StoreOptions.standard()), false, false, false).started();
            standard = made;
        }
        return made;
    }

    /** A store of an image that was loaded into {@code memory}. */
    static Store restored(StoreMemory memory, ImageLoad load) {
        Store made = new Store(memory, true, true, false).started();
        return made.begun(() -> {
            load.attach(made.core);
            return null;
        });
    }

    @Override
    StoreMemory memory() {
        return memory;
    }

    /** Begins with what is in the memory, by {@code attach}, which returns what it repaired; null if nothing. */
    private Store begun(Supplier<@Nullable String> attach) {
        boolean done = false;
        try {
            String repaired = attach.get();
            beginCheckpoints();
            done = true;
            if (repaired != null) {
                Environment.logger().log(System.Logger.Level.INFO, "the store " + memory.path() + ": " + repaired);
            }
            return this;
        } finally {
            if (!done) {
                core.close();
                core.abandon();
                memory.release(Detached.FAILED);
            }
        }
    }

    private @Nullable String attach() {
        String repaired = core.attach(memory.isClean);
        core.start(); // not before: the reclaimer would lower counts, and write what it has in hand
        memory.renewIfAlone(core);
        return repaired;
    }

    static Store of(Core core) {
        return (Store) Objects.requireNonNull(core.owner());
    }

    @Override
    Core core() {
        return core;
    }

    /** The number of this store among those of this process. */
    int number() {
        return number;
    }

    /** The mailboxes with names. */
    Posts posts() {
        return posts;
    }

    EmptyMaps emptyMaps() {
        return emptyMaps;
    }

    VectorBase emptyLongs() {
        return emptyLongs;
    }

    VectorBase emptyInts() {
        return emptyInts;
    }

    EmptyVectors emptyVectors() {
        return emptyVectors;
    }

    /** Whether the store was closed. */
    public boolean isClosed() {
        return core.isClosed();
    }

    /**
     * Closes the store. Each later use of the store, its versions or its atoms throws {@link StoreClosedException}, in every thread. A thread that
     * is reading at this moment gets right results or the exception, but see below for a store in a file. Threads that wait at a mailbox of the
     * store wake up and get the exception. Watchers of atoms are told. A second close does nothing; in a store in a file it waits for the first.
     *
     * <p>The memory of versions that nobody can reach goes back to the system, also if the store itself stays reachable. What reachable versions,
     * builders, iterators, mailboxes and segments need stays until they are unreachable. Only a garbage collection tells which they are. If the
     * stores that were closed since the last such collection had 32 MB or more (beside a large heap: a quarter of the heap in use), this method runs
     * a full collection, and returns when the memory is given back. Else it returns at once, and the memory goes after the next collection.
     *
     * <p>Without native access, and on other systems than Linux, the memory goes back as a whole, when the store and these objects are unreachable.
     *
     * <p>A store in a file keeps its atoms: the next process that opens the file finds them. All other versions are freed. The close returns when
     * the file is written to its disk, in O(bytes changed). Then nothing of this process touches the file any more: segments read as zeros, and a
     * thread that is still in the middle of an operation may read zeros, or get any {@code RuntimeException}.
     *
     * @throws UnsupportedOperationException for the standard store
     */
    @Override
    public void close() {
        if (!closeable) {
            throw new UnsupportedOperationException("the standard store can't be closed");
        }
        boolean wasOpen = !core.isClosed();
        if (wasOpen && memory.path() != null && !core.isReadOnly()) {
            reportLeaks();
        }
        core.close(); // also after an error interrupted an earlier close: this call does the rest
        checkpoints.awaitEnd();
        if (core.isReadOnly()) {
            atoms.forget();
            core.endReading();
        } else if (memory.path() != null) {
            atoms.endWatches();
            memory.leave(core::detach);
        } else {
            atoms.removeAll();
            posts.removeAll();
            memory.giveUpTypes(core);
            if (wasOpen) {
                reportLeaks();
                core.giveBack();
            }
        }
    }

    private void reportLeaks() {
        if (options.checking() == Checking.CREATION_TRACES) {
            core.reclaimer().reclaimAll();
            core.births()
                    .forEach(trace -> Environment.logger()
                            .log(System.Logger.Level.WARNING, "a version is alive when its store is closed", trace));
        }
    }

    /**
     * The stack traces of the creation of all versions that are alive now. Empty unless {@link Checking#CREATION_TRACES} is on. Dead
     * versions that the collector has not found yet may be included; call {@link #reclaim()} first to exclude them.
     */
    public List<Throwable> creationTraces() {
        return core.isReadOnly() ? List.of() : core.births();
    }

    /**
     * Runs a full garbage collection, and returns when the nodes of all dead versions are freed. O(live versions + freed nodes).
     *
     * <p>A version that only a segment of {@code chunks()} or {@code asSegment()} kept alive is freed after two or three calls: first a
     * cleaner closes the arena of the dead segment, and only the next collection finds the version dead.
     */
    public void reclaim() {
        core.reclaim();
    }

    @Override
    Checkpoints checkpoints() {
        return checkpoints;
    }

    /** Opens a scope in this thread. Versions made in the scope die when it ends. */
    public Scope scope() {
        return new Scope(core, core.openScope());
    }

    /**
     * The atom with this name. If there is none, a new atom with the version {@code initial} is made. Threads that call this at the
     * same time get the same atom. O(1).
     *
     * <p>In a store in a file the atom may be of an earlier process. Then the kind of {@code initial} is compared with the kind that the
     * file has for it. The classes of collections, types, and the components of records, by name, order and type, must be the same. The name
     * of a record's class may be another one. Records never gain or lose components in place: read the atom with a record that has the
     * components of the file, and write what you make of it to an atom with another name. The constants of an enum may have another order, and
     * there may be more or fewer of them: the store has a list of their names, which grows at its end. Reading a constant that the class does
     * not have throws a {@link dev.cairn.codec.CodecException} that names it.
     *
     * @throws NameTakenException if a mailbox has the name, or if the atom exists, but holds collections of another class or with another codec
     * @throws SchemaException in place of that, if the store is in a file and has the atom
     * @throws IllegalArgumentException if the name is longer than 1024 characters
     * @throws ForeignStoreException if {@code initial} lies in another store
     */
    public <T extends Version> Atom<T> atom(String name, T initial) {
        return atoms.getOrMake(name, initial);
    }

    /**
     * The atom with this name. The caller chooses the type {@code T}, and the type is not checked; {@link #atom(String, Version)}
     * checks it. In a store in a file the atom may be of an earlier process. Then the classes of its records and enums are found by their
     * names, by the context class loader of the thread.
     *
     * @throws java.util.NoSuchElementException if no atom has this name
     * @throws NameTakenException if a mailbox has it
     * @throws SchemaException if the store is in a file, and a class is missing or has other components, or if only the program can have
     *     the codec, which {@link dev.cairn.codec.Codec#named(String)} gave a name
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T extends Version> Atom<T> atom(String name) {
        return atoms.get(name);
    }

    /**
     * Removes the atom with this name and releases its version. Returns whether there was such an atom.
     *
     * @throws NameTakenException if a mailbox has the name
     */
    public boolean removeAtom(String name) {
        return atoms.remove(name);
    }

    /** The names of all atoms. O(their number). */
    public SortedSet<String> atomNames() {
        return atoms.names();
    }

    @Override
    public String toString() {
        return "Store@" + Integer.toHexString(System.identityHashCode(this)) + "[" + options.maxBytes()
                + " bytes at most]";
    }
}
