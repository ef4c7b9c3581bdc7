package dev.cairn.wasm;

import dev.cairn.Store;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A module of WebAssembly that works on collections. Its linear memory is a store, which is not copied. Any thread may use a kernel; each
 * makes {@linkplain #on windows} of its own.
 *
 * <p>A kernel gets versions and numbers, and returns a number or fills a builder. It can't change a version, whatever it does, nor crash the
 * process. But it can read the whole store, other collections and the seed of the hashes included: run kernels that may see all of it.
 */
public final class Kernel {
    private final Chicory module;

    private Kernel(Chicory module) {
        this.module = module;
    }

    /**
     * Parses and compiles a module, the content of a {@code .wasm} file. Takes some ten milliseconds for a small one, and some seconds for the
     * first one of a process, so keep kernels. Functions are compiled to classes, and never interpreted.
     *
     * <p>The module imports its memory as {@code env.memory}, or defines one, and nothing else, but for {@code cairn.bring} and what position
     * independent modules import. One that has data or a stack in memory must be position independent.
     *
     * @throws ModuleException if the bytes are no module, if it imports something else, or if a function is too large to be compiled
     */
    public static Kernel of(byte[] module) {
        return new Kernel(
                Chicory.compile(Objects.requireNonNull(module, "module").clone()));
    }

    /**
     * An instance of this kernel on {@code store}, for one thread at a time. It keeps the store's memory until it is unreachable. If the
     * module has data or a stack, these lie in a block of the store, which is freed with the window. O(its data); some 10 microseconds.
     *
     * @throws ModuleException if the module has data at a fixed address, or can't begin; if it is compiled with {@code CAIRN_BANKED} and the store
     *     has small slabs; or if it is compiled without, and the store has used more than 2 GiB
     * @throws dev.cairn.ReadOnlyStoreException if the module has data or a stack, and this process only reads the store
     * @throws dev.cairn.StoreClosedException if the store is closed
     */
    public Window on(Store store) {
        return new Window(module, store);
    }

    /** The names of the functions that can be called: those that the module exports, with numbers as parameters and one result at most. */
    public SortedSet<String> functions() {
        return new TreeSet<>(module.functions().keySet());
    }

    @Override
    public String toString() {
        return "Kernel" + functions();
    }
}
