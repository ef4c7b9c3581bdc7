package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;

/** What a user of the library's jar gets: the content of {@code target/classes}, the module, and the dependencies. */
@Tag("tree")
class LibraryContentTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path TOOL = Path.of("target/tool-classes");
    private static final String PASSED_ON = "(/project | /project/profiles/profile)/dependencies"
            + "/dependency[not(optional = 'true') and not(scope = 'test')]/artifactId";

    /** Pekko reads {@code reference.conf} from the root of each jar on its path, and from nowhere else. */
    @Test
    void theRootHasOnlyWhatMustBeThere() throws IOException {
        assertEquals(Set.of("META-INF", "dev", "module-info.class", "reference.conf"), names(CLASSES));
        assertEquals(Set.of("cairn"), names(CLASSES.resolve("dev")));
        assertEquals(Set.of("cairn", "services"), names(CLASSES.resolve("META-INF")));
        assertEquals(Set.of("cairn.h"), names(CLASSES.resolve("META-INF/cairn")));
    }

    @Test
    void theToolIsBesideTheLibraryAndNotInIt() throws IOException {
        assertTrue(Files.exists(TOOL.resolve("dev/cairn/tool/Main.class")));
        assertFalse(
                Files.exists(CLASSES.resolve("dev/cairn/tool")),
                "dev.cairn.tool is in target/classes; if it is from an older build, mvn clean removes it");
        assertEquals(Set.of("dev"), names(TOOL));
    }

    @Test
    void theModuleNeedsTheJdkAloneAndKnowsNoTool() throws IOException {
        ModuleDescriptor module = descriptor();
        assertEquals(
                Set.of("java.base", "java.management", "jdk.management"),
                requires(module, required -> !required.modifiers().contains(Requires.Modifier.STATIC)));
        assertEquals(
                Set.of(
                        "com.dylibso.chicory.compiler",
                        "com.dylibso.chicory.runtime",
                        "com.dylibso.chicory.wasm",
                        "com.fasterxml.jackson.annotation",
                        "io.vavr",
                        "org.jspecify",
                        "pekko.actor",
                        "pekko.actor.typed",
                        "scala.library",
                        "tools.jackson.databind",
                        "typesafe.config"),
                requires(module, required -> required.modifiers().contains(Requires.Modifier.STATIC)));
        assertFalse(module.opens().isEmpty());
        assertTrue(module.opens().stream().noneMatch(opens -> opens.source().equals("dev.cairn.tool")));
    }

    @Test
    void aProjectThatDependsOnTheLibraryGetsNoOtherWithIt() throws Exception {
        assertEquals(List.of(), passedOn(Files.readString(Path.of("pom.xml"))));
    }

    @Test
    void aDependencyThatIsPassedOnIsSeen() throws Exception {
        String pom = """
            <project><dependencies>
            <dependency><artifactId>a</artifactId></dependency>
            <dependency><artifactId>b</artifactId><optional>true</optional></dependency>
            <dependency><artifactId>c</artifactId><scope>test</scope></dependency>
            <dependency><artifactId>d</artifactId><scope>runtime</scope></dependency>
            </dependencies><profiles><profile><dependencies>
            <dependency><artifactId>e</artifactId></dependency>
            </dependencies></profile></profiles></project>
            """;
        assertEquals(List.of("a", "d", "e"), passedOn(pom));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static ModuleDescriptor descriptor() throws IOException {
        try (var in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    private static Set<String> requires(ModuleDescriptor module, Predicate<Requires> which) {
        return module.requires().stream().filter(which).map(Requires::name).collect(Collectors.toSet());
    }

    /** The artifacts that Maven hands on to who depends on the project. */
    private static List<String> passedOn(String pom) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8)));
        List<String> found = new ArrayList<>();
        for (Node artifact :
                XPathFactory.newInstance().newXPath().evaluateExpression(PASSED_ON, document, XPathNodes.class)) {
            found.add(artifact.getTextContent());
        }
        return found;
    }
}
