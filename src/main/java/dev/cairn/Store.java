package dev.cairn;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.OutOfBlocks;
import dev.cairn.internal.letter.Stones;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Faults;
import dev.cairn.internal.life.Recount;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorType;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One contiguous region of memory outside the heap in which collections lie. All methods may be called by any thread. A
 * store that is not closed goes when neither it nor a version in it can be reached. If a {@link VirtualMachineError}, say
 * an overflow of the stack, cuts a change short, reading stays safe, but nothing is freed any more: {@link #reclaim()},
 * {@link #verify()} and changes for which something would have to be freed throw {@link CorruptStoreException} with that
 * error as the cause.
 */
public final class Store implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.cairn");

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final int number = NUMBERS.incrementAndGet();
    private final Core core;
    private final StoreOptions options;
    private final VectorBase emptyLongs;
    private final VectorBase emptyInts;
    private final Atoms atoms;
    private final boolean closeable;

    static {
        Stones.know(new StoneReferences());
    }

    private Store(StoreOptions options, boolean closeable) {
        this.options = options;
        this.closeable = closeable;
        Region region = Region.reserve(options.maxBytes());
        region.preTouch(Math.min(options.preTouchBytes(), options.maxBytes()));
        Memory memory = new Memory(region);
        Geometry geometry = options.geometry();
        Allocator allocator = allocator(memory, options);
        Core.Settings settings = new Core.Settings(
                options.budgetBytes(), options.counting() == Counting.INHERITED, options.checking() == Checking.BIRTHS);
        this.core = new Core(memory, allocator, geometry.bits(), settings, new NamedFaults());
        this.emptyLongs = VectorBase.empty(VectorType.raw(core, Long.BYTES));
        this.emptyInts = VectorBase.empty(VectorType.raw(core, Integer.BYTES));
        this.atoms = new Atoms(core);
        core.setOwner(this);
        core.start();
    }

    private static Allocator allocator(Memory memory, StoreOptions options) {
        Geometry geometry = options.geometry();
        long seed = options.seed().orElseGet(() -> new SecureRandom().nextLong());
        try {
            return new Allocator(memory, geometry.bits(), geometry.slabBytes(), seed);
        } catch (OutOfBlocks e) {
            throw new StoreFullException(e.bytes(), 0, options.maxBytes(), "; the disk may be full");
        }
    }

    private static final class NamedFaults implements Faults {
        @Override
        public RuntimeException storeFull(long requested, long live, long max, boolean collected) {
            String reason =
                    collected ? "" : "; dead versions may be among them, for the collector does not run when asked";
            return new StoreFullException(requested, live, max, reason);
        }

        @Override
        public RuntimeException storeClosed() {
            return new StoreClosedException("the store is closed");
        }

        @Override
        public RuntimeException corrupt(List<String> violations) {
            return new CorruptStoreException(violations);
        }
    }

    private static final class Standard {
        static final Store STORE = new Store(StoreOptions.standard(), false);
    }

    /** A store with the default options. */
    public static Store inMemory() {
        return inMemory(StoreOptions.defaults());
    }

    /** A store with {@code options}. */
    public static Store inMemory(StoreOptions options) {
        return new Store(options, true);
    }

    /**
     * The store of the whole process, made on first use; factories that take no store use it. It can't be closed. The system
     * properties {@code dev.cairn.maxBytes}, {@code dev.cairn.budgetBytes} and {@code dev.cairn.seed} set its options.
     */
    public static Store standard() {
        return Standard.STORE;
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

    VectorBase emptyLongs() {
        core.check();
        return emptyLongs;
    }

    VectorBase emptyInts() {
        core.check();
        return emptyInts;
    }

    void checkOwn(Version version) {
        if (version.store() != this) {
            throw new ForeignStoreException(this, version.store());
        }
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
        if (!core.isClosed()) {
            core.close();
            atoms.removeAll();
            reportLeaks();
        }
    }

    private void reportLeaks() {
        if (options.checking() == Checking.BIRTHS) {
            core.reclaimer().reclaim();
            List<Throwable> births = core.births();
            births.forEach(birth ->
                    LOG.log(System.Logger.Level.WARNING, "a version is alive when its store is closed", birth));
        }
    }

    /**
     * Where the versions that are alive now were born, if {@link Checking#BIRTHS} is on: a stack trace each. Versions that
     * are dead but not found so yet may be among them; {@link #reclaim()} first.
     */
    public List<Throwable> births() {
        return core.births();
    }

    /** Figures of the store. O(slabs). */
    public StoreStats stats() {
        return Figures.of(core);
    }

    /**
     * Counts again what refers to what, compares, and stops all structural changes while it does. O(nodes).
     *
     * @throws CorruptStoreException if an invariant does not hold
     */
    public Verification verify() {
        Recount.Result result = core.verify();
        return new Verification(result.nodes(), result.bytes(), result.zombies());
    }

    /** Asks for a full collection, and returns when all that it found dead is freed. O(versions alive + what is freed). */
    public void reclaim() {
        core.reclaimer().reclaim();
    }

    /** Opens a scope in this thread, at whose end the versions made in it die. */
    public Scope scope() {
        return new Scope(this, core.openScope());
    }

    /**
     * The atom that is called {@code name}; if there is none, it is made, and holds {@code initial}. Of threads that ask at once
     * all get the same. O(1), and O(log n) for each update of {@code initial} that waits.
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
