package dev.cairn.bench.nativecode;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A module of WebAssembly with a memory of its own, as Chicory's users have it: all that it reads is copied there first. */
final class PlainModule {
    private static final int PAGE_BYTES = 1 << 16;

    private final Memory memory;
    private final Instance instance;

    PlainModule(byte[] module, int bytes) {
        int pages = bytes / PAGE_BYTES + 1;
        WasmModule parsed = Parser.parse(module);
        this.memory = new ByteArrayMemory(new MemoryLimits(pages, pages));
        this.instance = Instance.builder(parsed)
                .withMachineFactory(MachineFactoryCompiler.builder(parsed).compile())
                .withImportValues(ImportValues.builder()
                        .addMemory(new ImportMemory("env", "memory", memory))
                        .build())
                .build();
    }

    void write(int at, MemorySegment from) {
        byte[] bytes = from.toArray(ValueLayout.JAVA_BYTE);
        memory.write(at, bytes, 0, bytes.length);
    }

    double[] read(int at, int count) {
        return MemorySegment.ofArray(memory.readBytes(at, count * Double.BYTES))
                .toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
    }

    /** Arguments and result are the bits of the numbers. */
    long call(String function, long... arguments) {
        long[] results = instance.export(function).apply(arguments);
        return results == null || results.length == 0 ? 0 : results[0];
    }
}
