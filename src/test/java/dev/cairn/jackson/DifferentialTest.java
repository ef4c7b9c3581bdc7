package dev.cairn.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonView;
import dev.cairn.Store;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.std.SimpleBeanPropertyFilter;
import tools.jackson.databind.ser.std.SimpleFilterProvider;
import tools.jackson.databind.type.TypeFactory;

/**
 * Classes with Jackson's annotations are compiled twice: unchanged, and with our collections in place of the JDK's. Both
 * read the same texts. The values must look the same, be written as the same text, and look the same after reading that. A text that one
 * refuses, the other refuses by an exception of the same class. {@link #DIFFERENCES} lists the exceptions from this rule.
 */
@Tag("tree")
class DifferentialTest {
    private static final Path SOURCES = Path.of("src/test/samples/jackson");

    /** Replacements of the names in the classes, in this order. */
    private static final Map<String, String> OURS = new LinkedHashMap<>();

    static {
        OURS.put("import java\\.util\\.(List|Map|Set);", "import dev.cairn.*;");
        OURS.put("InJdk", "InCairn");
        OURS.put("(?<![.\\w])List\\b", "PVector");
        OURS.put("(?<![.\\w])Map\\b", "PMap");
        OURS.put("(?<![.\\w])Set\\b", "PSet");
        OURS.put("long\\[\\]", "dev.cairn.LongVector");
        OURS.put("int\\[\\]", "dev.cairn.IntVector");
        OURS.put("double\\[\\]", "dev.cairn.DoubleVector");
        OURS.put("byte\\[\\]", "dev.cairn.Blob");
    }

    /** The differences and their reasons, by the class and the number of its text. */
    private static final Map<String, String> DIFFERENCES = Map.ofEntries(
            Map.entry(
                    "AnyComponent 0",
                    "Jackson makes a LinkedHashMap for such a component, whatever its class, and asks nobody"),
            Map.entry("AnyComponent 1", "as above: it is refused when the record is first read"),
            Map.entry("AnyField 0", "Jackson refuses an any-setter that is no java.util.Map before it asks a module"),
            Map.entry("AnyField 1", "as above"),
            Map.entry("AnyGetterMethod 0", "Jackson refuses an any-getter that is no java.util.Map; asMap() is one"),
            Map.entry("AnyGetterMethod 1", "as above"),
            Map.entry(
                    "ReadByGetters 0",
                    "a getter gives a version, into which nothing can be put; Jackson passes over it"),
            Map.entry("ReadByGetters 1", "as above"),
            Map.entry("ReadByGetters 2", "as above"),
            Map.entry("Both 0", "Jackson gives no back reference to an element that comes later; this module does"),
            Map.entry("Components 1", "a list is filled after the record has it; a vector cannot be, so it is refused"),
            Map.entry(
                    "Made 0",
                    "Jackson gives back references after a creator to the JDK's collections only; it is refused"));

    @TempDir
    private static Path compiled;

    private static URLClassLoader jdk;
    private static URLClassLoader cairn;
    private static Store store;

    @BeforeAll
    static void compile() throws IOException {
        store = Store.inMemory();
        Map<String, String> sources = new LinkedHashMap<>();
        try (var files = Files.list(SOURCES)) {
            for (Path file : files.sorted().toList()) {
                sources.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        jdk = compile(sources, compiled.resolve("jdk"));
        sources.replaceAll((name, source) -> ours(source));
        cairn = compile(sources, compiled.resolve("cairn"));
    }

    @AfterAll
    static void close() throws IOException {
        jdk.close();
        cairn.close();
        store.close();
    }

    private static String ours(String source) {
        String changed = source;
        for (Map.Entry<String, String> word : OURS.entrySet()) {
            changed = changed.replaceAll(word.getKey(), word.getValue());
        }
        return changed;
    }

    @TestFactory
    List<DynamicTest> theSame() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String file : List.of("Properties", "Identities", "Types")) {
            Class<?>[] types = jdk.loadClass("jackson." + file).getDeclaredClasses();
            Arrays.sort(types, Comparator.comparing(Class::getSimpleName));
            for (Class<?> type : types) {
                Json json = type.getAnnotation(Json.class);
                for (int text = 0; json != null && text < json.value().length; text++) {
                    tests.add(test(type, json, text));
                }
            }
        }
        return tests;
    }

    private static DynamicTest test(Class<?> type, Json json, int text) throws Exception {
        Class<?> twin = cairn.loadClass(type.getName());
        String name = type.getSimpleName() + " " + text;
        String input = json.value()[text].replace('\'', '"');
        return DynamicTest.dynamicTest(name, () -> {
            String expected = outcome(mapper(json, jdk, null), json, type, input);
            String got = outcome(mapper(json, cairn, new CairnModule(store)), json, twin, input);
            if (DIFFERENCES.containsKey(name)) {
                assertNotEquals(expected, got, "no longer a difference");
            } else {
                assertEquals(expected, got, input);
            }
        });
    }

    private static ObjectMapper mapper(Json json, ClassLoader loader, CairnModule module) {
        var filters =
                new SimpleFilterProvider().addFilter("noSecret", SimpleBeanPropertyFilter.serializeAllExcept("secret"));
        JsonMapper.Builder builder = JsonMapper.builder()
                .typeFactory(TypeFactory.createDefaultInstance().withClassLoader(loader))
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.ORDER_SET_ELEMENTS)
                .disable(SerializationFeature.FAIL_ON_ORDER_SET_BY_INCOMPARABLE_ELEMENT)
                .enable(MapperFeature.USE_GETTERS_AS_SETTERS)
                .configure(SerializationFeature.WRAP_ROOT_VALUE, json.rootNames())
                .configure(DeserializationFeature.UNWRAP_ROOT_VALUE, json.rootNames())
                .filterProvider(filters);
        return module == null ? builder.build() : builder.addModule(module).build();
    }

    /** The value, its text when written by its class and by its declared type, and the value read from that; or the exception. */
    private static String outcome(ObjectMapper mapper, Json json, Class<?> type, String input) {
        StringBuilder all = new StringBuilder();
        Class<?> view = json.view() == void.class ? null : json.view();
        try {
            Object read = mapper.readerFor(type).withView(view).readValue(input);
            all.append(Picture.of(read)).append('\n');
            String written = mapper.writer().withView(view).writeValueAsString(read);
            all.append(written).append('\n');
            all.append(mapper.writerFor(type).withView(view).writeValueAsString(read))
                    .append('\n');
            Object again = mapper.readerFor(type).withView(view).readValue(written);
            all.append(Picture.of(again));
        } catch (RuntimeException e) {
            all.append(e.getClass().getName());
            if (Boolean.getBoolean("dev.cairn.differences")) {
                e.printStackTrace();
            }
        }
        return all.toString();
    }

    private static URLClassLoader compile(Map<String, String> sources, Path target) throws IOException {
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, source) -> units.add(new Source(name, source)));
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "-proc:none",
                "-parameters",
                "-d",
                Files.createDirectories(target).toString(),
                "-cp",
                Stream.of(Json.class, CairnModule.class, JsonMapper.class, JsonGenerator.class, JsonView.class)
                        .map(DifferentialTest::placeOf)
                        .collect(Collectors.joining(File.pathSeparator)));
        boolean done = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, units)
                .call();
        assertTrue(done, messages::toString);
        return new URLClassLoader(new URL[] {target.toUri().toURL()}, DifferentialTest.class.getClassLoader());
    }

    private static String placeOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///jackson/" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
