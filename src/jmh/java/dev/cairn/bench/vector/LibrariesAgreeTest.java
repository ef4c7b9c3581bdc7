package dev.cairn.bench.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every adapter does what an {@link ArrayList} does, so that what is timed is the same work. */
class LibrariesAgreeTest {
    private static final Values VALUES = Values.counting(0, 4096);
    private static final int[] SIZES = {0, 1, 31, 32, 33, 100, 1024, 1025, 1057, 2500};
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
        for (int program = 0; program < PROGRAMS; program++) {
            new Program(library, new Random(program)).run();
        }
    }

    private static void refusesPersistentOperations(Library library) {
        LongSequence<Object> sequence = library.sequence();
        Object version = sequence.bulk(VALUES);
        assertThrows(UnsupportedOperationException.class, () -> sequence.append(version, VALUES, 0));
        assertThrows(UnsupportedOperationException.class, () -> sequence.update(version, 0, VALUES, 0));
        assertThrows(UnsupportedOperationException.class, () -> sequence.removeLast(version));
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
        private final boolean removes;
        private final boolean updates;
        private final Random random;
        private final List<Object> versions = new ArrayList<>();
        private final List<List<Long>> expected = new ArrayList<>();

        Program(Library library, Random random) {
            this.sequence = library.sequence();
            this.removes = library.supports(Operation.REMOVE_LAST, SIZES[0]);
            this.updates = library.supports(Operation.UPDATE, SIZES[0]);
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
            int action = random.nextInt(3);
            if (action == 1 && removes && !list.isEmpty()) {
                list.removeLast();
                return sequence.removeLast(version);
            }
            if (action == 2 && updates && !list.isEmpty()) {
                int index = random.nextInt(list.size());
                list.set(index, VALUES.boxed(value));
                return sequence.update(version, index, VALUES, value);
            }
            list.add(VALUES.boxed(value));
            return sequence.append(version, VALUES, value);
        }
    }
}
