package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.HeapLimit;
import dev.cairn.internal.trie.vector.HeapVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions on the heap share leaves, and what is done with one of them shows in no other. */
@Tag("beside")
class SmallRowsTest extends StoreTest {
    private static final int HELD = 12;
    private static final int STEPS = 3_000;
    private static final int MANY = 1_500;

    /** A version and what it should be. */
    private record Held<E, V extends AbstractVector<E, V>>(V version, List<E> expected) {
        void check() {
            List<E> found = new ArrayList<>();
            version.iterator().forEachRemaining(found::add);
            assertEquals(expected, found);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void versionsOfLongsDoNotMeet(int seed) {
        Store store = stores.open();
        run(new Random(seed), LongVector.empty(store), i -> (long) i);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8})
    void versionsOfTextsDoNotMeet(int seed) {
        Store store = stores.open();
        Random random = new Random(seed);
        run(random, PVector.empty(store, Codec.STRING), i -> "x".repeat(random.nextInt(90)) + i);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10})
    void versionsWithoutACodecOfTheirOwnDoNotMeet(int seed) {
        Store store = stores.open();
        run(new Random(seed), IntVector.empty(store), i -> i);
    }

    private static <E, V extends AbstractVector<E, V>> void run(Random random, V empty, Function<Integer, E> make) {
        List<Held<E, V>> held = new ArrayList<>(List.of(new Held<>(empty, List.of())));
        for (int step = 0; step < STEPS; step++) {
            int from = random.nextInt(held.size());
            Held<E, V> next = several(random, held.get(from), held.get(random.nextInt(held.size())), make);
            next.check();
            if (held.size() < HELD) {
                held.add(next);
            } else {
                held.set(random.nextBoolean() ? from : random.nextInt(HELD), next);
            }
        }
        held.forEach(Held::check);
    }

    /** One sort of change, some times. */
    private static <E, V extends AbstractVector<E, V>> Held<E, V> several(
            Random random, Held<E, V> before, Held<E, V> other, Function<Integer, E> make) {
        int sort = random.nextInt(11);
        int times = sort < 4 ? 1 + random.nextInt(150) : 1 + random.nextInt(3);
        Held<E, V> now = before;
        for (int i = 0; i < times; i++) {
            now = one(random, sort, now, other, make.apply(random.nextInt()));
        }
        return now;
    }

    private static <E, V extends AbstractVector<E, V>> Held<E, V> one(
            Random random, int sort, Held<E, V> before, Held<E, V> other, E element) {
        V version = before.version;
        List<E> expected = new ArrayList<>(before.expected);
        int size = expected.size();
        int at = size == 0 ? 0 : random.nextInt(size);
        int to = at + random.nextInt(size - at + 1);
        long bits = version.bits(element);
        Object prepared = version.prepare(element);
        switch (size == 0 ? 0 : sort) {
            case 0 -> {
                expected.addLast(element);
                version = version.appendElement(bits, prepared);
            }
            case 1 -> {
                expected.addFirst(element);
                version = version.prependElement(bits, prepared);
            }
            case 2 -> {
                expected.addLast(element);
                expected.removeFirst();
                version = version.appendElement(bits, prepared).drop(1);
            }
            case 3 -> {
                expected.addFirst(element);
                expected.removeLast();
                version = version.prependElement(bits, prepared).withoutLast();
            }
            case 4 -> {
                expected.set(at, element);
                version = version.updateElement(at, bits, prepared);
            }
            case 5 -> {
                expected.add(at, element);
                version = version.insertElement(at, bits, prepared);
            }
            case 6 -> {
                expected.remove(at);
                version = version.removeAt(at);
            }
            case 7 -> {
                expected.subList(0, at / 8).clear();
                version = version.drop(at / 8);
            }
            case 8 -> {
                expected = new ArrayList<>(expected.subList(0, size - at / 8));
                version = version.take(size - at / 8);
            }
            case 9 -> {
                if (size + other.expected.size() <= MANY) {
                    expected.addAll(other.expected);
                    version = version.concat(other.version);
                }
            }
            default -> {
                expected = new ArrayList<>(expected.subList(at, to));
                version = version.slice(at, to);
            }
        }
        return new Held<>(version, expected);
    }

    @Test
    void aBuilderGoesOnFromLeavesAndFromWhatItBuilt() {
        Store store = stores.open();
        PVector.Builder<Integer> builder = PVector.builder(store, Codec.INT);
        List<Integer> expected = new ArrayList<>();
        List<PVector<Integer>> built = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            if (i % 50 == 0) {
                built.add(builder.build());
                builder = built.getLast().toBuilder();
            }
            builder.append(i);
            builder.update(i / 2, -i);
            expected.add(i);
            expected.set(i / 2, -i);
        }
        assertEquals(expected, builder.build().asList());
        for (PVector<Integer> one : built) {
            assertEquals(one.asList(), PVector.from(store, Codec.INT, one).asList());
            assertEquals(one, PVector.from(store, Codec.INT, one));
        }
        assertEquals(expected.subList(3, 900), builder.build().slice(3, 900).asList());
    }

    /** As if the elements were appended one by one. */
    @Test
    void whatIsTooMuchForTheHeapTogetherIsJoinedInTheStore() {
        assumeTrue(HeapLimit.or(1) > 0);
        Store store = stores.open(Setting.STANDARD_PLAIN);
        PVector<String> texts = PVector.from(store, Codec.STRING, Collections.nCopies(200, "x".repeat(1_000)));
        PVector<LongVector> rows =
                PVector.from(store, LongVector.codec(), Collections.nCopies(60, LongVector.of(store, 1, 2)));
        assertInstanceOf(HeapVector.class, texts.pending);
        assertInstanceOf(HeapVector.class, rows.pending);
        assertNull(texts.concat(texts).pending);
        assertNull(rows.concat(rows).pending);
        assertEquals(
                Collections.nCopies(400, "x".repeat(1_000)), texts.concat(texts).asList());
        assertEquals(
                Collections.nCopies(120, LongVector.of(store, 1, 2)),
                rows.concat(rows).asList());
        assertInstanceOf(HeapVector.class, rows.take(30).concat(rows.take(34)).pending);
    }
}
