package dev.cairn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.HeapLimit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A scope that a user's {@code equals} or {@code hashCode} wants to end in the middle of an operation, whose nodes
 * would then be gone.
 */
class ScopeInComparisonTest extends StoreTest {
    private static final int SIZE = 2_500;

    private static Runnable whenCompared = () -> {};

    private static class Key {
        private final int number;

        Key(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        @Override
        public boolean equals(Object other) {
            whenCompared.run();
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** Has the hash code of all of its kind. */
    private static final class Alike extends Key {
        Alike(int number) {
            super(number);
        }

        @Override
        public int hashCode() {
            return -1;
        }
    }

    @BeforeEach
    void compareQuietly() {
        whenCompared = () -> {};
    }

    private static List<Key> keys() {
        return IntStream.range(0, SIZE).mapToObj(Key::new).toList();
    }

    /** Runs {@code operation} with keys that end {@code scope}; it is refused, and all is as it was. */
    private static void assertRefused(Store store, Scope scope, Executable operation) {
        int[] refused = new int[1];
        whenCompared = () -> {
            refused[0]++;
            scope.close();
        };
        assertThrows(IllegalStateException.class, operation);
        whenCompared = () -> {};
        assertEquals(1, refused[0]);
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void vectors(Setting setting) {
        Store store = stores.open(setting);
        try (Scope scope = store.scope()) {
            PVector<Key> vector = PVector.from(store, Codec.object(), keys());
            PVector<Key> relaxed = vector.insert(5, new Key(-1)).removeAt(5);
            PVector<Key> equal = PVector.from(store, Codec.object(), keys());
            assertRefused(store, scope, () -> relaxed.equals(equal));
            assertRefused(store, scope, () -> vector.changesTo(equal));
            assertTrue(relaxed.equals(equal));
        }
    }

    @ParameterizedTest
    @EnumSource
    void maps(Setting setting) {
        Store store = stores.open(setting);
        PMap<Key, Long> outside = PMap.empty(store, Codec.object(), Codec.LONG);
        PMap.Builder<Key, Long> builder = outside.toBuilder();
        keys().forEach(key -> builder.put(key, (long) key.number()));
        PMap<Key, Long> source = builder.build();
        try (Scope scope = store.scope()) {
            PMap<Key, Long> inside = source.put(new Key(7), -7L);
            assertRefused(store, scope, () -> inside.get(new Key(7)));
            PMap.Builder<Key, Long> changes = inside.toBuilder();
            keys().subList(0, SIZE - 1).forEach(key -> changes.put(new Key(key.number()), -1L));
            assertRefused(store, scope, changes::build);
            PMap<Key, Long> equal = inside.filter((key, value) -> true);
            assertRefused(store, scope, () -> Objects.equals(inside, equal.put(new Key(1), 5L)));
        }
        assertEquals(SIZE, source.size());
    }

    /** Keys of changes that wait are compared with each other before the map is looked at. */
    @ParameterizedTest
    @EnumSource
    void changesOfKeysWithTheSameHash(Setting setting) {
        Store store = stores.open(setting);
        try (Scope scope = store.scope()) {
            PMap.Builder<Key, Long> builder = PMap.builder(store, Codec.object(), Codec.LONG);
            keys().forEach(key -> builder.put(key, (long) key.number()));
            PMap<Key, Long> source = builder.build();
            builder.put(new Alike(-1), -1L).put(new Alike(-2), -2L);
            assertRefused(store, scope, builder::build);
            assertEquals(SIZE + 2, builder.build().size());
            PMap.Builder<Key, Long> few = PMap.builder(store, Codec.object(), Codec.LONG);
            keys().subList(0, 20).forEach(key -> few.put(key, 1L));
            few.put(new Alike(-1), -1L);
            assertRefused(store, scope, () -> few.put(new Alike(-2), -2L)); // few keys are compared at once
            assertEquals(22, few.put(new Alike(-2), -2L).build().size());
            assertEquals(SIZE, source.size());
        }
    }

    /** They are decoded, and what is decoded does not know the scope. */
    @ParameterizedTest
    @EnumSource
    void elementsThatAreComparedWithOnesOfAnotherStore(Setting setting) {
        Store store = stores.open(setting);
        Store other = stores.open(setting);
        PVector<Key> foreign = PVector.from(other, Codec.object(), keys());
        boolean[] wasRefused = new boolean[1];
        try (Scope scope = store.scope()) {
            PVector<PVector<Key>> rows = PVector.from(
                            store,
                            PVector.codec(Codec.object()),
                            Collections.nCopies(SIZE, PVector.from(store, Codec.object(), keys())))
                    .foldedVersion();
            whenCompared = () -> {
                whenCompared = () -> {};
                assertThrows(IllegalStateException.class, scope::close);
                wasRefused[0] = true;
            };
            assertEquals(0, rows.indexOf(foreign));
        }
        assertTrue(wasRefused[0]);
    }

    /** A codec's code is not held back, but nothing is read after it ended the scope. */
    @ParameterizedTest
    @EnumSource
    void decodingForAFewElements(Setting setting) {
        assumeTrue(HeapLimit.or(1) > 0); // else they are shared, not decoded
        Store store = stores.open(setting);
        Scope[] toEnd = new Scope[1];
        Codec<String> codec = Codec.ofBytes(text -> text.getBytes(UTF_8), bytes -> {
            if (toEnd[0] != null) {
                Scope scope = toEnd[0];
                toEnd[0] = null;
                scope.close();
            }
            return new String(bytes, UTF_8);
        });
        Scope scope = store.scope();
        PVector<String> texts = PVector.from(
                        store, codec, IntStream.range(0, SIZE).mapToObj(n -> "a text of some length " + n))
                .foldedVersion();
        toEnd[0] = scope;
        assertThrows(IllegalStateException.class, () -> texts.slice(40, 44));
        store.verify();
    }
}
