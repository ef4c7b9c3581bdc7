package dev.cairn.bench.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every adapter does what an {@link ArrayList} does, so that what is timed is the same work. */
class LibrariesAgreeTest {
    private static final Values VALUES = Values.counting(0, 4096);
    private static final int[] SIZES = {0, 1, 31, 32, 33, 100, 1024, 1025, 1057, 2500};
    private static final Set<Operation> ENDS = Set.of(Operation.APPEND, Operation.UPDATE, Operation.REMOVE_LAST);
    private static final Set<Operation> JOINS_AND_CUTS = Set.of(Operation.CONCAT, Operation.SLICE);
    private static final Set<Operation> ANYWHERE =
            Set.of(Operation.UPDATE, Operation.INSERT, Operation.REMOVE, Operation.PREPEND);
    private static final int LONGEST = 20_000;
    private static final int PROGRAMS = 50;
    private static final int STEPS = 400;
    private static final int LIVE_VERSIONS = 8;

    @ParameterizedTest
    @EnumSource
    void buildsBothWays(Library library) {
        LongSequence<Object> sequence = library.sequence();
        for (int size : SIZES) {
            Values values = Values.counting(7, size);
            List<Long> expected = List.of(values.boxed());
            check(sequence, expected, sequence.bulk(values));
            check(sequence, expected, sequence.build(values));
        }
        check(sequence, List.of(), sequence.empty());
    }

    @ParameterizedTest
    @EnumSource
    void agreesOnRandomProgramsOverSeveralVersions(Library library) {
        if (library.side() == Library.Side.LIMIT) {
            refusesPersistentOperations(library);
            return;
        }
        for (List<Operation> operations : mixes(library)) {
            for (int program = 0; program < PROGRAMS; program++) {
                new Program(library.sequence(), operations, new Random(program)).run();
            }
        }
    }

    /** Paguro 3.10.3 at times is wrong when an append or a join follows an insertion; what is timed it does right. */
    private static List<List<Operation>> mixes(Library library) {
        return library == Library.PAGURO_RRB
                ? List.of(supported(library, ENDS), supported(library, ANYWHERE))
                : List.of(supported(library, ENDS, JOINS_AND_CUTS, ANYWHERE));
    }

    @SafeVarargs
    private static List<Operation> supported(Library library, Set<Operation>... sets) {
        return Arrays.stream(sets)
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .filter(operation -> library.supports(operation, SIZES[0]))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void joinsAndCutsWhatWasBuilt(Library library) {
        if (!JOINS_AND_CUTS.stream().allMatch(operation -> library.supports(operation, SIZES[0]))) {
            return;
        }
        LongSequence<Object> sequence = library.sequence();
        for (int size : SIZES) {
            for (int other : SIZES) {
                Object version = sequence.bulk(Values.counting(0, size));
                Object more = sequence.bulk(Values.counting(size, other));
                List<Long> expected = List.of(Values.counting(0, size + other).boxed());
                check(sequence, expected, sequence.concat(version, more));
                int from = Math.min(size, other);
                check(sequence, expected.subList(from, size), sequence.slice(version, from, size));
                check(sequence, expected.subList(0, from), sequence.slice(version, 0, from));
            }
        }
    }

    private static void refusesPersistentOperations(Library library) {
        LongSequence<Object> sequence = library.sequence();
        Object version = sequence.bulk(VALUES);
        assertThrows(UnsupportedOperationException.class, () -> sequence.append(version, VALUES, 0));
        assertThrows(UnsupportedOperationException.class, () -> sequence.update(version, 0, VALUES, 0));
        assertThrows(UnsupportedOperationException.class, () -> sequence.removeLast(version));
        assertThrows(UnsupportedOperationException.class, () -> sequence.insert(version, 0, VALUES, 0));
        assertThrows(UnsupportedOperationException.class, () -> sequence.removeAt(version, 0));
    }

    private static void check(LongSequence<Object> sequence, List<Long> expected, Object version) {
        assertEquals(expected.size(), sequence.size(version));
        long sum = 0;
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), sequence.get(version, i));
            sum += expected.get(i);
        }
        assertEquals(sum, sequence.iterate(version));
        assertEquals(sum, sequence.fold(version));
    }

    /** One random program: each step takes any live version, makes another, and puts it where any one was. */
    private static final class Program {
        private final LongSequence<Object> sequence;
        private final List<Operation> operations;
        private final Random random;
        private final List<Object> versions = new ArrayList<>();
        private final List<List<Long>> expected = new ArrayList<>();

        Program(LongSequence<Object> sequence, List<Operation> operations, Random random) {
            this.sequence = sequence;
            this.operations = operations;
            this.random = random;
            for (int i = 0; i < LIVE_VERSIONS; i++) {
                Values values = Values.counting(i, SIZES[random.nextInt(SIZES.length)]);
                versions.add(sequence.bulk(values));
                expected.add(List.of(values.boxed()));
            }
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                int from = random.nextInt(LIVE_VERSIONS);
                List<Long> list = new ArrayList<>(expected.get(from));
                Object version = step(versions.get(from), list);
                int to = random.nextInt(LIVE_VERSIONS);
                versions.set(to, version);
                expected.set(to, list);
            }
            for (int i = 0; i < LIVE_VERSIONS; i++) {
                check(sequence, expected.get(i), versions.get(i));
            }
        }

        private Object step(Object version, List<Long> list) {
            int value = random.nextInt(VALUES.count());
            Long boxed = VALUES.boxed(value);
            switch (list.isEmpty() ? first() : operations.get(random.nextInt(operations.size()))) {
                case UPDATE -> {
                    int index = random.nextInt(list.size());
                    list.set(index, boxed);
                    return sequence.update(version, index, VALUES, value);
                }
                case REMOVE_LAST -> {
                    list.removeLast();
                    return sequence.removeLast(version);
                }
                case INSERT -> {
                    int index = random.nextInt(list.size() + 1);
                    list.add(index, boxed);
                    return sequence.insert(version, index, VALUES, value);
                }
                case REMOVE -> {
                    int index = random.nextInt(list.size());
                    list.remove(index);
                    return sequence.removeAt(version, index);
                }
                case PREPEND -> {
                    list.addFirst(boxed);
                    return sequence.prepend(version, VALUES, value);
                }
                case CONCAT -> {
                    return join(version, list);
                }
                case SLICE -> {
                    return cut(version, list);
                }
                default -> {
                    list.add(boxed);
                    return sequence.append(version, VALUES, value);
                }
            }
        }

        /** What is done to a sequence without elements. */
        private Operation first() {
            return operations.contains(Operation.APPEND) ? Operation.APPEND : Operation.PREPEND;
        }

        private Object join(Object version, List<Long> list) {
            int other = random.nextInt(LIVE_VERSIONS);
            if (list.size() + expected.get(other).size() > LONGEST) {
                return cut(version, list);
            }
            list.addAll(expected.get(other));
            return sequence.concat(version, versions.get(other));
        }

        private Object cut(Object version, List<Long> list) {
            int from = random.nextInt(list.size() + 1);
            int to = from + random.nextInt(list.size() - from + 1);
            list.subList(to, list.size()).clear();
            list.subList(0, from).clear();
            return sequence.slice(version, from, to);
        }
    }
}
