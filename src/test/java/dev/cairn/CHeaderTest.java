package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.CChecks.Place;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of {@code cairn.h}, and that tests see a wrong one. */
@Tag("tree")
class CHeaderTest extends StoreTest {
    private final DocumentTables document = DocumentTables.read("layout.md");

    @Test
    void eachConstantIsThatOfTheDocument() {
        String text = CHeader.text();
        long constants = CHeader.constants(text).size();
        assertTrue(constants > 120, constants + " constants");
        assertEquals(List.of(), CHeader.faults(text, document));
        long defined = text.lines()
                .filter(line -> line.matches("#define CAIRN_\\w+ +(0x\\w+|\\d+) .*/\\*.*: \\w+ \\*/"))
                .count();
        assertEquals(defined, constants, "constants in a form that is not compared");
    }

    @Test
    void eachConstantThatIsChangedIsSeen() {
        String text = CHeader.text();
        for (CHeader.Constant constant : CHeader.constants(text)) {
            String changed = text.replace(constant.line(), constant.lineWith(constant.number() + 8));
            assertEquals(
                    1, CHeader.faults(changed, document).size(), () -> constant.name() + " is " + constant.lineWith(8));
        }
    }

    /** A copy of the header with another number must not read what the header reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAIRN_AT_ROOTS",
                "CAIRN_AT_CELL",
                "CAIRN_AT_NAME",
                "CAIRN_AT_TRIE",
                "CAIRN_AT_TAIL",
                "CAIRN_AT_EXTENT",
                "CAIRN_PLAIN_BODY",
                "CAIRN_BEARING_BODY",
                "CAIRN_AT_SHAPES"
            })
    void anOffsetThatIsChangedMakesTheReaderFail(String name) throws IOException {
        CCompiler.required();
        Store store = stores.open(Setting.TINY_INHERITED);
        LongVector vector = LongVector.from(store, LongStream.range(0, 3000));
        store.atom("numbers", vector);
        Place place = Place.of(store);
        assertEquals("", difference(new CChecks(library(CCompiler.MAIN)), place, vector));
        String text = CHeader.text();
        CHeader.Constant constant = CHeader.constants(text).stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
        Path directory = Files.createDirectory(CCompiler.scratch().resolve(name));
        Files.writeString(
                directory.resolve("cairn.h"), text.replace(constant.line(), constant.lineWith(constant.number() + 4)));
        String difference = difference(new CChecks(library(directory)), place, vector);
        assertTrue(!difference.isEmpty(), name + " + 4 is not seen");
        store.removeAtom("numbers");
    }

    private static Path library(Path header) {
        return CCompiler.library(CCompiler.TEST.resolve("checks.c"), "-O0", "-DCAIRN_CHECKED", "-I", header.toString());
    }

    private static String difference(CChecks c, Place place, LongVector vector) {
        try (Arena arena = Arena.ofConfined()) {
            int version = c.atom(place, "numbers");
            var slots = c.vector(place, version, vector.size(), Long.BYTES, arena);
            for (int i = 0; i < vector.size(); i++) {
                if (slots.slot(i).get(java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED, 0) != vector.get(i)) {
                    return "element " + i;
                }
            }
            return slots.size() == vector.size() ? "" : slots.size() + " elements";
        } catch (CChecks.Failed e) {
            return e.toString();
        }
    }
}
