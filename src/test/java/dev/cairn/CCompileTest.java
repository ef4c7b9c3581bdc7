package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.CCompiler.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That {@code cairn.h} and what is made of it compile without a warning, by each compiler that is there and in each language. */
@Tag("tree")
class CCompileTest {
    private static final int DATA = 11;
    private static final List<String> STRICT =
            List.of("-Wall", "-Wextra", "-Wshadow", "-pedantic", "-Werror", "-O2", "-fsyntax-only");

    @TempDir
    Path directory;

    private static void requireClean(String compiler, List<String> flags, Path source) {
        for (String option : List.of("-DCAIRN_CHECKED", "-UCAIRN_CHECKED", "-DCAIRN_NO_FILES")) {
            List<String> command = new ArrayList<>(List.of(compiler));
            command.addAll(flags);
            command.addAll(STRICT);
            command.addAll(List.of(option, "-I", CCompiler.MAIN.toString(), source.toString()));
            Result result = CCompiler.run(command);
            assertEquals("", result.output(), () -> String.join(" ", command));
            assertEquals(0, result.exit());
        }
    }

    private static List<Path> sources() {
        return List.of(CCompiler.MAIN.resolve("kernels.c"), CCompiler.TEST.resolve("checks.c"));
    }

    @Test
    void theHeaderIsC() {
        CCompiler.required();
        for (String compiler : CCompiler.found("gcc", "clang", "cc")) {
            for (String language : List.of("-std=c99", "-std=c11", "-std=gnu17")) {
                sources().forEach(source -> requireClean(compiler, List.of(language), source));
            }
        }
    }

    @Test
    void theHeaderIsCpp() {
        List<String> compilers = CCompiler.found("g++", "clang++");
        Assumptions.assumeFalse(compilers.isEmpty(), "no compiler for C++ is on the path");
        for (String compiler : compilers) {
            for (String language : List.of("-std=c++11", "-std=c++17")) {
                sources().forEach(source -> requireClean(compiler, List.of("-xc++", language), source));
            }
        }
    }

    @Test
    void theKernelsAreWebAssembly() throws IOException {
        Assumptions.assumeFalse(
                CCompiler.found("clang").isEmpty() || CCompiler.found("wasm-ld").isEmpty());
        for (String name : List.of("cairn.h", "kernels.c", "kernels.sh")) {
            Files.copy(CCompiler.MAIN.resolve(name), directory.resolve(name));
        }
        Result result =
                CCompiler.run(List.of("bash", directory.resolve("kernels.sh").toString()));
        Assumptions.assumeFalse(result.output().contains("No available targets are compatible"));
        assertEquals("", result.output());
        requireModule(directory.resolve("kernels.wasm"));
    }

    @Test
    void theModuleInTheTreeHasAllKernels() throws IOException {
        requireModule(CCompiler.MAIN.resolve("kernels.wasm"));
    }

    /** The module has no data of its own, and exports all that the source says. */
    private static void requireModule(Path module) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(module)).order(ByteOrder.LITTLE_ENDIAN);
        String text = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
        Set<String> expected = Pattern.compile("(?m)^KERNEL\\((\\w+)\\) ")
                .matcher(Files.readString(CCompiler.MAIN.resolve("kernels.c")))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("kernel_error"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(expected.size() > 10, expected.toString());
        expected.removeIf(text::contains);
        assertEquals(Set.of(), expected, "is not in " + module + "; src/main/c/kernels.sh makes it anew");
        assertFalse(sections(bytes).contains(DATA), "data");
    }

    private static List<Integer> sections(ByteBuffer module) {
        List<Integer> sections = new ArrayList<>();
        assertEquals(0x6D736100, module.getInt());
        assertEquals(1, module.getInt());
        while (module.hasRemaining()) {
            sections.add((int) module.get());
            int size = 0;
            int shift = 0;
            byte part;
            do {
                part = module.get();
                size |= (part & 0x7F) << shift;
                shift += 7;
            } while (part < 0);
            module.position(module.position() + size);
        }
        return sections;
    }
}
