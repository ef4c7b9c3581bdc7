package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code of a user's that a builder runs uses the same builder: no change is lost, or the use is refused. */
class ReenteredBuilderTest extends StoreTest {
    private static final int MANY = 3_000;

    private static Runnable onceWhenHashed = ReenteredBuilderTest::nothing;
    private static Runnable onceWhenCompared = ReenteredBuilderTest::nothing;

    private static void nothing() {}

    private record Key(int number) {
        @Override
        public boolean equals(Object other) {
            Runnable run = onceWhenCompared;
            onceWhenCompared = ReenteredBuilderTest::nothing;
            run.run();
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int hashCode() {
            Runnable run = onceWhenHashed;
            onceWhenHashed = ReenteredBuilderTest::nothing;
            run.run();
            return number;
        }
    }

    @BeforeEach
    void runNothing() {
        onceWhenHashed = ReenteredBuilderTest::nothing;
        onceWhenCompared = ReenteredBuilderTest::nothing;
    }

    private static Set<Key> keys(int from, int to) {
        return Set.copyOf(IntStream.range(from, to).mapToObj(Key::new).toList());
    }

    /** More than one batch, so that the builder writes in between. */
    @ParameterizedTest
    @EnumSource
    void whatAHashCodePutsIsThere(Setting setting) {
        PMap.Builder<Key, Integer> builder = PMap.builder(stores.open(setting), Codec.object(), Codec.INT);
        onceWhenHashed = () -> IntStream.range(1, MANY).forEach(n -> builder.put(new Key(n), n));
        PMap<Key, Integer> map = builder.put(new Key(0), 0).build();
        assertEquals(keys(0, MANY), map.keys());

        onceWhenHashed = () -> builder.put(new Key(7), -1);
        assertEquals(-2, builder.put(new Key(7), -2).build().get(new Key(7)));
        onceWhenHashed = () -> builder.put(new Key(8), -1);
        assertEquals(MANY - 1, builder.remove(new Key(8)).build().size());
    }

    @ParameterizedTest
    @EnumSource
    void whatAHashCodeBuildsIsWithoutTheKey(Setting setting) {
        Store store = stores.open(setting);
        List<PSet<Key>> built = new ArrayList<>();
        PSet.Builder<Key> set = PSet.builder(store, Codec.<Key>object()).add(new Key(5));
        onceWhenHashed = () -> built.add(set.build());
        assertEquals(keys(5, 7), set.add(new Key(6)).build().asSet());
        onceWhenHashed = () -> built.add(set.build());
        assertEquals(keys(6, 7), set.remove(new Key(5)).build().asSet());
        assertEquals(List.of(1, 2), built.stream().map(PSet::size).toList());
    }

    @ParameterizedTest
    @EnumSource
    void anEqualsThatUsesTheBuilderIsRefused(Setting setting) {
        Store store = stores.open(setting);
        PSet<Key> source = PSet.from(store, Codec.object(), keys(0, 10));
        List<Runnable> uses = new ArrayList<>();
        PSet.Builder<Key> builder = source.toBuilder();
        uses.add(() -> builder.add(new Key(11)));
        uses.add(() -> builder.addAll(keys(11, 12)));
        uses.add(() -> builder.remove(new Key(1)));
        uses.add(() -> builder.removeAll(keys(1, 2)));
        uses.add(builder::build);
        for (Runnable use : uses) {
            onceWhenCompared = use;
            String message = assertThrows(
                            ConcurrentModificationException.class,
                            () -> builder.remove(new Key(3)).build())
                    .getMessage();
            assertTrue(message.contains("another builder"), message);
        }
        builder.remove(new Key(3)); // where few entries are edited at once, no edit was made so far
        assertEquals(source.remove(new Key(3)), builder.build());
        assertEquals(
                source.remove(new Key(3)).add(new Key(20)),
                builder.add(new Key(20)).build());
    }

    /** Who catches the refusal goes on, and what the builder was doing is done. */
    @Test
    void aRefusalThatIsCaughtLosesNothing() {
        Store store = stores.open();
        PMap.Builder<Key, Integer> builder = PMap.builder(store, Codec.object(), Codec.INT);
        keys(0, 10).forEach(key -> builder.put(key, 1));
        PMap<Key, Integer> expected = builder.build().put(new Key(3), 2);
        assertEquals(2, expected.get(new Key(3)));
        onceWhenCompared = () -> {
            assertThrows(ConcurrentModificationException.class, () -> builder.put(new Key(11), 2));
            assertThrows(ConcurrentModificationException.class, builder::build);
        };
        assertEquals(expected, builder.put(new Key(3), 2).build());
    }

