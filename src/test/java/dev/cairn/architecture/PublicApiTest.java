package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("tree")
class PublicApiTest {
    @Test
    void allThatIsExportedHasJavadoc() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String name : exportedPackages()) {
            sources.addAll(sources(Path.of("src/main/java", name.split("\\."))));
        }
        int written = sources.size();
        for (String name : exportedPackages()) {
            sources.addAll(sources(SourceTree.GENERATED.resolve(name.replace('.', '/'))));
        }
        assertTrue(0 < written && written < sources.size());
        assertEquals(List.of(), PublicApi.undocumented(sources));
    }

    @Test
    void whatHasNoJavadocIsSeen(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("A.java"), """
                public class A {
                    /** Said. */ public A() {}
                    protected void unsaid() {}
                    @Override public String toString() { return ""; }
                    void hidden() {}
                    public interface Inner { /** Said. */ void said(); void unsaid(); }
                    private interface Hidden { void unseen(); }
                }
                """);
        assertEquals(List.of("A", "A.unsaid", "Inner", "Inner.unsaid"), PublicApi.undocumented(List.of(file)));
    }

    private static List<Path> sources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> exportedPackages() throws IOException {
        try (var in = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
            return ModuleDescriptor.read(in).exports().stream()
                    .filter(exports -> !exports.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .toList();
        }
    }
}
