package dev.cairn.bench.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An operation does the same work in all subjects. */
class SubjectsAgreeTest {
    private static final int STEPS = 2_000;

    static Stream<Arguments> sides() {
        return Stream.of(
                Arguments.of(Vectors.vavr(), Vectors.pvector()),
                Arguments.of(Vectors.vavr(), Vectors.longVector()),
                Arguments.of(Vectors.vavr(), Vectors.clojure()),
                Arguments.of(Vectors.vavr(), Vectors.clojureQueue()),
                Arguments.of(Vectors.vavr(), Vectors.arrayList()),
                Arguments.of(Vectors.vavr(), Vectors.arrayDeque()),
                Arguments.of(Maps.vavr(Maps.Key.LONG), Maps.pmap(Maps.Key.LONG)),
                Arguments.of(Maps.vavr(Maps.Key.TEXT), Maps.pmap(Maps.Key.TEXT)),
                Arguments.of(Maps.vavr(Maps.Key.TEXT), Maps.clojure(Maps.Key.TEXT)),
                Arguments.of(Maps.vavr(Maps.Key.LONG_TEXT), Maps.java(Maps.Key.LONG_TEXT)),
                Arguments.of(Maps.vavrSet(), Maps.pset()));
    }

    @ParameterizedTest
    @MethodSource("sides")
    <A, B> void anOperationIsTheSameWork(Subject<A> model, Subject<B> subject) {
        List<String> ops =
                subject.ops().keySet().stream().filter(model.ops()::containsKey).toList();
        assertTrue(!ops.isEmpty());
        Random random = new Random(1);
        for (int size : new int[] {3, 40, 1_100}) {
            A expected = model.make().apply(size);
            B actual = subject.make().apply(size);
            for (int step = 0; step < STEPS; step++) {
                String op = ops.get(random.nextInt(ops.size()));
                expected = model.ops().get(op).apply(expected, step);
                actual = subject.ops().get(op).apply(actual, step);
                if (model.size().applyAsInt(expected) < 3) {
                    expected = model.make().apply(size);
                    actual = subject.make().apply(size);
                }
                assertEquals(model.size().applyAsInt(expected), subject.size().applyAsInt(actual), op);
            }
            assertEquals(model.content().apply(expected), subject.content().apply(actual));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPatternIsOneOfOursAndOfAPeer(Pattern pattern) {
        assertTrue(pattern.isOf(Library.CAIRN));
        assertTrue(pattern.isOf(Library.VAVR));
        for (Library library : Library.values()) {
            if (pattern.isOf(library)) {
                pattern.turns(library, 10).next();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nested")
    <A, B> void nestedCollectionsBecomeTheSame(Subject<A> model, Subject<B> subject) {
        A expected = model.make().apply(20);
        B actual = subject.make().apply(20);
        String op = model.ops().keySet().iterator().next();
        for (int step = 0; step < STEPS; step++) {
            expected = model.ops().get(op).apply(expected, step);
            actual = subject.ops().get(op).apply(actual, step);
        }
        assertEquals(
                text(model.content().apply(expected)), text(subject.content().apply(actual)));
    }

    /** Keys with their values as text, without the names of the libraries' classes. */
    private static Map<?, ?> text(Object content) {
        Map<Object, Object> text = new java.util.TreeMap<>();
        ((Map<?, ?>) content).forEach((key, value) -> text.put(key, digits(value)));
        return text;
    }

    private static List<Long> digits(Object value) {
        return java.util.regex.Pattern.compile("\\d+")
                .matcher(value.toString())
                .results()
                .map(found -> Long.parseLong(found.group()))
                .sorted()
                .toList();
    }

    static Stream<Arguments> nested() {
        return Stream.of(
                Arguments.of(Nested.vavrMaps(), Nested.pmaps()),
                Arguments.of(Nested.vavrMaps(), Nested.clojureMaps()),
                Arguments.of(Nested.vavrVectors(), Nested.pvectors()),
                Arguments.of(Nested.vavrVectors(), Nested.longVectors()),
                Arguments.of(Nested.vavrVectors(), Nested.clojureVectors()),
                Arguments.of(Nested.vavrReference(), Nested.atom()),
                Arguments.of(Nested.vavrReference(), Nested.clojureReference()));
    }
}
