package dev.cairn;

import dev.cairn.internal.memory.SystemProperty;
import dev.cairn.internal.trie.HeapLimit;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How a store is made; immutable. */
public final class StoreOptions {
    private static final long LARGEST = 64L << 30;
    private static final long SMALLEST = 1L << 20;

    private final long maxBytes;
    private final long budgetBytes;
    private final long preTouchBytes;
    private final Geometry geometry;
    private final Counting counting;
    private final Checking checking;
    private final boolean atomsInCells;
    private final @Nullable Long seed;

    private StoreOptions(
            long maxBytes,
            long budgetBytes,
            long preTouchBytes,
            Geometry geometry,
            Counting counting,
            Checking checking,
            boolean atomsInCells,
            @Nullable Long seed) {
        this.maxBytes = maxBytes;
        this.budgetBytes = budgetBytes;
        this.preTouchBytes = preTouchBytes;
        this.geometry = Objects.requireNonNull(geometry, "geometry");
        this.counting = Objects.requireNonNull(counting, "counting");
        this.checking = Objects.requireNonNull(checking, "checking");
        this.atomsInCells = atomsInCells;
        this.seed = seed;
    }

    /** Apart, so that they are made by {@link Startup}. */
    private static final class Defaults {
        static final StoreOptions OPTIONS = new StoreOptions(
                defaultMaxBytes(),
                64L << 20,
                0,
                Geometry.standard(),
                Counting.INHERITED,
                Checking.OFF,
                HeapLimit.or(1) == 0,
                null);
    }

    /**
     * The options of the standard store: the defaults, unless system properties say otherwise.
     *
     * @throws IllegalArgumentException if one of these can't be read, or is out of range
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

    /** Half of the machine's memory at most, a budget of 64 MiB, the standard geometry, inherited counts, no checking. */
    public static StoreOptions defaults() {
        Startup.await();
        return Defaults.OPTIONS;
    }

    /**
     * The size the store may grow to. Address space is reserved for it, memory is not, until it is used.
     *
     * @throws IllegalArgumentException unless it is from 1 MiB to 64 GiB
     */
    public StoreOptions maxBytes(long bytes) {
        if (bytes < SMALLEST || bytes > LARGEST) {
            throw new IllegalArgumentException("maxBytes " + bytes + "; from " + SMALLEST + " to " + LARGEST);
        }
        return new StoreOptions(bytes, budgetBytes, preTouchBytes, geometry, counting, checking, atomsInCells, seed);
    }

    /**
     * How many bytes may be taken since the last collection before the store asks for another; or half of what lived then,
     * if that is more. At one and a half times this, operations wait for it.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public StoreOptions budgetBytes(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("budgetBytes " + bytes + " is not positive");
        }
        return new StoreOptions(maxBytes, bytes, preTouchBytes, geometry, counting, checking, atomsInCells, seed);
    }

    /**
     * How many bytes the system is to provide when the store is made, as {@code -XX:+AlwaysPreTouch} has it do for the heap, so
     * that operations do not wait for it later; none by default, the whole store at most.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public StoreOptions preTouchBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("preTouchBytes " + bytes + " is negative");
        }
        return new StoreOptions(maxBytes, budgetBytes, bytes, geometry, counting, checking, atomsInCells, seed);
    }

    /** The sizes of nodes and slabs. */
    public StoreOptions geometry(Geometry value) {
        return new StoreOptions(maxBytes, budgetBytes, preTouchBytes, value, counting, checking, atomsInCells, seed);
    }

    /** How references are counted. */
    public StoreOptions counting(Counting value) {
        return new StoreOptions(maxBytes, budgetBytes, preTouchBytes, geometry, value, checking, atomsInCells, seed);
    }

    /** How much is remembered for finding mistakes. */
    public StoreOptions checking(Checking value) {
        return new StoreOptions(maxBytes, budgetBytes, preTouchBytes, geometry, counting, value, atomsInCells, seed);
    }

    /** Whether each atom has a cell in the store; else its version is on the heap, where only this process finds it. */
    StoreOptions atomsInCells(boolean value) {
        return new StoreOptions(maxBytes, budgetBytes, preTouchBytes, geometry, counting, checking, value, seed);
    }

    /**
     * What the hashes of keys depend on; without this, a number that is drawn at random for each store. With the same seed a
     * map or set that is made in the same way has the same order in every run. Who knows it can choose keys that make a map
     * slow.
     */
    public StoreOptions seed(long value) {
        return new StoreOptions(
                maxBytes, budgetBytes, preTouchBytes, geometry, counting, checking, atomsInCells, value);
    }

    /** The size the store may grow to, in bytes. */
    public long maxBytes() {
        return maxBytes;
    }

    /** The bytes that may be taken between collections. */
    public long budgetBytes() {
        return budgetBytes;
    }

    /** The bytes that the system provides when the store is made. */
    public long preTouchBytes() {
        return preTouchBytes;
    }

    /** The sizes of nodes and slabs. */
    public Geometry geometry() {
        return geometry;
    }

    boolean atomsInCells() {
        return atomsInCells;
    }

    /** How references are counted. */
    public Counting counting() {
        return counting;
    }

    /** How much is remembered for finding mistakes. */
    public Checking checking() {
        return checking;
    }

    /** What the hashes of keys depend on, unless it is drawn at random. */
    public OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }
}
