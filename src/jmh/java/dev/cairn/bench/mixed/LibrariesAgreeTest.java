package dev.cairn.bench.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.bench.measure.Contender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

/** The program does with every library what it does with {@code java.util}. */
class LibrariesAgreeTest {
    private static final int CUSTOMERS = 200;
    private static final int EDITS = 500;
    private static final byte[] JSON = Shop.json(CUSTOMERS);
    private static final Trees PLAIN = Library.JAVA.trees();

    static Stream<Library> persistent() {
        return Stream.of(Library.values()).filter(library -> library.side() != Contender.Side.LIMIT);
    }

    @ParameterizedTest
    @EnumSource
    void readsWalksAndWrites(Library library) {
        Trees trees = library.trees();
        Object document = trees.read(JSON);
        assertEquals(PLAIN.walk(PLAIN.read(JSON)), trees.walk(document));
        assertEquals(PLAIN.read(JSON), PLAIN.read(trees.write(document)));
        assertEquals(document, trees.read(JSON));
    }

    @ParameterizedTest
    @MethodSource("persistent")
    void edits(Library library) {
        Trees trees = library.trees();
        Object document = trees.read(JSON);
        Object plain = PLAIN.read(JSON);
        Object version = document;
        Object apart = document;
        for (Edit edit : Edit.random(PLAIN.read(JSON), EDITS)) {
            Object before = version;
            version = trees.edited(version, edit);
            assertNotEquals(before, version);
            apart = trees.edited(apart, edit);
            change(plain, edit);
        }
        assertEquals(version, apart);
        assertEquals(plain, PLAIN.read(trees.write(version)));
        assertEquals(PLAIN.read(JSON), PLAIN.read(trees.write(document)));
    }

    @Test
    void aLimitRefusesEdits() {
        Object document = PLAIN.read(JSON);
        Edit edit = Edit.random(document, 1)[0];
        assertThrows(UnsupportedOperationException.class, () -> PLAIN.edited(document, edit));
    }

    @Test
    void pathsHaveThreeToSixSteps() {
        int[] lengths = Arrays.stream(Edit.random(PLAIN.read(JSON), EDITS))
                .mapToInt(edit -> edit.path().length)
                .sorted()
                .distinct()
                .toArray();
        assertEquals("[3, 4, 5, 6]", Arrays.toString(lengths));
    }

    @ParameterizedTest
    @EnumSource
    void anOperationIsABenchmarkMethod(Operation operation) {
        assertTrue(Arrays.stream(MixedBenchmark.class.getMethods())
                .anyMatch(method ->
                        method.getName().equals(operation.label()) && method.isAnnotationPresent(Benchmark.class)));
    }

    /** Changes a document of {@code java.util} in place. */
    @SuppressWarnings("unchecked")
    private static void change(Object document, Edit edit) {
        Object node = document;
        Object[] path = edit.path();
        for (int i = 0; i < path.length; i++) {
            boolean last = i == path.length - 1;
            if (path[i] instanceof Integer index) {
                ArrayList<Object> list = (ArrayList<Object>) node;
                node = last ? list.set(index, edit.leaf()) : list.get(index);
            } else {
                HashMap<String, Object> map = (HashMap<String, Object>) node;
                String key = (String) path[i];
                node = last ? map.put(key, edit.leaf()) : map.get(key);
            }
        }
    }
}
