package dev.cairn.bench.small;

import dev.cairn.bench.map.Entries;
import dev.cairn.bench.map.Keys;
import dev.cairn.bench.map.Mapping;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Timing;
import dev.cairn.bench.vector.LongSequence;
import dev.cairn.bench.vector.Values;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import org.openjdk.jmh.runner.RunnerException;

/** The kinds of collections that are measured. */
enum Shape {
    /** Maps from longs to longs. */
    MAP_OF_LONGS("map Long", 3),

    /** Maps from strings to longs. */
    MAP_OF_STRINGS("map String", 3),

    /** Sets of longs. */
    SET("set Long", 3),

    /** Vectors of longs. */
    VECTOR("vector", 5);

    private final String label;
    private final int elements;

    Shape(String label, int elements) {
        this.label = label;
        this.elements = elements;
    }

    static Shape labelled(String label) {
        return Arrays.stream(values())
                .filter(shape -> shape.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    String label() {
        return label;
    }

    /** How many elements each one has, where there are many. */
    int elements() {
        return elements;
    }

    /** Whether the family has such collections, with this operation. */
    boolean isOf(Family family, Operation operation, int size) {
        return switch (this) {
            case MAP_OF_LONGS, MAP_OF_STRINGS ->
                family.maps()
                        .filter(maps -> maps.supports(operation.ofMaps(), size))
                        .isPresent();
            case SET -> operation != Operation.UPDATE && family.hasSets() && MAP_OF_LONGS.isOf(family, operation, size);
            case VECTOR ->
                family.vectors()
                        .filter(vectors -> vectors.supports(operation.ofVectors(), size))
                        .isPresent();
        };
    }

    /** Times an operation on a collection of {@code size} elements, by the benchmarks of maps, of sets and of vectors. */
    Timing time(Family family, Operation operation, int size, BenchJvm jvm, Pace pace) throws RunnerException {
        String elementCount = Integer.toString(size);
        return switch (this) {
            case MAP_OF_LONGS, MAP_OF_STRINGS -> {
                String maps = family.maps().orElseThrow().name();
                yield jvm.time(
                        operation.ofMaps().benchmark(keys()),
                        operation.ofMaps().label(),
                        Map.of("library", maps, "keys", keys().name(), "size", elementCount),
                        pace);
            }
            case SET ->
                jvm.time(
                        SetBenchmark.class,
                        operation.label(),
                        Map.of("family", family.name(), "size", elementCount),
                        pace);
            case VECTOR -> {
                String vectors = family.vectors().orElseThrow().name();
                yield jvm.time(
                        operation.ofVectors().benchmark(),
                        operation.ofVectors().label(),
                        Map.of("library", vectors, "size", elementCount),
                        pace);
            }
        };
    }

    /**
     * Makes the collection of a number, with {@code size} elements. Maps have the same keys, as records have the same fields;
     * all other elements are of one collection only.
     */
    IntFunction<Object> maker(Family family, int size) {
        return switch (this) {
            case MAP_OF_LONGS, MAP_OF_STRINGS -> {
                Mapping<Object> mapping = family.maps().orElseThrow().mapping();
                Entries entries = Entries.numbered(keys(), 0, size);
                yield number -> mapping.bulk(entries.withValues(number * size));
            }
            case SET -> {
                SetOf<Object> sets = family.sets();
                yield number ->
                        sets.of(Entries.numbered(Keys.LONG, number * size, size).keys());
            }
            case VECTOR -> {
                LongSequence<Object> sequence = family.vectors().orElseThrow().sequence();
                yield number -> sequence.bulk(Values.counting((long) number * size, size));
            }
        };
    }

    private Keys keys() {
        return this == MAP_OF_STRINGS ? Keys.STRING : Keys.LONG;
    }
}
