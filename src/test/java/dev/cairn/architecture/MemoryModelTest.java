package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That docs/memory-model.md names every field that can change, or says of its class that one thread uses it. */
@Tag("tree")
class MemoryModelTest {
    private static final Path CLASSES = Path.of("target/classes/dev/cairn");
    private static final Pattern FIELD = Pattern.compile("`([A-Z]\\w*\\.[a-z]\\w*)`");
    private static final Pattern CONFINED = Pattern.compile("^\\| (`[^|]*`) \\|[^|]*\\|$", Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("`(\\w+)`");

    private final String text = SourceTree.text(Path.of("docs/memory-model.md"));

    @Test
    void everyFieldThatCanChangeHasARow() throws IOException {
        Set<String> named = found(FIELD, text);
        Set<String> confined = new TreeSet<>();
        CONFINED.matcher(text).results().forEach(row -> confined.addAll(found(CLASS, row.group(1))));
        assertFalse(named.isEmpty() || confined.isEmpty());
        Set<String> missing = new TreeSet<>();
        for (String field : fields(false)) {
            if (!named.contains(field) && !confined.contains(field.substring(0, field.indexOf('.')))) {
                missing.add(field);
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyFieldThatHasARowExists() throws IOException {
        Set<String> gone = found(FIELD, text);
        gone.removeAll(fields(true));
        gone.removeIf(name -> name.equals("RadixOperations.pushInPlace") || name.startsWith("Reference."));
        assertEquals(Set.of(), gone);
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text).results().forEach(result -> names.add(result.group(1)));
        return names;
    }

    /** Instance fields of the library, as Class.field; final ones, which only their contents change, on request. */
    private static Set<String> fields(boolean withFinal) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : classFiles()) {
            ClassModel model = ClassFile.of().parse(file);
            String name = model.thisClass().asInternalName().replaceFirst(".*[/$]", "");
            for (FieldModel field : model.fields()) {
                boolean counts = withFinal || !field.flags().has(AccessFlag.FINAL);
                if (counts && !field.flags().has(AccessFlag.STATIC)) {
                    names.add(name + "." + field.fieldName().stringValue());
                }
            }
        }
        return names;
    }

    private static List<Path> classFiles() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            return files.filter(f -> f.toString().endsWith(".class")).toList();
        }
    }
}
