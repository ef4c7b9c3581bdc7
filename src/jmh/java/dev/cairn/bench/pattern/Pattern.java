package dev.cairn.bench.pattern;

import dev.cairn.bench.measure.Workload;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What is timed: operations in turn, on collections of some sizes. To add one: a line here, and its operations in the subjects. */
enum Pattern implements Workload {
    OF("of", "a vector of three values", List.of("of3"), List.of(3)),
    QUEUE("queue", "append, drop(1)", List.of("append", "drop1"), List.of(10, 1_000, 100_000)),
    SHIFT("shift", "append, removeAt(0)", List.of("append", "removeFirst"), List.of(10, 100_000)),
    BACKWARDS("backwards", "prepend, removeLast", List.of("prepend", "removeLast"), List.of(10, 100_000)),
    PREPEND_UPDATE("prependUpdate", "prepend, update", List.of("prepend", "update"), List.of(10, 100_000)),
    UPDATE_READ(
            "updateRead", "update, read three by iterator", List.of("update", "iterate3"), List.of(10, 1_000, 100_000)),
    CONCAT("concatFew", "concat three elements", List.of("concat"), List.of(10)),
    EDGE(
            "edge",
            "append, append, removeLast, removeLast around a full leaf",
            List.of("append", "append", "removeLast", "removeLast"),
            List.of(1_023, 32_767)),
    HASH("hash", "hash code of one vector again and again, per element", List.of("hash"), List.of(100)),
    MAP_OF("mapOf", "a map of three pairs", List.of("mapOf3"), List.of(3)),
    MAP_BUILD("buildMap", "a map of so many entries by a builder", List.of("buildMap"), List.of(3, 30)),
    SET_OF("setOf", "a set of three values", List.of("setOf3"), List.of(3)),
    SET_BUILD("buildSet", "a set of so many values by a builder", List.of("buildSet"), List.of(3, 30)),
    PUT_INNER("putInner", "m.put(k, m.get(k).put(...))", List.of("putInner"), List.of(1_000, 10_000)),
    APPEND_INNER("appendInner", "m.put(k, m.get(k).append(v))", List.of("appendInner"), List.of(1_000, 10_000)),
    COUNT(
            "countInAtom",
            "a count of a map in an atom or AtomicReference, one higher",
            List.of("countInAtom"),
            List.of(1_000)),
    LONG_TEXT("longText", "get by the same text of 10,000 characters", List.of("get"), List.of(1));

    private static final Map<Library, List<Supplier<Subject<?>>>> SUBJECTS = new EnumMap<>(Map.of(
            Library.CAIRN,
                    List.of(
                            Vectors::pvector,
                            Nested::pmaps,
                            Nested::pvectors,
                            Nested::atom,
                            () -> Maps.pmap(Maps.Key.LONG),
                            Maps::pset),
            Library.CAIRN_LONGS, List.of(Vectors::longVector, Nested::longVectors),
            Library.VAVR,
                    List.of(
                            Vectors::vavr,
                            Nested::vavrMaps,
                            Nested::vavrVectors,
                            Nested::vavrReference,
                            () -> Maps.vavr(Maps.Key.LONG),
                            Maps::vavrSet),
            Library.CLOJURE,
                    List.of(
                            Vectors::clojure,
                            Vectors::clojureQueue,
                            Nested::clojureMaps,
                            Nested::clojureVectors,
                            Nested::clojureReference,
                            () -> Maps.clojure(Maps.Key.LONG)),
            Library.JAVA, List.of(Vectors::arrayDeque, Vectors::arrayList, () -> Maps.java(Maps.Key.LONG))));

    private static final Map<Library, Supplier<Subject<?>>> TEXT_KEYS = new EnumMap<>(Map.of(
            Library.CAIRN, () -> Maps.pmap(Maps.Key.LONG_TEXT),
            Library.VAVR, () -> Maps.vavr(Maps.Key.LONG_TEXT),
            Library.CLOJURE, () -> Maps.clojure(Maps.Key.LONG_TEXT),
            Library.JAVA, () -> Maps.java(Maps.Key.LONG_TEXT)));

    private final String label;
    private final String meaning;
    private final List<String> ops;
    private final List<Integer> sizes;

    Pattern(String label, String meaning, List<String> ops, List<Integer> sizes) {
        this.label = label;
        this.meaning = meaning;
        this.ops = ops;
        this.sizes = sizes;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public boolean makesVersions() {
        return !Set.of(HASH, LONG_TEXT).contains(this);
    }

    @Override
    public boolean isPerElement() {
        return this == HASH;
    }

    List<Integer> sizes() {
        return sizes;
    }

    boolean isOf(Library library) {
        return subjects(library).stream().anyMatch(this::fits);
    }

    /** The operations on a collection of {@code library}. */
    Turns<?> turns(Library library, int size) {
        return subjects(library).stream()
                .filter(this::fits)
                .findFirst()
                .map(subject -> new Turns<>(subject, ops, size))
                .orElseThrow();
    }

    private List<? extends Subject<?>> subjects(Library library) {
        List<Supplier<Subject<?>>> suppliers = this == LONG_TEXT
                ? TEXT_KEYS.containsKey(library) ? List.of(TEXT_KEYS.get(library)) : List.of()
                : SUBJECTS.get(library);
        return suppliers.stream().map(Supplier::get).toList();
    }

    private boolean fits(Subject<?> subject) {
        return subject.ops().keySet().containsAll(ops);
    }
}
