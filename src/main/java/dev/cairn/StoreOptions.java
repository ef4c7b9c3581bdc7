package dev.cairn;

import dev.cairn.internal.memory.SystemProperty;
import dev.cairn.internal.trie.HeapLimit;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The options of a store; immutable. */
public final class StoreOptions {
    private static final long LARGEST = 64L << 30;
    private static final long SMALLEST = 1L << 20;

    private final long maxBytes;
    private final long budgetBytes;
    private final long preTouchBytes;
    private final Geometry geometry;
    private final Counting counting;
    private final Checking checking;
    private final @Nullable Long seed;
    private final BetweenProcesses between;

    private StoreOptions(
            long maxBytes,
            long budgetBytes,
            long preTouchBytes,
            Geometry geometry,
            Counting counting,
            Checking checking,
            @Nullable Long seed,
            BetweenProcesses between) {
        this.maxBytes = maxBytes;
        this.budgetBytes = budgetBytes;
        this.preTouchBytes = preTouchBytes;
        this.geometry = Objects.requireNonNull(geometry, "geometry");
        this.counting = Objects.requireNonNull(counting, "counting");
        this.checking = Objects.requireNonNull(checking, "checking");
        this.seed = seed;
        this.between = between;
    }

    /** What concerns other processes, now or later. */
    private record BetweenProcesses(
            boolean atomsInCells,
            boolean remoteFiles,
            boolean untrusted,
            boolean portable,
            boolean exclusive,
            boolean leads,
            Duration checkpointEvery) {
        BetweenProcesses atomsInCells(boolean value) {
            return new BetweenProcesses(value, remoteFiles, untrusted, portable, exclusive, leads, checkpointEvery);
        }

        BetweenProcesses remoteFiles(boolean value) {
            return new BetweenProcesses(atomsInCells, value, untrusted, portable, exclusive, leads, checkpointEvery);
        }

        BetweenProcesses untrusted(boolean value) {
            return new BetweenProcesses(atomsInCells, remoteFiles, value, portable, exclusive, leads, checkpointEvery);
        }

        BetweenProcesses portable(boolean value) {
            return new BetweenProcesses(atomsInCells, remoteFiles, untrusted, value, exclusive, leads, checkpointEvery);
        }

        BetweenProcesses exclusive(boolean value) {
            return new BetweenProcesses(atomsInCells, remoteFiles, untrusted, portable, value, leads, checkpointEvery);
        }

        BetweenProcesses leads(boolean value) {
            return new BetweenProcesses(
                    atomsInCells, remoteFiles, untrusted, portable, exclusive, value, checkpointEvery);
        }

        BetweenProcesses checkpointEvery(Duration value) {
            return new BetweenProcesses(atomsInCells, remoteFiles, untrusted, portable, exclusive, leads, value);
        }
    }

    /** A class of its own, so that {@link Startup} initialises it. */
    private static final class Defaults {
        static final StoreOptions OPTIONS = new StoreOptions(
                defaultMaxBytes(),
                64L << 20,
                0,
                Geometry.standard(),
                Counting.INHERITED,
                Checking.OFF,
                null,
                new BetweenProcesses(HeapLimit.or(1) == 0, false, false, false, false, true, Duration.ZERO));
    }

    /**
     * The options of the standard store: the defaults, replaced by system properties where these are set.
     *
     * @throws IllegalArgumentException if a property can't be parsed, or is out of range
     */
    static StoreOptions standard() {
        StoreOptions defaults = defaults();
        StoreOptions options = defaults.maxBytes(SystemProperty.bytes(SystemProperty.MAX_BYTES, defaults.maxBytes))
                .budgetBytes(SystemProperty.bytes(SystemProperty.BUDGET_BYTES, defaults.budgetBytes))
                .preTouchBytes(SystemProperty.bytes(SystemProperty.PRE_TOUCH_BYTES, defaults.preTouchBytes));
        Long seed = SystemProperty.number(SystemProperty.SEED);
        return seed == null ? options : options.seed(seed);
    }

    private static long defaultMaxBytes() {
        long physical =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                        ? os.getTotalMemorySize()
                        : 4L << 30;
        return Math.clamp(physical / 2, 64L << 20, LARGEST);
    }

