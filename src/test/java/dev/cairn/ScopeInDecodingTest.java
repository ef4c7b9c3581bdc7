package dev.cairn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A codec whose code ends the scope of what is being read: it may be refused, but nothing is read after it was not. */
class ScopeInDecodingTest extends StoreTest {
    private static final int SIZE = 2_500;

    /** What is decoded next ends this scope. */
    private @Nullable Scope toEnd;

    private boolean hasEnded;
    private boolean hasReadAfterwards;

    private String decode(byte[] bytes) {
        hasReadAfterwards |= hasEnded;
        Scope scope = toEnd;
        if (scope != null) {
            toEnd = null;
            scope.close();
            hasEnded = true;
        }
        return new String(bytes, UTF_8);
    }

    private Codec<String> codec() {
        return Codec.ofBytes(text -> text.getBytes(UTF_8), this::decode);
    }

    /** A map that lies in the store. */
    private static PMap<String, String> map(Store store, Codec<String> codec, int from, int size, String value) {
        PMap.Builder<String, String> builder = PMap.builder(store, codec, codec);
        for (int n = from; n < from + size; n++) {
            builder.put("the key number " + n, value + n);
        }
        return builder.build().foldedVersion();
    }

    /** An operation on a map of no scope and two of one: of a few other entries, and of many with another value. */
    record Case(String name, Operation operation) {
        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    interface Operation {
        void run(PMap<String, String> outside, PMap<String, String> few, PMap<String, String> many);
    }

    static Stream<Case> operations() {
        return Stream.of(
                new Case("iterator", (outside, few, many) -> many.iterator().next()),
                new Case("stream", (outside, few, many) -> many.stream().forEach(entry -> {})),
                new Case("forEach", (outside, few, many) -> many.forEach((key, value) -> {})),
                new Case("filter", (outside, few, many) -> many.filter((key, value) -> true)),
                new Case("putAll", (outside, few, many) -> outside.putAll(few)),
                new Case("merge", (outside, few, many) -> outside.merge(many, (one, two) -> one)),
                new Case("changesTo", (outside, few, many) -> outside.changesTo(many)),
                new Case(
                        "merge3",
                        (outside, few, many) -> PMap.merge3(outside, outside.put("x", "y"), many, (k, a, b, c) -> b)),
                new Case(
                        "merge3 with conflicts",
                        (outside, few, many) -> PMap.merge3(few, outside, many, (k, a, b, c) -> b)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void ofMaps(Case of) {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Codec<String> codec = codec();
        PMap<String, String> outside = map(store, codec, 0, SIZE, "a");
        Scope scope = store.scope();
        PMap<String, String> few = map(store, codec, SIZE, 5, "b");
        PMap<String, String> many = map(store, codec, 0, SIZE, "c");
        toEnd = scope;
        assertThrows(RuntimeException.class, () -> of.operation.run(outside, few, many));
        assertFalse(hasReadAfterwards);
        if (!hasEnded) {
            scope.close();
        }
        store.verify();
        assertEquals(SIZE, outside.size());
    }

    @Test
    void ofSets() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        Codec<String> codec = codec();
        PSet<String> outside = PSet.of(store, codec, "one", "two", "three").foldedVersion();
        Scope scope = store.scope();
        PSet<String> few = PSet.of(store, codec, "one", "four", "five").foldedVersion();
        toEnd = scope;
        assertThrows(RuntimeException.class, () -> few.isSubsetOf(outside));
        toEnd = scope;
        assertThrows(RuntimeException.class, () -> outside.union(few));
        assertFalse(hasEnded);
        assertTrue(outside.contains("two"));
        scope.close();
    }
}
