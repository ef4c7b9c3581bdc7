package dev.cairn.wasm;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.UnknownCustomSection;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A module that Chicory has compiled to classes of the JVM. This class and its memory, {@link ChicoryMemory}, are all that knows that runtime,
 * so another one can take its place.
 */
final class Chicory {
    private static final String HOST = "env";
    private static final String CAIRN = "cairn";
    private static final String BRING = "bring";
    private static final String MEMORY = "memory";
    private static final String DATA = "__memory_base";
    private static final String STACK = "__stack_pointer";
    private static final String FUNCTIONS_BEGIN = "__table_base";
    private static final String FUNCTIONS = "__indirect_function_table";
    private static final List<String> STARTS = List.of("__wasm_apply_data_relocs", "__wasm_call_ctors", "_initialize");
    private static final int TABLE_MOST = 1 << 16;

    private final WasmModule module;
    private final Function<Instance, Machine> compiled;
    private final ModuleNeeds needs;
    private final Map<String, Signature> functions = new TreeMap<>();

    private Chicory(WasmModule module, Function<Instance, Machine> compiled) {
        this.module = module;
        this.compiled = compiled;
        this.needs = ModuleNeeds.read(
                module.customSection(ModuleNeeds.SECTION) instanceof UnknownCustomSection section
                        ? section.bytes()
                        : null);
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            Signature signature = export.exportType() == ExternalType.FUNCTION ? signature(export.index()) : null;
            if (signature != null && !STARTS.contains(export.name())) {
                functions.put(export.name(), signature);
            }
        }
    }

    /** Parses and compiles a module. Nothing is ever interpreted. */
    static Chicory compile(byte[] bytes) {
        try {
            WasmModule module = Parser.parse(bytes);
            imports(module).forEach(Chicory::requireKnown);
            return new Chicory(module, machines(module));
        } catch (ModuleException e) {
            throw e;
        } catch (RuntimeException | AssertionError | VerifyError | ClassFormatError | StackOverflowError e) {
            throw new ModuleException("not a module of WebAssembly that can be compiled: " + e.getMessage(), e);
        }
    }

    private static Function<Instance, Machine> machines(WasmModule module) {
        Classes classes = new Classes();
        Function<Instance, Machine> plain = MachineFactoryCompiler.builder(module)
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .withCache(classes)
                .compile();
        if (classes.jar.length == 0) {
            return plain;
        }
        try {
            return new KernelLoader(classes.jar, isBanked(module)).machines();
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            return plain; // it is slower, and right: this version of the runtime makes other classes
        }
    }

    /** Gets the classes that the runtime has made. */
    private static final class Classes implements Cache {
        private byte[] jar = {};

        @Override
        public byte @Nullable [] get(String digest) {
            return null;
        }

        @Override
        public void putIfAbsent(String digest, byte[] made) {
            jar = made;
        }
    }

    private static List<Import> imports(WasmModule module) {
        return IntStream.range(0, module.importSection().importCount())
                .mapToObj(module.importSection()::getImport)
                .toList();
    }

    private static void requireKnown(Import wanted) {
        boolean isKnown = switch (wanted.module()) {
            case HOST ->
                List.of(MEMORY, DATA, STACK, FUNCTIONS_BEGIN, FUNCTIONS).contains(wanted.name());
            case CAIRN -> wanted.name().equals(BRING);
            default -> false;
        };
        if (!isKnown) {
            throw new ModuleException("the module imports " + wanted.module() + "." + wanted.name()
                    + ", which a kernel does not have. It has env.memory, cairn.bring and, if it is position independent,"
                    + " env.__memory_base, env.__stack_pointer, env.__table_base and env.__indirect_function_table."
                    + " Compile with -fvisibility=hidden if the import is a GOT entry");
        }
    }

    private @Nullable Signature signature(int function) {
        int imported = module.importSection().count(ExternalType.FUNCTION);
        if (function < imported) {
            return null;
        }
        int number = module.functionSection().getFunctionType(function - imported);
        FunctionType type = module.typeSection().getType(number);
        List<Signature.Type> parameters =
                type.params().stream().map(Chicory::type).toList();
        List<Signature.Type> results =
                type.returns().stream().map(Chicory::type).toList();
        boolean isUsable = results.size() <= 1 && !parameters.contains(null) && !results.contains(null);
        return isUsable ? new Signature(parameters, results.isEmpty() ? null : results.getFirst()) : null;
    }

    private static Signature.@Nullable Type type(ValType type) {
        for (Signature.Type known : Signature.Type.values()) {
            if (type.equals(of(known))) {
                return known;
            }
        }
        return null;
    }

    private static ValType of(Signature.Type type) {
        return switch (type) {
            case I32 -> ValType.I32;
            case I64 -> ValType.I64;
            case F32 -> ValType.F32;
            case F64 -> ValType.F64;
        };
    }

    /** The functions that can be called, by name. */
    Map<String, Signature> functions() {
        return functions;
    }

    /** What the module needs if it is position independent. */
    ModuleNeeds needs() {
        return needs;
    }

    /** Whether it asks for slabs. */
    boolean isBanked() {
        return isBanked(module);
    }

    private static boolean isBanked(WasmModule module) {
        return imports(module).stream().anyMatch(i -> i.module().equals(CAIRN));
    }

    /** Whether it has a stack in memory. */
    boolean hasStack() {
        return imports(module).stream().anyMatch(i -> i.name().equals(STACK));
    }

    /** Where the module's own memory is, as linear addresses. */
    record Placed(int data, int stackEnd) {}

    /** An instance of the module. {@code bring} is what it calls for a slab. */
    Running start(LinearMemory memory, Placed placed, IntUnaryOperator bring) {
        GlobalInstance stack = new GlobalInstance(Value.i32(placed.stackEnd()), MutabilityType.Var);
        try {
            Instance instance = Instance.builder(module)
                    .withMachineFactory(compiled)
                    .withMemoryFactory(limits -> new ChicoryMemory(memory, limits))
                    .withTableFactory((table, first) -> new TableInstance(bounded(table), first))
                    .withImportValues(imported(memory, placed, stack, bring))
                    .withStart(false)
                    .build();
            Running running = new Running(instance, stack, placed.stackEnd());
            for (String start : STARTS) {
                if (exports(start)) {
                    running.call(start);
                }
            }
            return running;
        } catch (ModuleException | KernelTrapException | KernelStoppedException e) {
            throw e;
        } catch (ChicoryInterruptedException e) {
            throw new KernelStoppedException("the beginning of the module", e);
        } catch (RuntimeException e) {
            throw new ModuleException("the module can't begin: " + e.getMessage(), e);
        }
    }

    private boolean exports(String function) {
        return IntStream.range(0, module.exportSection().exportCount())
                .mapToObj(module.exportSection()::getExport)
                .anyMatch(e -> e.name().equals(function) && e.exportType() == ExternalType.FUNCTION);
    }

    /** The runtime keeps how large a table is in the limits that it got, so each instance needs limits of its own. */
    private static Table bounded(Table table) {
        TableLimits limits = table.limits();
        if (limits.min() > TABLE_MOST) {
            throw new ModuleException(
                    "the module has a table of " + limits.min() + " places; " + TABLE_MOST + " is the most");
        }
        return new Table(table.elementType(), new TableLimits(limits.min(), Math.min(limits.max(), TABLE_MOST)));
    }

    private ImportValues imported(LinearMemory memory, Placed placed, GlobalInstance stack, IntUnaryOperator bring) {
        ImportValues.Builder values = ImportValues.builder();
        for (Import wanted : imports(module)) {
            switch (wanted.name()) {
                case MEMORY -> {
                    MemoryLimits limits = wanted instanceof MemoryImport asked ? asked.limits() : new MemoryLimits(0);
                    values.addMemory(new ImportMemory(HOST, MEMORY, new ChicoryMemory(memory, limits)));
                }
                case DATA ->
                    values.addGlobal(new ImportGlobal(HOST, DATA, new GlobalInstance(Value.i32(placed.data()))));
                case STACK -> values.addGlobal(new ImportGlobal(HOST, STACK, stack));
                case FUNCTIONS_BEGIN ->
                    values.addGlobal(new ImportGlobal(HOST, FUNCTIONS_BEGIN, new GlobalInstance(Value.i32(0))));
                case FUNCTIONS -> {
                    Table table = new Table(ValType.FuncRef, new TableLimits(needs.functions(), needs.functions()));
                    values.addTable(new ImportTable(HOST, FUNCTIONS, new TableInstance(table, Value.REF_NULL_VALUE)));
                }
                default ->
                    values.addFunction(new HostFunction(
                            CAIRN, BRING, FunctionType.of(List.of(ValType.I32), List.of(ValType.I32)), (_, arguments) ->
                                    new long[] {bring.applyAsInt((int) arguments[0])}));
            }
        }
        return values.build();
    }

    /** An instance. Each thread needs its own. */
    static final class Running {
        private final Instance instance;
        private final GlobalInstance stack;
        private final int stackEnd;

        private Running(Instance instance, GlobalInstance stack, int stackEnd) {
            this.instance = instance;
            this.stack = stack;
            this.stackEnd = stackEnd;
        }

        /** Calls a function. Arguments and result are the bits of the numbers. */
        long call(String function, long... arguments) {
            stack.setValue(stackEnd); // a call that trapped left it where it was
            try {
                long[] results = instance.export(function).apply(arguments);
                return results == null || results.length == 0 ? 0 : results[0];
            } catch (KernelTrapException | ModuleException e) {
                throw e;
            } catch (ChicoryInterruptedException e) {
                throw new KernelStoppedException(function, e);
            } catch (RuntimeException e) {
                throw new KernelTrapException(function + ": " + e.getMessage(), e);
            }
        }
    }
}
