package dev.cairn.bench.small;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.bench.map.Entries;
import dev.cairn.bench.map.Keys;
import dev.cairn.bench.measure.Contender;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All families make the same collections, and their sets do the same. That their maps and vectors do is tested where these are. */
class ShapesAgreeTest {
    private static final int[] SIZES = {0, 1, 3, 4, 5, 10, 30, 60};
    private static final int STEPS = 200;

    static Stream<Arguments> shapesOfFamilies() {
        return Stream.of(Shape.values())
                .flatMap(shape -> Stream.of(Family.values())
                        .filter(family -> shape.isOf(family, Operation.BULK, 3))
                        .map(family -> Arguments.of(shape, family)));
    }

    @ParameterizedTest
    @MethodSource("shapesOfFamilies")
    void oneOfManyHasItsElements(Shape shape, Family family) {
        for (int size : new int[] {3, 5, 30}) {
            Object made = shape.maker(family, size).apply(7);
            long numbers =
                    LongStream.range(0, size).map(i -> 1000 + 7 * size + i).sum();
            switch (shape) {
                case MAP_OF_LONGS ->
                    assertEquals(
                            numbers + sum(Entries.numbered(Keys.LONG, 0, size).keys()),
                            family.maps().orElseThrow().mapping().iterate(made));
                case MAP_OF_STRINGS ->
                    assertEquals(
                            numbers + 16L * size,
                            family.maps().orElseThrow().mapping().iterate(made));
                case SET ->
                    assertEquals(
                            sum(Entries.numbered(Keys.LONG, 7 * size, size).keys()),
                            family.sets().iterate(made));
                case VECTOR ->
                    assertEquals(
                            numbers, family.vectors().orElseThrow().sequence().iterate(made));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void setsAreThoseOfJava(Family family) {
        if (!family.hasSets()) {
            return;
        }
        SetOf<Object> sets = family.sets();
        for (int size : SIZES) {
            Object[] elements = Entries.numbered(Keys.LONG, 7, size).keys();
            check(sets, Set.of(elements), sets.of(elements));
            if (family.side() == Contender.Side.LIMIT) {
                assertThrows(UnsupportedOperationException.class, () -> sets.add(sets.empty(), 1L));
            } else {
                check(sets, Set.of(elements), sets.build(elements));
                addsToSeveralVersions(sets, elements);
            }
        }
    }

    private static void addsToSeveralVersions(SetOf<Object> sets, Object[] elements) {
        Object first = sets.of(elements);
        Set<Object> expected = new HashSet<>(Set.of(elements));
        Object version = first;
        Random random = new Random(1);
        for (int step = 0; step < STEPS; step++) {
            Object element = Entries.numbered(Keys.LONG, random.nextInt(100), 1).key(0);
            version = sets.add(version, element);
            expected.add(element);
            check(sets, expected, version);
        }
        check(sets, Set.of(elements), first);
    }

    private static void check(SetOf<Object> sets, Set<Object> expected, Object version) {
        assertEquals(sum(expected.toArray()), sets.iterate(version));
        expected.forEach(element -> assertTrue(sets.contains(version, element)));
        assertFalse(sets.contains(version, 1L));
    }

    private static long sum(Object[] elements) {
        return Arrays.stream(elements).mapToLong(element -> (Long) element).sum();
    }
}
