package dev.cairn.wasm;

import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.FieldHandle;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.trie.vector.Reservation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Kernel} on a store: its functions can be called. One thread uses a window at a time. Globals and data of the module stay from call
 * to call, and each window has its own.
 *
 * <p>An argument is a version, a number, a {@code boolean} or a {@code char}. The function gets a version as an I32: the reference of its header, which
 * {@code cairn_vector_of} and the like of {@code cairn.h} take. The version is held until the call returns. Pending edits are written first,
 * and a small version on the heap is written to the store; each once for a version. Numbers are widened as in Java. A call costs about a microsecond
 * for each version, and less than one beside.
 *
 * <p>A kernel that loops can be stopped: {@linkplain Thread#interrupt() interrupt} its thread. Loops and calls look whether the thread is
 * interrupted.
 */
public final class Window {
    private static final VarHandle USER = FieldHandle.of(MethodHandles.lookup(), "user", Thread.class);

    private final Chicory module;
    private final Store store;
    private final Core core;
    private final LinearMemory memory;
    private final Chicory.Running running;

    /** The thread that runs a function; null if none does. */
    @SuppressWarnings("UnusedVariable") // through USER
    private @Nullable Thread user;

    Window(Chicory module, Store store) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new UnsupportedOperationException("kernels need a machine that is little-endian, as WebAssembly is");
        }
        this.module = module;
        this.store = store;
        this.core = StoredBridge.get().core(store);
        core.check();
        if (module.isBanked()) {
            BankedMemory banked =
                    new BankedMemory(core.memory(), core.allocator().slabs());
            this.memory = banked;
            this.running = module.start(banked, ModuleBlock.place(module, store, banked), banked::bring);
        } else {
            this.memory = new PlainMemory(core.memory(), core.allocator().slabs());
            this.running = module.start(memory, ModuleBlock.place(module, store, memory), _ -> 0);
        }
    }

    /** The address of the store in the module's linear memory, for functions that want it: the parameter {@code base} of those over {@code cairn.h}. */
    public int base() {
        return module.isBanked() ? BankedMemory.TABLE : 0;
    }

    /** The store. */
    public Store store() {
        return store;
    }

    /**
     * Calls a function, and drops its result.
     *
     * @throws NoSuchElementException if the module exports no such function
     * @throws IllegalArgumentException if the function takes other arguments
     * @throws KernelTrapException if the function does what it may not do
     * @throws KernelStoppedException if the thread is interrupted meanwhile; it stays interrupted
     * @throws WindowInUseException if the window runs a function already
     * @throws dev.cairn.ForeignStoreException if a version lies in another store
     * @throws dev.cairn.StoreClosedException if the store was closed, perhaps meanwhile
     */
    public void run(String function, Object... arguments) {
        call(function, null, arguments);
    }

    /** Calls a function that returns an I32. Throws as {@link #run}. */
    public int callInt(String function, Object... arguments) {
        return (int) call(function, Signature.Type.I32, arguments);
    }

    /** Calls a function that returns an I64. Throws as {@link #run}. */
    public long callLong(String function, Object... arguments) {
        return call(function, Signature.Type.I64, arguments);
    }

    /** Calls a function that returns an F32. Throws as {@link #run}. */
    public float callFloat(String function, Object... arguments) {
        return Float.intBitsToFloat((int) call(function, Signature.Type.F32, arguments));
    }

    /** Calls a function that returns an F64. Throws as {@link #run}. */
    public double callDouble(String function, Object... arguments) {
        return Double.longBitsToDouble(call(function, Signature.Type.F64, arguments));
    }

    /**
     * Appends {@code count} elements to {@code builder}, which the function writes where they lie. The function gets {@code arguments}, and then six
     * numbers, which say where the builder's elements are, the new ones behind the others: what {@code cairn_fill_open} of {@code cairn.h} takes, the root,
     * the height, the tail, the tail's first index and the size as I32, and the edit as I64. The new elements are 0 before. The function may write them, and
     * nothing else. What it returns is dropped. If this throws, the builder is as it was. O(count), and the function's time.
     *
     * <p>Throws as {@link #run}, and as the builder's own methods.
     */
    public void fill(LongVector.Builder builder, int count, String function, Object... arguments) {
        fillAny(builder, count, function, arguments);
    }

    /** As {@link #fill(LongVector.Builder, int, String, Object...)}. */
    public void fill(IntVector.Builder builder, int count, String function, Object... arguments) {
        fillAny(builder, count, function, arguments);
    }

    /** As {@link #fill(LongVector.Builder, int, String, Object...)}. */
    public void fill(DoubleVector.Builder builder, int count, String function, Object... arguments) {
        fillAny(builder, count, function, arguments);
    }

    /** As {@link #fill(LongVector.Builder, int, String, Object...)}. The builder's elements are numbers, or records of numbers. */
    public void fill(PVector.Builder<?> builder, int count, String function, Object... arguments) {
        fillAny(builder, count, function, arguments);
    }

    private long call(String function, Signature.@Nullable Type result, Object... arguments) {
        Signature signature = signature(function);
        if (result != null && result != signature.result()) {
            throw new IllegalArgumentException(function + " is " + signature + ", so it returns no " + result);
        }
        try (Use _ = use();
                Arguments taken = new Arguments(store, function, signature)) {
            taken.addAll(0, arguments);
            return run(function, taken);
        }
    }

    private void fillAny(Object builder, int count, String function, Object... arguments) {
        Signature signature = signature(function);
        if (count == 0) {
            return;
        }
        try (Use _ = use();
                Arguments taken = new Arguments(store, function, signature)) {
            Reservation places = StoredBridge.get().reserve(builder, count, Reservation::cleared);
            if (places.memory() != core.memory()) {
                throw new IllegalArgumentException(
                        "the builder is of another store than the window, which is on " + store);
            }
            taken.addAll(Arguments.PLACES, arguments);
            taken.addPlaces(places);
            memory.fill(places);
            try {
                run(function, taken);
            } finally {
                memory.endFill();
                Reference.reachabilityFence(places);
            }
            places.done();
        }
    }

    private long run(String function, Arguments taken) {
        core.check();
        memory.refresh();
        try {
            return running.call(function, taken.bits());
        } finally {
            core.check(); // if the store was closed meanwhile, the function may have read zeros
        }
    }

    private Signature signature(String function) {
        Signature known = module.functions().get(function);
        if (known == null) {
            throw new NoSuchElementException("the module has no function " + function + "; it has "
                    + module.functions().keySet());
        }
        return known;
    }

    /** The use of the window by this thread. */
    @FunctionalInterface
    private interface Use extends AutoCloseable {
        @Override
        void close();
    }

    private Use use() {
        Thread other = (Thread) USER.compareAndExchange(this, (Thread) null, Thread.currentThread());
        if (other != null) {
            throw new WindowInUseException(other);
        }
        return () -> USER.setRelease(this, (Thread) null);
    }

    @Override
    public String toString() {
        return "Window" + module.functions().keySet() + " on " + store;
    }
}
