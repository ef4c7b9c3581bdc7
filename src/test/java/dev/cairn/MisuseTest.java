package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.program.Subject;
import dev.cairn.program.Subjects;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Misuse is answered by a named exception that says the values, and the store is as it was. */
class MisuseTest extends StoreTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 100})
    void anIndexOutOfRangeIsNamedWithTheSize(int size) {
        Store store = stores.open();
        for (Subject<?, ?> subject : Subjects.ALL) {
            for (int index : new int[] {-1, size, size + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                assertRefusesIndex(subject, store, size, index);
            }
        }
        store.verify();
    }

    private static <V extends Version, E> void assertRefusesIndex(
            Subject<V, E> subject, Store store, int size, int index) {
        List<E> elements =
                IntStream.range(0, size).mapToObj(subject::element).collect(Collectors.toCollection(ArrayList::new));
        V vector = subject.from(store, elements);
        var builder = subject.builder(vector);
        for (Executable use : List.<Executable>of(
                () -> subject.get(vector, index),
                () -> subject.update(vector, index, subject.element(1)),
                () -> builder.get(index),
                () -> builder.update(index, subject.element(1)))) {
            var e = assertThrows(IndexOutOfBoundsException.class, use);
            assertEquals("index " + index + " of a vector of size " + size, e.getMessage());
        }
        assertEquals(vector, builder.build());
    }

    @Test
    void anEmptyVectorHasNoElement() {
        for (Version empty : Examples.vectors(stores.open(), 0, false)) {
            for (String name : List.of("first", "last", "removeLast")) {
                assertTrue(thrownBy(empty, name) instanceof NoSuchElementException);
            }
        }
    }

    private static Throwable thrownBy(Object object, String name) {
        try {
            return Calls.thrownBy(object, object.getClass().getMethod(name), new Object[0]);
        } catch (NoSuchMethodException e) {
            throw new LinkageError(name, e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBuilderBelongsToItsThread(Setting setting) {
        Store store = stores.open(setting);
        for (Version vector : Examples.versions(store, 10, false)) {
            Object builder = Calls.call(vector, "toBuilder");
            for (Method method : Calls.instanceMethods(builder.getClass())) {
                if (!method.getName().equals("size")) {
                    Throwable thrown =
                            elsewhere(() -> Calls.thrownBy(builder, method, Examples.arguments(method, store)));
                    assertTrue(thrown instanceof WrongThreadException, method + ": " + thrown);
                }
            }
            assertEquals(vector, Calls.call(builder, "build"));
        }
        store.verify();
    }

    static <T> T elsewhere(Supplier<T> action) {
        try {
            return CompletableFuture.supplyAsync(
                            action, run -> Thread.ofPlatform().start(run))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Test
    void aVersionOfAnotherStoreIsRefused() {
        Store one = stores.open(Setting.STANDARD_INHERITED);
        Store two = stores.open(Setting.TINY_PLAIN);
        LongVector ofOne = LongVector.of(one, 1, 2);
        LongVector ofTwo = LongVector.of(two, 1, 2);
        for (Executable use : List.<Executable>of(
                () -> Sharing.between(ofOne, ofTwo), () -> Sharing.between(ofTwo, ofOne), () -> keep(one, ofTwo))) {
            var e = assertThrows(ForeignStoreException.class, use);
            assertTrue(
                    e.getMessage().contains(one.toString()) && e.getMessage().contains(two.toString()), e::getMessage);
        }
        assertEquals(ofOne, ofTwo);
        assertEquals("[1, 2, 1, 2]", ofOne.appendAll(ofTwo).toString());
    }

    @Test
    void mapsAndSetsOfAnotherStoreAreRefusedWhereNodesAreShared() {
        Store one = stores.open(Setting.STANDARD_INHERITED);
        Store two = stores.open(Setting.TINY_PLAIN);
        PMap<Long, Long> ofOne = PMap.empty(one, Codec.LONG, Codec.LONG).put(1L, 2L);
        PMap<Long, Long> ofTwo = PMap.empty(two, Codec.LONG, Codec.LONG).put(1L, 2L);
        PSet<Long> setOfOne = PSet.of(one, Codec.LONG, 1L);
        PSet<Long> setOfTwo = PSet.of(two, Codec.LONG, 1L);
        for (Executable use : List.<Executable>of(
                () -> ofOne.merge(ofTwo, Long::sum),
                () -> ofOne.changesTo(ofTwo),
                () -> PMap.merge3(ofTwo, ofOne, ofOne, (key, base, ours, theirs) -> ours),
                () -> PMap.merge3(ofOne, ofOne, ofTwo, (key, base, ours, theirs) -> ours),
                () -> setOfOne.union(setOfTwo),
                () -> setOfOne.intersect(setOfTwo),
                () -> setOfOne.difference(setOfTwo),
                () -> setOfOne.isSubsetOf(setOfTwo),
                () -> setOfOne.changesTo(setOfTwo),
                () -> LongVector.of(one, 1).changesTo(LongVector.of(two, 1)),
                () -> Sharing.between(ofOne, ofTwo))) {
            var e = assertThrows(ForeignStoreException.class, use);
            assertTrue(
                    e.getMessage().contains(one.toString()) && e.getMessage().contains(two.toString()), e::getMessage);
        }
        assertEquals(ofOne, ofTwo);
        assertEquals(setOfOne, setOfTwo);
        assertEquals(ofOne.put(3L, 4L), ofOne.putAll(ofTwo.put(3L, 4L)));
        assertEquals(setOfOne.add(3L), setOfOne.addAll(setOfTwo.add(3L)));
    }

    @Test
    void viewsAreReadOnly() {
        PMap<Long, Long> map = PMap.empty(stores.open(), Codec.LONG, Codec.LONG).put(1L, 2L);
        assertThrows(UnsupportedOperationException.class, () -> map.keys().remove(1L));
        assertThrows(UnsupportedOperationException.class, () -> map.values().clear());
        assertThrows(UnsupportedOperationException.class, () -> map.entries().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> map.iterator().next().setValue(3L));
        var changes = map.changesTo(map.put(1L, 3L).put(2L, 2L));
        assertThrows(UnsupportedOperationException.class, () -> changes.added().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> changes.changed().clear());
    }

    private static void keep(Store store, LongVector vector) {
        try (Scope scope = store.scope()) {
            scope.keep(vector);
        }
    }

    @Test
    void optionsOutOfRangeAreNamed() {
        StoreOptions options = StoreOptions.defaults();
        for (long bytes : new long[] {0, -1, (1L << 20) - 1, (64L << 30) + 1, Long.MAX_VALUE}) {
            assertNames(bytes, () -> options.maxBytes(bytes));
        }
        for (long bytes : new long[] {0, -1, Long.MIN_VALUE}) {
            assertNames(bytes, () -> options.budgetBytes(bytes));
        }
        assertNames(-1, () -> options.preTouchBytes(-1));
        for (int bits : new int[] {-1, 0, 1, 6, 32}) {
            assertNames(bits, () -> new Geometry(bits, 4096));
        }
        for (int bytes : new int[] {0, -4096, 2048, 4097, 131072}) {
            assertNames(bytes, () -> new Geometry(5, bytes));
        }
    }

    private static void assertNames(long value, Executable use) {
        var e = assertThrows(IllegalArgumentException.class, use);
        assertTrue(e.getMessage().contains("" + value), e::getMessage);
    }

    @Test
    void optionsAreWhatWasSet() {
        StoreOptions options = StoreOptions.defaults()
                .maxBytes(1L << 20)
                .budgetBytes(1)
                .preTouchBytes(1L << 40)
                .geometry(Geometry.tiny())
                .counting(Counting.PLAIN)
                .checking(Checking.CREATION_TRACES);
        Store store = stores.open(options);
        assertEquals(1L << 20, store.options().maxBytes());
        assertEquals(1, store.options().budgetBytes());
        assertEquals(1L << 40, store.options().preTouchBytes());
        assertEquals(new Geometry(2, 4096), store.options().geometry());
        assertEquals(Counting.PLAIN, store.options().counting());
        assertEquals(Checking.CREATION_TRACES, store.options().checking());
        assertEquals(1L << 20, store.stats().reservedBytes());
        assertEquals(Geometry.standard(), StoreOptions.defaults().geometry());
    }

    @Test
    void creationTracesAreRemembered() {
        Store store = stores.open(Setting.TINY_INHERITED.options().checking(Checking.CREATION_TRACES));
        LongVector born = LongVector.of(store, 1).foldedVersion();
        StackTraceElement[] trace = store.creationTraces().getLast().getStackTrace();
        assertTrue(List.of(trace).toString().contains("creationTracesAreRemembered"));
        assertEquals(1, born.get(0));
    }

    @Test
    void whatIsAliveWhenAStoreIsClosedIsReported() {
        Store store = stores.open(Setting.TINY_INHERITED.options().checking(Checking.CREATION_TRACES));
        List<LogRecord> reported = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.cairn");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                reported.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        LongVector alive = LongVector.of(store, 1).foldedVersion();
        store.close();
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        assertEquals(1, alive.size());
        assertEquals(1, reported.size());
        var trace = List.of(reported.getFirst().getThrown().getStackTrace());
        assertTrue(trace.toString().contains("whatIsAliveWhenAStoreIsClosedIsReported"), trace::toString);
    }

    @Test
    void aCodecOfSomebodyElsesIsRefused() {
        Store store = stores.open();
        Codec<String> own = new Codec<>() {
            @Override
            public Codec<String> named(String name) {
                return this;
            }

            @Override
            public Optional<String> name() {
                return Optional.empty();
            }
        };
        var e = assertThrows(IllegalArgumentException.class, () -> PVector.empty(store, own));
        assertTrue(e.getMessage().contains("Encoding"), e::getMessage);
    }
}
