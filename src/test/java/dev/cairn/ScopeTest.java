package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.StandIn;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions that die at a known time. */
class ScopeTest extends StoreTest {
    private static final int SIZE = 1_200;

    private static LongVector longs(Store store) {
        return LongVector.from(store, LongStream.range(0, SIZE));
    }

    /** Frees what is known to be dead, without finding out what else is. */
    private static void drain(Store store, List<?> alive) {
        StandIn.collect(store.core(), alive);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMadeInItDiesWithItAndWhatWasKeptDoesNot(Setting setting) {
        Store store = stores.open(setting);
        LongVector before = longs(store);
        LongVector kept;
        try (Scope scope = store.scope()) {
            LongVector inside = before.append(1).update(3, -3);
            kept = scope.keep(inside);
            assertEquals(SIZE + 1, longs(store).append(2).size());
        }
        long nodes = Sharing.between(before, kept).rightOnlyNodes()
                + Sharing.retained(before).nodes();
        Holders held = Holders.of(List.of(before, kept), List.of());
        held.collect(store);
        assertEquals(nodes, held.census(store).allocated() - held.census(store).pinned());
        assertEquals(-3, kept.get(3));
        assertEquals(kept, MisuseTest.elsewhere(() -> before.append(1).update(3, -3)));
    }

    @ParameterizedTest
    @EnumSource
    void noCollectionIsNeeded(Setting setting) {
        Store store = stores.open(setting);
        Object[] reachable = new Object[4];
        try (Scope scope = store.scope()) {
            LongVector made = longs(store);
            LongVector.Builder builder = made.toBuilder().append(1);
            reachable = new Object[] {scope, made, builder, builder.build()};
        }
        drain(store, List.of(Fields.of(reachable[2], "elements"), ((LongVector) reachable[1]).base));
        assertEquals(0, store.verify().nodes());
    }

    @ParameterizedTest
    @EnumSource
    void aVersionFoundDeadBeforeTheScopeEndsIsFreedOnce(Setting setting) {
        Store store = stores.open(setting);
        try (Scope scope = store.scope()) {
            assertEquals(SIZE, longs(store).size());
            drain(store, List.of());
            assertEquals(0, store.verify().nodes());
            scope.keep(LongVector.empty(store));
        }
        drain(store, List.of());
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void readingAnOlderVersionInAScopeDoesNotTieItToTheScope(Setting setting) {
        Store store = stores.open(setting);
        LongVector before = longs(store).update(3, -3);
        LongVector inner;
        try (Scope scope = store.scope()) {
            assertEquals((SIZE - 1) * SIZE / 2 - 6, before.sum());
            inner = scope.keep(before.update(4, -4));
        }
        Holders.of(List.of(before, inner), List.of()).collect(store);
        LongVector.from(store, new long[SIZE]);
        assertEquals(-3, before.get(3));
        assertEquals(SIZE - 1, before.get(SIZE - 1));
        assertEquals((SIZE - 1) * SIZE / 2 - 6, MisuseTest.elsewhere(before::sum));
        assertEquals(-4, inner.get(4));
    }

    @Test
    void afterItsEndAVersionIsRefusedByEveryMethod() {
        Store store = stores.open();
        PVector<String> texts;
        LongVector longs;
        LongVector.Builder builder;
        try (Scope scope = store.scope()) {
            texts = PVector.of(store, Codec.STRING, "a", "b");
            longs = longs(store);
            builder = longs.toBuilder();
            assertEquals(2, scope.keep(texts).size());
        }
        for (Executable use : List.<Executable>of(
                () -> texts.get(0),
                () -> texts.append("c"),
                () -> texts.update(0, "c"),
                texts::removeLast,
                texts::iterator,
                texts::toString,
                texts::toBuilder,
                longs::sum,
                longs::chunks,
                longs::toArray,
                builder::build,
                () -> builder.append(1),
                () -> builder.get(0),
                () -> Sharing.retained(longs))) {
            var e = assertThrows(IllegalStateException.class, use);
            assertTrue(e.getMessage().contains("scope"), e::getMessage);
        }
    }

    @Test
    void anIteratorHalfWayIsRefusedAfterItsEnd() {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        Scope scope = store.scope();
        var longs = longs(store).iterator();
        var texts = PVector.of(store, Codec.STRING, "a", "b", "c").iterator();
        assertEquals(0, longs.nextLong());
        assertEquals("a", texts.next());
        scope.close();
        assertThrows(IllegalStateException.class, longs::nextLong);
        assertThrows(IllegalStateException.class, texts::next);
    }

    @Test
    void aSegmentOutlivesTheScope() {
        Store store = stores.open();
        MemorySegment chunk;
        try (Scope scope = store.scope()) {
            chunk = longs(store).chunks().findFirst().orElseThrow();
            assertEquals(1, scope.keep(longs(store)).get(1));
        }
        store.reclaim();
        LongVector other = LongVector.from(store, new long[SIZE]);
        assertEquals(1, chunk.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, 1));
        assertEquals(0, other.sum());
    }

    @Test
    void versionsAreConfinedToTheThread() {
        Store store = stores.open();
        Scope scope = store.scope();
        LongVector inside = longs(store);
        LongVector kept = scope.keep(inside);
        assertThrows(WrongThreadException.class, () -> MisuseTest.elsewhere(() -> inside.get(0)));
        assertThrows(WrongThreadException.class, () -> MisuseTest.elsewhere(() -> inside.append(0)));
        assertThrows(WrongThreadException.class, () -> MisuseTest.elsewhere(() -> scope.keep(inside)));
        assertThrows(
                WrongThreadException.class,
                () -> MisuseTest.elsewhere(() -> {
                    scope.close();
                    return scope;
                }));
        assertEquals(SIZE, MisuseTest.elsewhere(() -> longs(store).append(1).size()) - 1);
        assertEquals(kept.sum(), MisuseTest.elsewhere(kept::sum));
        scope.close();
    }

    @ParameterizedTest
    @EnumSource
    void scopesNest(Setting setting) {
        Store store = stores.open(setting);
        LongVector kept;
        try (Scope outer = store.scope()) {
            LongVector ofOuter = longs(store);
            LongVector.Builder builder = ofOuter.toBuilder();
            try (Scope inner = store.scope()) {
                LongVector ofInner = ofOuter.append(1).update(0, 7);
                builder.update(5, 55).append(3);
                LongVector built = builder.build();
                builder.update(6, 66);
                assertEquals(55, built.get(5));
                assertEquals(7, inner.keep(ofInner).get(0));
                assertThrows(IllegalStateException.class, outer::close);
            }
            drain(store, List.of(ofOuter.base, stored(builder), Fields.of(stored(builder), "source")));
            store.verify();
            builder.update(7, 77);
            kept = outer.keep(builder.build());
            assertEquals(0, ofOuter.get(0));
        }
        Holders.of(List.of(kept), List.of()).collect(store);
        store.verify();
        assertEquals(55 + 66 + 77 + 3 - 5 - 6 - 7 + (SIZE - 1) * SIZE / 2, kept.sum());
        Scope ended = store.scope();
        ended.close();
        var e = assertThrows(IllegalStateException.class, ended::close);
        assertEquals("this scope has ended", e.getMessage());
        LongVector after = kept;
        assertThrows(IllegalStateException.class, () -> ended.keep(after));
    }

    private static Object stored(LongVector.Builder builder) {
        return Fields.of(Fields.of(builder, "elements"), "builder");
    }

    @Test
    @Timeout(20)
    void threadsDoNotLoseSightOfTheirScopes() throws InterruptedException {
        Store store = stores.open();
        Threads.run(4, thread -> {
            for (int i = 0; i < 2000; i++) {
                LongVector inside;
                try (Scope scope = store.scope()) {
                    inside = LongVector.of(store, thread, i);
                    assertEquals(2, scope.keep(inside).size());
                }
                assertThrows(IllegalStateException.class, () -> inside.get(0));
            }
        });
    }

    /** As after a stack overflow in the closing of the scope. What the thread's program refers to is garbage then, as the thread is. */
    @Test
    void aThreadThatEndsInAScopeKeepsNothing() throws InterruptedException {
        Store store = stores.open();
        for (int i = 0; i < 3; i++) {
            LongVector kept = LongVector.from(store, LongStream.range(0, 100));
            Thread thread = new Thread(() -> {
                assertTrue(store.scope() != store.scope());
                assertEquals(101, kept.append(1).size());
            });
            thread.start();
            thread.join();
        }
        try (Scope scope = store.scope()) {
            assertEquals(1, scope.keep(LongVector.of(store, 1)).size());
        }
    }
}
