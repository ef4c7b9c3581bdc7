package dev.cairn.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("tree")
class FileCirclesTest {
    private static final FileCircles NONE = FileCircles.parse(List.of());
    private static final List<ClassUses> CIRCLE = List.of(uses("A", "B"), uses("B", "C$Inner"), uses("C$1", "A"));
    private static final List<ClassUses> PAIR = List.of(uses("A", "B"), uses("B$Inner", "A"));

    @Test
    void theFilesOfAPackageReferDownButForThePairsOfTheTable() {
        var circles = FileCircles.read(Path.of("docs/architecture.md"));
        assertTrue(circles.pairs().size() <= 10, "at most ten pairs need each other: " + circles.pairs());
        List<ClassUses> all = new ArrayList<>(ClassUses.under(Path.of("target/classes")));
        all.addAll(ClassUses.under(Path.of("target/tool-classes")));
        assertEquals(List.of(), circles.violations(all, FileCircles.twins(SourceTree.GENERATED)));
    }

    @Test
    void filesThatReferOneWayAreFine() {
        assertEquals(
                List.of(), NONE.violations(List.of(uses("A", "B", "A$Inner"), uses("B", "C"), uses("C")), Map.of()));
    }

    @Test
    void aCircleIsAViolation() {
        assertEquals(
                List.of(
                        "the files of dev.cairn.low are in circles: [dev.cairn.low.A, dev.cairn.low.B, dev.cairn.low.C]"),
                NONE.violations(CIRCLE, Map.of()));
    }

    @Test
    void aPairThatIsListedIsNone() {
        var listed = FileCircles.parse(List.of("| `dev.cairn.low` | `A`, `B` | a list and its cursor |"));
        assertEquals(List.of(), listed.violations(PAIR, Map.of()));
        assertEquals(
                List.of("the files of dev.cairn.low are in circles: [dev.cairn.low.A, dev.cairn.low.B]"),
                NONE.violations(PAIR, Map.of()));
    }

    @Test
    void anAbstractClassIsAPartOfTheOneClassThatExtendsIt() {
        ClassUses reads = extending(uses("Reads", "Whole"), "Object", true);
        ClassUses whole = extending(uses("Whole", "Reads"), "Reads", false);
        assertEquals(List.of(), NONE.violations(List.of(reads, whole), Map.of()));
        ClassUses other = extending(uses("Other", "Reads"), "Reads", false);
        assertEquals(
                List.of("the files of dev.cairn.low are in circles: [dev.cairn.low.Reads, dev.cairn.low.Whole]"),
                NONE.violations(List.of(reads, whole, other), Map.of()));
        assertEquals(
                List.of("the files of dev.cairn.low are in circles: [dev.cairn.low.B, dev.cairn.low.Whole]"),
                NONE.violations(
                        List.of(reads, whole, extending(uses("B", "Reads"), "Object", false), uses("Whole$1", "B")),
                        Map.of()));
    }

    @Test
    void aGeneratedFileIsTheOneThatItIsGeneratedOf() {
        List<ClassUses> twins = List.of(uses("LongRow", "IntRow"), uses("IntRow", "LongRow"));
        assertEquals(List.of(), NONE.violations(twins, Map.of("dev.cairn.low.IntRow", "dev.cairn.low.LongRow")));
    }

    @Test
    void aPermitsListIsNoUse() {
        ClassUses sealed = ClassUses.read(classFile(Sealed.class));
        assertFalse(sealed.types().contains(Permitted.class.getName()), sealed::toString);
    }

    private sealed interface Sealed permits Permitted {}

    private record Permitted() implements Sealed {}

    private static Path classFile(Class<?> type) {
        try {
            return Path.of(Objects.requireNonNull(type.getResource(
                            type.getName().substring(type.getPackageName().length() + 1) + ".class"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void aPairNeedsAReason() {
        assertEquals(
                List.of(),
                FileCircles.parse(List.of("| `dev.cairn.low` | `A`, `B` |  |")).pairs());
    }

    @Test
    void aPairThatIsNoneAnyMoreHasToGo() {
        var listed = FileCircles.parse(List.of("| `dev.cairn.low` | `A`, `B` | a list and its cursor |"));
        assertEquals(
                List.of("dev.cairn.low.A and B do not refer to each other: take the pair off the list"),
                listed.violations(List.of(uses("A", "B"), uses("B")), Map.of()));
    }

    private static ClassUses uses(String name, String... others) {
        Set<String> types = new TreeSet<>();
        for (String other : others) {
            types.add("dev.cairn.low." + other);
        }
        return new ClassUses("dev.cairn.low." + name, "dev.cairn.low", types, Set.of(), false, "java.lang.Object");
    }

    private static ClassUses extending(ClassUses uses, String superclass, boolean isAbstract) {
        return new ClassUses(
                uses.name(), uses.packageName(), uses.types(), Set.of(), isAbstract, "dev.cairn.low." + superclass);
    }
}
