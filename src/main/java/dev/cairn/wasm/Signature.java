package dev.cairn.wasm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function takes and returns.
 *
 * @param result null if it returns nothing
 */
record Signature(List<Type> parameters, @Nullable Type result) {
    /** The types of WebAssembly that a kernel's functions may have. */
    enum Type {
        I32,
        I64,
        F32,
        F64
    }

    @Override
    public String toString() {
        return parameters + " -> " + (result == null ? "nothing" : result);
    }
}
