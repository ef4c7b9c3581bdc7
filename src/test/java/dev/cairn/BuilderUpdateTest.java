package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code update} of builders: a value, or a function of the value that is there. */
class BuilderUpdateTest extends StoreTest {
    private static final int KEYS = 4_000;
    private static final int STEPS = 20_000;

    private static Runnable whenCompared = () -> {};

    /** All keys have a hash code of three. */
    private record Key(int number) {
        @Override
        public boolean equals(@Nullable Object other) {
            whenCompared.run();
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int hashCode() {
            return number % 3;
        }
    }

    /** More changes than a batch has, so that keys are found among waiting changes and in the store. */
    @ParameterizedTest
    @EnumSource
    void aMapsBuilderUpdatesAndFindsWhatItHas(Setting setting) {
        PMap.Builder<String, Long> builder = PMap.builder(stores.open(setting), Codec.STRING, Codec.LONG);
        Map<String, Long> model = new HashMap<>();
        Random random = new Random(7);
        for (int step = 0; step < STEPS; step++) {
            String key = "key " + random.nextInt(KEYS);
            long value = step;
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    builder.put(key, value);
                    model.put(key, value);
                }
                case 2 -> {
                    builder.remove(key);
                    model.remove(key);
                }
                case 3 -> {
                    builder.update(key, value);
                    model.replace(key, value);
                }
                case 4 -> {
                    builder.update(key, n -> n + 1);
                    model.computeIfPresent(key, (k, n) -> n + 1);
                }
                default -> assertEquals(model.get(key), builder.get(key));
            }
            if (step % 6_000 == 0) {
                assertEquals(model, builder.build().asMap());
            }
        }
        assertEquals(model, builder.build().asMap());
    }

    @Test
    void aValueThatIsNullIsThere() {
        PMap.Builder<Object, Object> builder = PMap.builder(stores.open(), Codec.any(), Codec.any());
        builder.put(1, null).update(1, old -> old == null ? "was null" : old).update(2, old -> "none");
        assertEquals(Map.of(1, "was null"), builder.build().asMap());
        assertNull(builder.update(1, null).update(3, null).get(1));
        assertEquals(1, builder.build().size());
    }

    @ParameterizedTest
    @EnumSource
    void keysThatCollideAreFound(Setting setting) {
        PMap.Builder<Key, Integer> builder = PMap.builder(stores.open(setting), Codec.object(), Codec.INT);
        for (int i = 0; i < 60; i++) {
            builder.put(new Key(i % 20), i).update(new Key(i % 7), n -> n + 1);
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(builder.get(new Key(i)), builder.build().get(new Key(i)));
        }
        assertNull(builder.get(new Key(20)));
    }

    /** Among waiting changes, and in the store. */
    @ParameterizedTest
    @EnumSource
    void anEqualsThatUsesTheBuilderOrEndsItsScopeIsRefused(Setting setting) {
        Store store = stores.open(setting);
        Scope scope = store.scope();
        PMap.Builder<Key, Integer> builder = PMap.builder(store, Codec.object(), Codec.INT);
        for (int i = 0; i < 2_100; i++) {
            builder.put(new Key(i), i);
            if (i == 2_000) {
                builder.build();
            }
        }
        for (int there : List.of(1, 2_050)) {
            assertRefused(ConcurrentModificationException.class, () -> builder.put(new Key(1), 2), builder, there);
            assertRefused(IllegalStateException.class, scope::close, builder, there);
        }
        assertEquals(2_100, builder.build().size());
        scope.close();
        assertThrows(IllegalStateException.class, () -> builder.get(new Key(1)));
    }

    private static void assertRefused(
            Class<? extends Exception> exception, Runnable use, PMap.Builder<Key, Integer> builder, int there) {
        whenCompared = use;
        try {
            assertThrows(exception, () -> builder.get(new Key(there)));
        } finally {
            whenCompared = () -> {};
        }
        assertEquals(there, builder.get(new Key(there)));
    }

    @ParameterizedTest
    @EnumSource
    void aVectorsBuilderUpdatesByAFunction(Setting setting) {
        Store store = stores.open(setting);
        for (int size : new int[] {3, 3_000}) {
            LongVector.Builder longs = LongVector.builder(store).appendAll(new long[size]);
            assertEquals(5, longs.update(2, n -> n + 5).build().get(2));
            IntVector.Builder ints = IntVector.builder(store).appendAll(new int[size]);
            assertEquals(5, ints.update(size - 1, n -> n + 5).build().last());
            DoubleVector.Builder doubles = DoubleVector.builder(store).appendAll(new double[size]);
            assertEquals(0.5, doubles.update(0, n -> n + 0.5).build().first());
            PVector.Builder<Object> texts = PVector.builder(store, Codec.any());
            for (int i = 0; i < size; i++) {
                texts.append("" + i);
            }
            assertEquals("1!", texts.update(1, text -> text + "!").build().get(1));
            assertNull(texts.update(1, null).get(1));
            for (int index : new int[] {-1, size}) {
                assertThrows(IndexOutOfBoundsException.class, () -> longs.update(index, n -> n));
                assertThrows(IndexOutOfBoundsException.class, () -> texts.update(index, text -> text));
            }
            assertTrue(longs.build().get(2) == 5 && texts.size() == size);
        }
    }
}