    /** The default options: at most half of the machine's memory, a budget of 64 MiB, standard geometry, inherited counts, no checking. */
    public static StoreOptions defaults() {
        Startup.await();
        return Defaults.OPTIONS;
    }

    /**
     * Sets the size to which the store may grow. Address space is reserved for it; memory is taken only when it is used.
     *
     * @throws IllegalArgumentException unless {@code bytes} is from 1 MiB to 64 GiB
     */
    public StoreOptions maxBytes(long bytes) {
        if (bytes < SMALLEST || bytes > LARGEST) {
            throw new IllegalArgumentException("maxBytes " + bytes + " is not from " + SMALLEST + " to " + LARGEST);
        }
        return new StoreOptions(bytes, budgetBytes, preTouchBytes, geometry, counting, checking, seed, between);
    }

    /**
     * Sets the budget: the store asks for a garbage collection when the bytes taken since the last one exceed the budget, or half of
     * the bytes alive at the last one, if that is more. From one and a half times this limit on, an operation that takes memory waits 1 to 8
     * milliseconds, and from one and three quarters on it waits for the collection. In a file that several processes write, each
     * has the budget, or its part of the half, and waits only for what it took itself.
     *
     * @throws IllegalArgumentException unless {@code bytes} is positive
     */
    public StoreOptions budgetBytes(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("budgetBytes " + bytes + " is not positive");
        }
        return new StoreOptions(maxBytes, bytes, preTouchBytes, geometry, counting, checking, seed, between);
    }

    /**
     * Sets how many bytes of memory the system provides when the store is made, so that operations do not wait for memory later, as
     * {@code -XX:+AlwaysPreTouch} does for the heap. The store keeps them until it is closed, also when they are empty. The default is 0,
     * the maximum is the whole store.
     *
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public StoreOptions preTouchBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("preTouchBytes " + bytes + " is negative");
        }
        return new StoreOptions(maxBytes, budgetBytes, bytes, geometry, counting, checking, seed, between);
    }

    /** Sets the sizes of nodes and slabs. */
    public StoreOptions geometry(Geometry value) {
        return new StoreOptions(maxBytes, budgetBytes, preTouchBytes, value, counting, checking, seed, between);
    }

    /** Sets how references are counted. */
    public StoreOptions counting(Counting value) {
        return new StoreOptions(maxBytes, budgetBytes, preTouchBytes, geometry, value, checking, seed, between);
    }

    /** Sets how much the store records to find mistakes. */
    public StoreOptions checking(Checking value) {
        return new StoreOptions(maxBytes, budgetBytes, preTouchBytes, geometry, counting, value, seed, between);
    }

    private StoreOptions with(BetweenProcesses value) {
        return new StoreOptions(maxBytes, budgetBytes, preTouchBytes, geometry, counting, checking, seed, value);
    }

    /**
     * Sets whether only this process may write a store in a file while it has it open; the default is false. Then any other process that opens the
     * file for writing gets {@link StoreFileException} with the problem {@code IN_USE}, and so does this one if another process has it open. Others
     * can read it. The store needs no thread then that looks at the other processes.
     */
    public StoreOptions exclusive(boolean value) {
        return with(between.exclusive(value));
    }

    /**
     * Sets whether each atom has a cell in the store. Without cells, an atom's version is on the heap, where only this process finds
     * it.
     */
    StoreOptions atomsInCells(boolean value) {
        return with(between.atomsInCells(value));
    }

    /**
     * Sets the seed of the hashes of keys; by default each store has a random seed. With a fixed seed, a map or set that is built in
     * the same way has the same order in every run. An attacker who knows the seed can choose keys that make a map slow.
     */
    public StoreOptions seed(long value) {
        return new StoreOptions(maxBytes, budgetBytes, preTouchBytes, geometry, counting, checking, value, between);
    }

    /**
     * Sets whether a store's file may lie on a file system of another machine, such as NFS. The default is false: there two machines could
     * use the file at the same time, and would destroy it. Allow it only if one machine uses the file.
     */
    public StoreOptions remoteFiles(boolean value) {
        return with(between.remoteFiles(value));
    }

    /**
     * Sets whether {@link Store#open(java.nio.file.Path, StoreOptions)} opens a copy of the file, of which it believes nothing; the default
     * is false. Set it for a file that somebody else wrote, or that may be damaged. The file is read up to its last slab in use, into memory that
     * ends with this process. Then all that the atoms have is checked, and only then used. Neither the file nor anything beside it is changed, then or
     * later: the store has the atoms of the file, which can be changed, and its {@link Store#path()} is empty. To keep it, write a {@linkplain
     * Store#checkpoint(java.nio.file.Path) checkpoint}, and {@linkplain Store#restore(java.nio.file.Path, java.nio.file.Path) restore} that.
     * The file may belong to other users, and may be a symbolic link. No other process may write it meanwhile.
     *
     * <p>What is checked: each node, each reference, and the bytes of each element by the type that the file says. So no content of the
     * file makes this process read memory that is not of the store. What is not checked: whether a value is the one that was written,
     * because a file has no checksums of its values. Reading
     * values of {@link dev.cairn.codec.Codec#standard()} makes records and enums of the classes that the file names, if the program has them.
     * A small file can describe very large collections, and very deep ones.
     *
     * <p>O(bytes of the file in use), and O(nodes). {@link #maxBytes} is the most that is copied. The file may have a larger maximum
     * size, for which only addresses are reserved.
     */
    public StoreOptions untrusted(boolean value) {
        return with(between.untrusted(value));
    }

    /**
     * Sets whether a store in memory describes its collections as a store in a file does; the default is false. Then an {@linkplain
     * Store#checkpoint(java.nio.file.Path) image} of it can have collections of {@link dev.cairn.codec.Codec#standard()} and of enums. It
     * refuses {@link dev.cairn.codec.Codec#object()}, and its atoms write the pending changes of the versions that they are given.
     */
    public StoreOptions portable(boolean value) {
        return with(between.portable(value));
    }

    /**
     * Sets whether this process leads those that write a store in a file; the default is true. One of them leads at a time: a thread of it frees
     * memory for all, and gives back what those held that were killed. If it ends, another one leads within milliseconds. A process that is not to
     * lead, because it has no processor to spare, say, does so only if it must: if nobody else has led for a second, if it is the only one, and
     * while it {@linkplain Store#verify() verifies} the store. It lets the next process lead that is to. The command {@code cairn store serve FILE}
     * runs a process that does nothing else.
     */
    public StoreOptions leads(boolean value) {
        return with(between.leads(value));
    }

    /**
     * Sets how often a store in a file writes a {@linkplain Store#checkpoint() checkpoint} by itself: so long after the last one has
     * ended. The default, 0, is never. A daemon thread writes them. One that fails is logged, and tried again after the same time;
     * {@link StoreStats#lastCheckpoint} says which one was the last.
     *
     * @throws IllegalArgumentException if the time is negative, or longer than a year
     */
    public StoreOptions checkpointEvery(Duration value) {
        if (value.isNegative() || value.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException(
                    "a time between checkpoints of " + value + "; at least 0, and at most a year");
        }
        return with(between.checkpointEvery(value));
    }

    /** The size to which the store may grow, in bytes. */
    public long maxBytes() {
        return maxBytes;
    }

    /** The budget, in bytes. */
    public long budgetBytes() {
        return budgetBytes;
    }

    /** The bytes of memory that the system provides when the store is made. */
    public long preTouchBytes() {
        return preTouchBytes;
    }

    /** The sizes of nodes and slabs. */
    public Geometry geometry() {
        return geometry;
    }

    /** Whether a store's file may lie on a file system of another machine. */
    public boolean remoteFiles() {
        return between.remoteFiles;
    }

    /** Whether only one process may write a store in a file at a time. */
    public boolean exclusive() {
        return between.exclusive;
    }

    /** Whether a file is copied, and checked before it is used. */
    public boolean untrusted() {
        return between.untrusted;
    }

    /** Whether a store in memory describes its collections. */
    public boolean portable() {
        return between.portable;
    }

    /** The time between checkpoints that a store in a file writes by itself; 0 for none. */
    public Duration checkpointEvery() {
        return between.checkpointEvery;
    }

    /** Whether this process leads those that write a store in a file. */
    public boolean leads() {
        return between.leads;
    }

    boolean atomsInCells() {
        return between.atomsInCells;
    }

    /** How references are counted. */
    public Counting counting() {
        return counting;
    }

    /** How much the store records to find mistakes. */
    public Checking checking() {
        return checking;
    }

    /** The seed of the hashes of keys; empty if the seed is random. */
    public OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }
}
