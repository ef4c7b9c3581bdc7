package dev.cairn.bench.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every adapter does what a {@link HashMap} does, so that what is timed is the same work. */
class LibrariesAgreeTest {
    private static final int[] SIZES = {0, 1, 2, 31, 33, 100, 1024, 2500};
    private static final int PROGRAMS = 30;
    private static final int STEPS = 300;
    private static final int LIVE_VERSIONS = 8;

    static Stream<Arguments> everyLibraryWithEveryKey() {
        return Stream.of(Library.values())
                .flatMap(library ->
                        Stream.of(Keys.values()).filter(library::takes).map(keys -> Arguments.of(library, keys)));
    }

    static Stream<Arguments> everyPersistentLibraryWithEveryKey() {
        return everyLibraryWithEveryKey()
                .filter(arguments -> ((Library) arguments.get()[0]).side() != Library.Side.LIMIT);
    }

    @ParameterizedTest
    @MethodSource("everyLibraryWithEveryKey")
    void buildsInBulk(Library library, Keys keys) {
        Mapping<Object> mapping = library.mapping();
        for (int size : SIZES) {
            Entries entries = Entries.numbered(keys, 7, size);
            check(mapping, expected(entries), mapping.bulk(entries));
        }
        check(mapping, Map.of(), mapping.empty(keys));
    }

    @ParameterizedTest
    @MethodSource("everyPersistentLibraryWithEveryKey")
    void buildsByPut(Library library, Keys keys) {
        Mapping<Object> mapping = library.mapping();
        for (int size : SIZES) {
            Entries entries = Entries.numbered(keys, 7, size);
            check(mapping, expected(entries), mapping.build(entries));
        }
    }

    @ParameterizedTest
    @MethodSource("everyPersistentLibraryWithEveryKey")
    void agreesOnRandomProgramsOverSeveralVersions(Library library, Keys keys) {
        for (int program = 0; program < PROGRAMS; program++) {
            new Program(library, keys, new Random(program)).run();
        }
    }

    @ParameterizedTest
    @MethodSource("everyPersistentLibraryWithEveryKey")
    void comparesByContent(Library library, Keys keys) {
        Mapping<Object> mapping = library.mapping();
        Entries entries = Entries.numbered(keys, 0, 1000);
        Object version = mapping.bulk(entries);
        Object changed = mapping.put(version, keys.key(5), 1L);
        assertFalse(mapping.equal(version, changed));
        assertTrue(mapping.equal(version, mapping.put(changed, keys.key(5), entries.value(5))));
        assertTrue(mapping.equal(version, mapping.build(entries)));
    }

    @ParameterizedTest
    @MethodSource("everyPersistentLibraryWithEveryKey")
    void differsAndMergesThreeWays(Library library, Keys keys) {
        Mapping<Object> mapping = library.mapping();
        Entries entries = Entries.numbered(keys, 0, 1000);
        Object base = mapping.bulk(entries);
        Object theirs =
                mapping.put(mapping.remove(mapping.put(base, keys.key(5), 1L), keys.key(6)), keys.key(1000), 2L);
        Object ours = mapping.put(base, keys.key(7), 3L);
        if (library.supports(Operation.DIFF, 1000)) {
            assertEquals(3, mapping.diff(base, theirs));
            assertEquals(0, mapping.diff(theirs, theirs));
        } else {
            assertThrows(UnsupportedOperationException.class, () -> mapping.diff(base, theirs));
        }
        if (library.supports(Operation.MERGE3, 1000)) {
            Map<Object, Long> expected = expected(entries);
            expected.put(keys.key(5), 1L);
            expected.remove(keys.key(6));
            expected.put(keys.key(1000), 2L);
            expected.put(keys.key(7), 3L);
            check(mapping, expected, mapping.merge3(base, ours, theirs));
        } else {
            assertThrows(UnsupportedOperationException.class, () -> mapping.merge3(base, ours, theirs));
        }
    }

