package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
            try (var files = Files.list(Path.of("src/main/java", name.split("\\.")))) {
                files.filter(f -> f.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        assertFalse(sources.isEmpty());
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

    private static List<String> exportedPackages() throws IOException {
        try (var in = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
            return ModuleDescriptor.read(in).exports().stream()
                    .filter(exports -> !exports.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .toList();
        }
    }
}
