package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the workflow on GitHub runs what {@code .ci/run} runs, with a collector, and fetches Maven from Maven Central. */
@Tag("tree")
class WorkflowTest {
    @Test
    void theWorkflowRunsTheSameUnderEachCollector() {
        String local = found("(?m)^mvn (.*)$", ".ci/run");
        String workflow = ".github/workflows/verify.yml";
        assertEquals(local + " -Djvm.extra=-XX:+Use${{ matrix.collector }}GC", found("run: \\./mvnw (.*)", workflow));
        assertEquals("G1, Parallel, Z, Shenandoah", found("collector: \\[(.*)\\]", workflow));
    }

    @Test
    void theWrapperFetchesMavenFromMavenCentral() {
        String wrapper = ".mvn/wrapper/maven-wrapper.properties";
        assertEquals("only-script", found("distributionType=(.*)", wrapper));
        assertTrue(found("distributionUrl=(.*)", wrapper)
                .startsWith("https://repo.maven.apache.org/maven2/org/apache/maven/"));
        assertEquals(64, found("distributionSha256Sum=(.*)", wrapper).length());
    }

    private static String found(String pattern, String file) {
        var matcher = Pattern.compile(pattern).matcher(SourceTree.text(Path.of(file)));
        assertTrue(matcher.find(), () -> file + " has no " + pattern);
        return matcher.group(1);
    }
}
