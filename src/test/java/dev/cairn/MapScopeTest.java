package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Maps and sets whose life a scope ends. */
class MapScopeTest extends StoreTest {
    private static final int SIZE = 3000;

    private static PMap<Long, String> map(Store store, int from) {
        PMap.Builder<Long, String> builder = PMap.builder(store, Codec.LONG, Codec.STRING);
        put(builder, from);
        return builder.build();
    }

    /** Puts more than waits. */
    private static void put(PMap.Builder<Long, String> builder, int from) {
        for (long n = from; n < from + SIZE; n++) {
            builder.put(n, "a text too long to lie in its entry, " + n);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMadeInItDiesWithItAndWhatWasKeptDoesNot(Setting setting) {
        Store store = stores.open(setting);
        PMap<Long, String> before = map(store, 0);
        PMap<Long, String> kept;
        PSet<Long> set;
        try (Scope scope = store.scope()) {
            PMap<Long, String> inside = before.put(-1L, "x").merge(map(store, SIZE), (a, b) -> a);
            kept = scope.keep(inside.remove(0L));
            set = scope.keep(PSet.from(store, Codec.LONG, inside.keys()));
        }
        Holders held = Holders.of(List.of(before, kept, set), List.of());
        held.collect(store);
        assertEquals(held.census(store).allocated(), held.census(store).reachable());
        assertEquals(2 * SIZE, kept.size());
        assertEquals(2 * SIZE + 1, set.size());
        assertEquals(kept, MisuseTest.elsewhere(() -> kept.put(5L, kept.get(5L))));
    }

    @ParameterizedTest
    @EnumSource
    void aBuilderGoesOnAfterAnInnerScope(Setting setting) {
        Store store = stores.open(setting);
        PMap.Builder<Long, String> builder = PMap.builder(store, Codec.LONG, Codec.STRING);
        PMap<Long, String> built;
        try (Scope scope = store.scope()) {
            put(builder, 0);
            built = builder.build();
            put(builder, SIZE);
            assertEquals(SIZE, scope.keep(built).size());
        }
        Holders.of(List.of(), List.of(builder)).collect(store);
        store.verify();
        assertThrows(IllegalStateException.class, () -> built.get(1L));
        PMap<Long, String> all = builder.build();
        assertEquals(2 * SIZE, all.size());
        assertEquals(all, map(store, 0).putAll(map(store, SIZE)));
    }

    @ParameterizedTest
    @EnumSource
    void whatABuilderOfAScopeBuildsInAnInnerOneDiesWithThat(Setting setting) {
        Store store = stores.open(setting);
        try (Scope outer = store.scope()) {
            PMap.Builder<Long, String> builder = map(store, 0).toBuilder();
            PMap<Long, String> inside;
            try (Scope inner = store.scope()) {
                inside = builder.put(-1L, "x").build();
                assertEquals(SIZE + 1, inner.keep(inside).size());
            }
            assertThrows(IllegalStateException.class, inside::toString);
            assertEquals(SIZE + 1, outer.keep(builder.build()).size());
        }
        Holders.of(List.of(), List.of()).collect(store);
        assertEquals(0, store.verify().nodes());
    }

    @Test
    void afterItsEndAVersionIsRefusedByEveryMethod() {
        Store store = stores.open();
        PMap<Long, String> map;
        PSet<Long> set;
        PMap.Builder<Long, String> builder;
        var changes = map(store, 0).changesTo(map(store, 0).remove(1L));
        try (Scope scope = store.scope()) {
            map = map(store, 0);
            set = PSet.of(store, Codec.LONG, 1L, 2L);
            builder = map.toBuilder();
            assertEquals(SIZE, scope.keep(map).size());
        }
        for (Executable use : List.<Executable>of(
                () -> map.get(0L),
                () -> map.containsKey(0L),
                () -> map.put(0L, "c"),
                () -> map.remove(0L),
                () -> map.patch(changes),
                () -> map.changesTo(map(store, 0)),
                () -> map(store, 0).changesTo(map),
                () -> map(store, 0).putAll(map),
                map::keys,
                map::iterator,
                map::toString,
                map::toBuilder,
                builder::build,
                () -> builder.put(1L, "c"),
                () -> set.contains(1L),
                () -> set.add(1L),
                () -> PSet.empty(store, Codec.LONG).union(set),
                () -> Sharing.retained(map))) {
            var e = assertThrows(IllegalStateException.class, use);
            assertTrue(e.getMessage().contains("scope"), e::getMessage);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionThatEndsTheScopeHarmsNothing(Setting setting) {
        Store store = stores.open(setting);
        PMap<Long, String> outside = map(store, 1).mapValues(text -> text + "!");
        for (int function = 0; function < 7; function++) {
            Scope scope = store.scope();
            PMap<Long, String> inside = map(store, 0);
            int chosen = function;
            assertThrows(IllegalStateException.class, () -> {
                switch (chosen) {
                    case 0 -> inside.filter((key, value) -> isEnded(scope));
                    case 4 -> inside.filter((key, value) -> !isEnded(scope));
                    case 5 ->
                        PMap.merge3(outside, inside, outside.remove(5L), (key, a, b, c) -> isEnded(scope) ? a : b);
                    case 1 -> inside.merge(outside, (a, b) -> isEnded(scope) ? a : b);
                    case 2 -> inside.update(5L, value -> isEnded(scope) ? "" : value);
                    case 3 -> inside.forEach((key, value) -> isEnded(scope));
                    default -> inside.mapValues(value -> isEnded(scope) ? "" : value);
                }
            });
            assertThrows(IllegalStateException.class, scope::close);
        }
        Holders.of(List.of(outside), List.of()).collect(store);
        store.verify();
        assertEquals(SIZE, outside.size());
    }

    private static boolean isEnded(Scope scope) {
        scope.close();
        return true;
    }

    @Test
    void versionsAreConfinedToTheThread() {
        Store store = stores.open();
        try (Scope scope = store.scope()) {
            PMap<Long, String> inside = map(store, 0);
            assertThrows(WrongThreadException.class, () -> MisuseTest.elsewhere(() -> inside.get(0L)));
            assertThrows(WrongThreadException.class, () -> MisuseTest.elsewhere(() -> inside.put(0L, "x")));
            assertEquals(SIZE, MisuseTest.elsewhere(scope.keep(inside)::keys).size());
        }
    }
}
