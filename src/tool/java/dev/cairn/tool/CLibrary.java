package dev.cairn.tool;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The kernels in C as a library, which is compiled now. */
@SuppressWarnings("restricted") // it calls what it compiled
public final class CLibrary {
    /** Why there is no library. */
    public static final String ABSENT = "no compiler named cc that works is on the path";

    /** How it is compiled. */
    public static final List<String> COMMAND =
            List.of("cc", "-std=c99", "-O3", "-ffp-contract=off", "-shared", "-fPIC");

    private final SymbolLookup symbols;

    private CLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** Compiles the kernels; null if that can't be done here. The library stays loaded as long as {@code arena} is open. */
    public static @Nullable CLibrary compile(Arena arena) throws IOException, InterruptedException {
        if (!isOnPath(COMMAND.getFirst())) {
            return null;
        }
        Path directory = Files.createTempDirectory("cairn-kernels");
        try {
            for (String file : new String[] {"cairn.h", "kernels.c"}) {
                Files.write(directory.resolve(file), KernelFiles.read(file));
            }
            Path made = directory.resolve(System.mapLibraryName("kernels"));
            List<String> command = new ArrayList<>(COMMAND);
            command.addAll(List.of("-o", made.toString(), "kernels.c"));
            Process compiler = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            try (InputStream said = compiler.getInputStream()) {
                said.readAllBytes();
            }
            return compiler.waitFor() == 0 ? new CLibrary(SymbolLookup.libraryLookup(made, arena)) : null;
        } finally {
            for (File file : Objects.requireNonNull(directory.toFile().listFiles())) {
                Files.delete(file.toPath());
            }
            Files.delete(directory);
        }
    }

    private static boolean isOnPath(String program) {
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }

    /** A kernel that returns a number. */
    public MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return link(name, FunctionDescriptor.of(result, parameters));
    }

    /** A kernel that returns nothing. */
    public MethodHandle procedure(String name, MemoryLayout... parameters) {
        return link(name, FunctionDescriptor.ofVoid(parameters));
    }

    private MethodHandle link(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), type);
    }
}
