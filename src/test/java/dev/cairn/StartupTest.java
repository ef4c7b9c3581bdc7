package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** That {@link Startup} names every class of the library that has a static initialiser; those of the leaves are theirs. */
class StartupTest {
    private static final Path PACKAGE = ChildJvm.placeOf(Store.class).resolve("dev/cairn");
    private static final Set<String> LEAVES = Set.of("ffi", "jackson", "pekko", "tool", "vavr", "wasm");

    @Test
    void namesAllClassesWithAStaticInitialiser() throws IOException {
        assertEquals(initialised(), new TreeSet<>(Startup.CLASSES));
    }

    @Test
    void aStoreIsAskedForWithoutOne() throws IOException {
        Set<String> all = initialised();
        for (Class<?> first :
                List.of(Store.class, StoreOptions.class, Startup.class, LongVector.class, PVector.class)) {
            assertFalse(all.contains(first.getSimpleName()), first::getName);
        }
    }

    private static Set<String> initialised() throws IOException {
        Set<String> names = new TreeSet<>();
        try (var files = Files.walk(PACKAGE)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
                Path name = PACKAGE.relativize(file);
                if (!LEAVES.contains(name.getName(0).toString()) && hasInitialiser(file)) {
                    names.add(name.toString()
                            .replaceFirst("\\.class$", "")
                            .replace(file.getFileSystem().getSeparator(), "."));
                }
            }
        }
        names.remove("Startup"); // which begins all
        return names;
    }

    private static boolean hasInitialiser(Path file) throws IOException {
        ClassModel model = ClassFile.of().parse(file);
        return model.methods().stream().anyMatch(method -> method.methodName().equalsString("<clinit>"));
    }
}