    private static Codec<String> reentering() {
        return Codec.ofBytes(
                text -> {
                    Runnable run = onceWhenHashed;
                    onceWhenHashed = ReenteredBuilderTest::nothing;
                    run.run();
                    return text.getBytes(StandardCharsets.UTF_8);
                },
                bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void whatACodecAppendsComesBeforeItsElement(Setting setting) {
        Codec<String> codec = reentering();
        PVector.Builder<String> builder = PVector.builder(stores.open(setting), codec);
        onceWhenHashed = () -> IntStream.range(0, MANY).forEach(n -> builder.append("" + n));
        PVector<String> texts = builder.append("last").build();
        List<String> expected = Stream.concat(IntStream.range(0, MANY).mapToObj(n -> "" + n), Stream.of("last"))
                .toList();
        assertEquals(expected, texts.asList());

        onceWhenHashed = () -> builder.update(3, "inner").append("more").build();
        assertEquals("outer", builder.update(3, "outer").build().get(3));
        assertEquals("more", builder.build().last());
        assertEquals(expected, texts.asList());
    }

    @ParameterizedTest
    @EnumSource
    void whatAnIteratorAppendsComesBeforeItsElement(Setting setting) {
        Store store = stores.open(setting);
        PVector.Builder<Integer> ints = PVector.builder(store, Codec.INT);
        ints.appendAll(() -> IntStream.range(0, 200)
                .map(n -> {
                    ints.append(-n);
                    return n;
                })
                .boxed()
                .iterator());
        List<Integer> expected =
                IntStream.range(0, 200).boxed().flatMap(n -> Stream.of(-n, n)).toList();
        assertEquals(expected, ints.build().asList());
        LongVector.Builder longs = LongVector.builder(store);
        longs.appendAll(() -> IntStream.range(0, 200)
                .mapToLong(n -> {
                    longs.append(-n).build();
                    return n;
                })
                .boxed()
                .iterator());
        assertEquals(
                expected.stream().map(Integer::longValue).toList(),
                longs.build().asList());
        PMap.Builder<Integer, Integer> map = PMap.builder(store, Codec.INT, Codec.INT);
        Iterable<Map.Entry<Integer, Integer>> entries = () -> IntStream.range(0, 200)
                .mapToObj(n -> {
                    map.put(n + 1_000, n).build();
                    return Map.entry(n, n);
                })
                .iterator();
        map.putAll(entries);
        assertEquals(400, map.build().size());
    }

    @Test
    void whatAStreamAppendsComesBeforeItsBytes() throws IOException {
        Blob.Builder builder = Blob.builder(stores.open());
        InputStream in = new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] bytes) {
                builder.appendText("<").build();
                return read(bytes, 0, bytes.length);
            }
        };
        Blob blob = builder.appendAll(in).build();
        assertEquals("<abc<", new String(blob.toByteArray(), StandardCharsets.UTF_8));
    }

    /** The scope's nodes are gone then, so nothing may be written. */
    @ParameterizedTest
    @EnumSource
    void aCodecThatEndsTheBuildersScopeIsToldSo(Setting setting) {
        Store store = stores.open(setting);
        Codec<String> codec = reentering();
        List<Consumer<PVector.Builder<String>>> uses = List.of(
                builder -> builder.append("x"),
                builder -> builder.update(0, "x"),
                builder -> builder.appendAll(List.of("x")));
        for (var use : uses) {
            Scope scope = store.scope();
            PVector.Builder<String> builder =
                    PVector.builder(store, codec).append("a").append("b");
            onceWhenHashed = () -> {
                scope.close();
                assertEquals(2_000, LongVector.from(store, new long[2_000]).size());
            };
            assertThrows(IllegalStateException.class, () -> use.accept(builder));
            store.verify();
        }
        Scope scope = store.scope();
        PVector<String> vector = PVector.of(store, codec, "a");
        PVector<String> other = PVector.of(store, Codec.ofBytes(String::getBytes, String::new), "b"); // of another form
        onceWhenHashed = scope::close;
        assertThrows(IllegalStateException.class, () -> vector.concat(other));
        store.verify();
    }
}