    @ParameterizedTest
    @MethodSource("everyPersistentLibraryWithEveryKey")
    void swapsLoseNoUpdate(Library library, Keys keys) throws InterruptedException {
        Mapping<Object> mapping = library.mapping();
        Entries entries = Entries.numbered(keys, 0, 4000);
        Cell cell = mapping.cell(mapping.empty(keys));
        List<Thread> threads = new ArrayList<>();
        for (int first = 0; first < 2; first++) {
            int from = first;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = from; i < entries.count(); i += 2) {
                    cell.put(entries.key(i), entries.value(i));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        check(mapping, expected(entries), cell.put(entries.key(0), entries.value(0)));
    }

    @ParameterizedTest
    @MethodSource("everyLibraryWithEveryKey")
    void aLimitRefusesPersistentOperations(Library library, Keys keys) {
        if (library.side() == Library.Side.LIMIT) {
            Mapping<Object> mapping = library.mapping();
            Object version = mapping.bulk(Entries.numbered(keys, 0, 10));
            assertThrows(UnsupportedOperationException.class, () -> mapping.put(version, keys.key(0), 1L));
            assertThrows(UnsupportedOperationException.class, () -> mapping.remove(version, keys.key(0)));
            assertThrows(UnsupportedOperationException.class, () -> mapping.merge(version, version));
        }
    }

    private static Map<Object, Long> expected(Entries entries) {
        Map<Object, Long> expected = new HashMap<>();
        for (int i = 0; i < entries.count(); i++) {
            expected.put(entries.key(i), entries.value(i));
        }
        return expected;
    }

    private static void check(Mapping<Object> mapping, Map<Object, Long> expected, Object version) {
        assertEquals(expected.size(), mapping.size(version));
        long entries = 0;
        long values = 0;
        for (Map.Entry<Object, Long> entry : expected.entrySet()) {
            assertEquals(entry.getValue(), mapping.get(version, entry.getKey()));
            entries += Sums.entry(entry.getKey(), entry.getValue());
            values += entry.getValue();
        }
        assertEquals(entries, mapping.iterate(version));
        assertEquals(values, mapping.fold(version));
    }

    /** One random program: each step takes any live version, makes another, and puts it where any one was. */
    private static final class Program {
        private final Mapping<Object> mapping;
        private final boolean merges;
        private final Keys keys;
        private final Random random;
        private final int numbers;
        private final List<Object> versions = new ArrayList<>();
        private final List<Map<Object, Long>> expected = new ArrayList<>();

        Program(Library library, Keys keys, Random random) {
            this.mapping = library.mapping();
            this.merges = library.supports(Operation.MERGE, SIZES[0]);
            this.keys = keys;
            this.random = random;
            this.numbers = 20 << random.nextInt(7);
            for (int i = 0; i < LIVE_VERSIONS; i++) {
                Entries entries = Entries.numbered(keys, 0, random.nextInt(numbers));
                versions.add(mapping.bulk(entries));
                expected.add(expected(entries));
            }
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                int from = random.nextInt(LIVE_VERSIONS);
                int to = random.nextInt(LIVE_VERSIONS);
                Map<Object, Long> map = new HashMap<>(expected.get(from));
                versions.set(to, step(versions.get(from), map));
                expected.set(to, map);
            }
            for (int i = 0; i < LIVE_VERSIONS; i++) {
                check(mapping, expected.get(i), versions.get(i));
            }
        }

        private Object step(Object version, Map<Object, Long> map) {
            Object key = keys.key(random.nextInt(numbers));
            switch (random.nextInt(merges ? 0 : 1, 8)) {
                case 0 -> {
                    int other = random.nextInt(LIVE_VERSIONS);
                    map.putAll(expected.get(other));
                    return mapping.merge(version, versions.get(other));
                }
                case 1, 2, 3 -> {
                    map.remove(key);
                    Object removed = mapping.remove(version, key);
                    assertNull(mapping.get(removed, key));
                    return removed;
                }
                default -> {
                    Long value = random.nextLong();
                    map.put(key, value);
                    return mapping.put(version, key, value);
                }
            }
        }
    }
}
