package dev.cairn;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.OutOfBlocks;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Reclaimer;
import dev.cairn.internal.life.Recount;
import dev.cairn.internal.life.StoreErrors;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NoRoom;
import dev.cairn.internal.memory.Region;
import dev.cairn.internal.memory.SystemProperty;
import dev.cairn.internal.trie.map.EmptyMaps;
import dev.cairn.internal.trie.vector.EmptyVectors;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorType;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One contiguous region of memory outside the heap in which collections lie. All methods may be called by any thread. A
 * store that is not closed goes when neither it nor a version in it can be reached.
 *
 * <p>If an {@link Error}, say an overflow of the stack, cuts a change short, that change is lost and no other. All references are
 * counted again soon, which takes O(nodes) and lets changes wait; until then nothing is freed. If the count finds damage, {@link
 * #reclaim()}, {@link #verify()} and changes for which something would have to be freed throw {@link CorruptStoreException} with that
 * error as the cause. A builder that was cut short can't go on, and says so.
 */
public final class Store implements AutoCloseable {
    private static volatile @Nullable Store standard;

    private final int number;
    private final Core core;
    private final StoreOptions options;
    private final VectorBase emptyLongs;
    private final VectorBase emptyInts;
    private final EmptyVectors emptyVectors;
    private final Atoms atoms;
    private final EmptyMaps emptyMaps = new EmptyMaps();
    private final boolean closeable;

    /** What all stores have in common; apart, so that {@link Startup} makes it. */
    private static final class OfProcess {
        static final AtomicInteger STORES = new AtomicInteger();

        /** Whether the log was told what is odd about this JVM. */
        static final AtomicBoolean TOLD = new AtomicBoolean();
    }

    private Store(StoreOptions options, boolean closeable) {
        Startup.await();
        this.number = OfProcess.STORES.incrementAndGet();
        this.options = options;
        this.closeable = closeable;
        requireSettings();
        Region region = reserve(options);
        region.preTouch(Math.min(options.preTouchBytes(), options.maxBytes()));
        Memory memory = new Memory(region);
        Geometry geometry = options.geometry();
        Allocator allocator = allocator(memory, options);
        Core.Settings settings = new Core.Settings(
                options.budgetBytes(),
                options.counting() == Counting.INHERITED,
                options.checking() == Checking.CREATION_TRACES);
        this.core = new Core(memory, allocator, geometry.bits(), settings, new NamedErrors(allocator));
        this.emptyLongs = VectorBase.empty(VectorType.raw(core, Long.BYTES));
        this.emptyInts = VectorBase.empty(VectorType.raw(core, Integer.BYTES));
        this.emptyVectors = new EmptyVectors(core);
        this.atoms = new Atoms(core, options.atomsInCells());
        core.setOwner(this);
        core.start();
    }

    /** Refuses system properties that say nothing, and tells of what keeps a store from freeing anything. */
    private static void requireSettings() {
        SystemProperty.requireFlags();
        if (!OfProcess.TOLD.getAndSet(true)) {
            Set<String> unknown = SystemProperty.unknown();
            if (!unknown.isEmpty()) {
                logger().log(
                                System.Logger.Level.WARNING,
                                "unknown system properties: " + unknown + "; known are " + SystemProperty.known());
            }
            if (!Reclaimer.hasCollector()) {
                logger().log(
                                System.Logger.Level.WARNING,
                                "this JVM's garbage collector (Epsilon) collects nothing, so a store finds no version dead and frees"
                                        + " only what scopes end; choose another collector, or put all work into scopes");
            }
        }
    }

    private static Region reserve(StoreOptions options) {
        try {
            return Region.reserve(options.maxBytes());
        } catch (NoRoom e) {
            throw StoreFullException.ofSystem(e.bytes(), 0, options.maxBytes(), String.valueOf(e.getMessage()));
        }
    }

    private static Allocator allocator(Memory memory, StoreOptions options) {
        Geometry geometry = options.geometry();
        long seed = options.seed().orElseGet(() -> new SecureRandom().nextLong());
        try {
            return new Allocator(memory, geometry.bits(), geometry.slabBytes(), seed);
        } catch (OutOfBlocks e) {
            throw StoreFullException.ofDisk(e.bytes(), 0, options.maxBytes());
        }
    }

    private record NamedErrors(Allocator allocator) implements StoreErrors {
        @Override
        public RuntimeException storeFull(long requested, long live, long max, boolean collected) {
            if (allocator.slabs().wasRefused()) {
                return StoreFullException.ofDisk(requested, live, max);
            }
            return collected
                    ? new StoreFullException(requested, live, max)
                    : StoreFullException.uncollected(requested, live, max);
        }

        @Override
        public RuntimeException noRoom(long requested, long live, long max, String reason) {
            return StoreFullException.ofSystem(
                    requested, live, max, "notes about them lie outside the store, and " + reason);
        }

        @Override
        public RuntimeException storeClosed() {
            return new StoreClosedException("the store is closed");
        }

        @Override
        public void tell(String message) {
            logger().log(System.Logger.Level.WARNING, message);
        }

        @Override
        public RuntimeException corrupt(List<String> violations) {
            return new CorruptStoreException(violations);
        }
    }

    /** Where stores say what nobody could be told by an exception. */
    static System.Logger logger() {
        return System.getLogger("dev.cairn");
    }

    /**
     * A store with the default options.
     *
     * @throws StoreFullException if the system has no range of addresses as large as the store may become
     */
    public static Store inMemory() {
        return inMemory(StoreOptions.defaults());
    }

    /**
     * A store with {@code options}. Making the first one takes a while, since it initialises what stores need.
     *
     * @throws StoreFullException if the system has no range of addresses as large as the store may become
     */
    public static Store inMemory(StoreOptions options) {
        return new Store(options, true);
    }

    /**
     * The store of the whole process, made on first use; factories that take no store use it. It can't be closed. The system
     * properties {@code dev.cairn.maxBytes}, {@code dev.cairn.budgetBytes}, {@code dev.cairn.preTouchBytes} and {@code
     * dev.cairn.seed} set its options; sizes may have a suffix: {@code 512m}, {@code 2g}.
     *
     * @throws IllegalArgumentException if a system property of Cairn's can't be read
     * @throws StoreFullException if the system has no range of addresses as large as the store may become; the next call tries again
     */
    public static Store standard() {
        Store made = standard;
        return made == null ? makeStandard() : made;
    }

    /** In no static initialiser, which could not be tried again. */
    private static synchronized Store makeStandard() {
        Store made = standard;
        if (made == null) {
            made = new Store(StoreOptions.standard(), false);
            standard = made;
        }
        return made;
    }

    static Store of(Core core) {
        return (Store) Objects.requireNonNull(core.owner());
    }

    Core core() {
        return core;
    }

    /** The number of this store among those of this process. */
    int number() {
        return number;
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

    /** The options it was made with. */
    public StoreOptions options() {
        return options;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return core.isClosed();
    }

    /**
     * Lets every later use of the store, of its versions and of its atoms throw {@link StoreClosedException}, in whatever thread. The
     * memory goes when none of them can be reached any more. Threads that wait at a mailbox of the store are woken and get the
     * exception, and those who watch an atom are told. Closing twice does nothing.
     *
     * @throws UnsupportedOperationException on the standard store
     */
    @Override
    public void close() {
        if (!closeable) {
            throw new UnsupportedOperationException("the standard store can't be closed");
        }
        boolean wasOpen = !core.isClosed();
        core.close(); // in any case, if an error cut the one before short; then it does what is left
        atoms.removeAll();
        if (wasOpen) {
            reportLeaks();
        }
    }

    private void reportLeaks() {
        if (options.checking() == Checking.CREATION_TRACES) {
            core.reclaimer().reclaim();
            List<Throwable> traces = core.births();
            traces.forEach(trace ->
                    logger().log(System.Logger.Level.WARNING, "a version is alive when its store is closed", trace));
        }
    }

    /**
     * A stack trace of the creation of each version that is alive now; empty unless {@link Checking#CREATION_TRACES} is on. Versions that
     * are dead and not found so yet may be among them; {@link #reclaim()} first.
     */
    public List<Throwable> creationTraces() {
        return core.births();
    }

    /** Figures of the store. O(slabs). */
    public StoreStats stats() {
        return StoreStats.of(core);
    }

    /**
     * Counts again what refers to what, compares, and stops all structural changes while it does. O(nodes).
     *
     * @throws CorruptStoreException if an invariant does not hold
     */
    public Verification verify() {
        Recount.Result result = core.verify();
        return new Verification(result.nodes(), result.bytes(), result.pinned());
    }

    /**
     * Asks for a full collection, and returns when all that it found dead is freed. O(versions alive + what is freed).
     *
     * <p>What a segment of {@code chunks()} or {@code asSegment()} keeps alive takes two or three calls after the segment is dead: the
     * collector has the segment's arena closed first, by a cleaner, and finds what that kept only the next time.
     */
    public void reclaim() {
        core.reclaimer().reclaim();
    }

    /** Opens a scope in this thread, at whose end the versions made in it die. */
    public Scope scope() {
        return new Scope(core, core.openScope());
    }

    /**
     * The atom that is called {@code name}; if there is none, it is made, and holds {@code initial}. Of threads that ask at once
     * all get the same. O(1).
     *
     * @throws NameTakenException if there is one that holds collections of another class, or with another codec
     * @throws IllegalArgumentException if the name is longer than 1024 characters
     * @throws ForeignStoreException if {@code initial} is of another store
     */
    public <T extends Version> Atom<T> atom(String name, T initial) {
        return atoms.getOrMake(name, initial);
    }

    /**
     * The atom that is called {@code name}. The caller says what it holds, and no one checks it; {@link #atom(String, Version)}
     * does.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T extends Version> Atom<T> atom(String name) {
        return atoms.get(name);
    }

    /** Removes the atom that is called {@code name} and lets go of what it holds; returns whether there was one. */
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
