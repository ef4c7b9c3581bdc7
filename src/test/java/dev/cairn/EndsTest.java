package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queues, deques and stacks: changes at both ends and of elements, in any order, that go on from each other. */
@Tag("beside")
class EndsTest extends StoreTest {
    private static final int[] SIZES = {1, 7, 60, 70, 1_000, 5_000};

    private static PVector<Long> numbers(Store store, int size) {
        PVector.Builder<Long> builder = PVector.builder(store, Codec.LONG);
        for (long i = 0; i < size; i++) {
            builder.append(i);
        }
        return builder.build();
    }

    private static Deque<Long> model(int size) {
        Deque<Long> model = new ArrayDeque<>();
        for (long i = 0; i < size; i++) {
            model.add(i);
        }
        return model;
    }

    @ParameterizedTest
    @EnumSource
    void aQueueGivesWhatWasPutIn(Setting setting) {
        Store store = stores.open(setting);
        for (int size : SIZES) {
            PVector<Long> queue = numbers(store, size);
            Deque<Long> model = model(size);
            for (long i = 0; i < 3L * size; i++) {
                queue = queue.append(-i).drop(1);
                model.add(-i);
                model.remove();
            }
            assertEquals(new ArrayList<>(model), queue.asList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDequeThatIsUpdatedIsAsItsModel(Setting setting) {
        Store store = stores.open(setting);
        for (int size : SIZES) {
            PVector<Long> deque = numbers(store, size);
            List<Long> model = new ArrayList<>(model(size));
            Random random = new Random(size);
            for (long i = 0; i < 1_000; i++) {
                int at = random.nextInt(model.size());
                switch (random.nextInt(6)) {
                    case 0 -> {
                        deque = deque.append(i);
                        model.addLast(i);
                    }
                    case 1 -> {
                        deque = deque.prepend(i);
                        model.addFirst(i);
                    }
                    case 2 -> {
                        deque = deque.update(at, i);
                        model.set(at, i);
                    }
                    case 3 -> assertEquals(model.get(at), deque.get(at));
                    case 4 -> {
                        deque = model.size() > 1 ? deque.removeLast() : deque;
                        model = model.size() > 1 ? model.subList(0, model.size() - 1) : model;
                    }
                    default -> {
                        deque = model.size() > 1 ? deque.drop(1) : deque;
                        model = model.size() > 1 ? new ArrayList<>(model.subList(1, model.size())) : model;
                    }
                }
                model = new ArrayList<>(model);
            }
            assertEquals(model, deque.asList());
            assertEquals(model, new ArrayList<>(deque.toBuilder().build().asList()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoThatGoOnFromOneShortenedVersionDoNotMeet(Setting setting) {
        Store store = stores.open(setting);
        for (int size : SIZES) {
            PVector<Long> whole = numbers(store, size).append(7L);
            PVector<Long> shorter = whole.removeLast().update(0, 9L);
            PVector<Long> one = shorter.append(1L).append(10L).prepend(100L);
            PVector<Long> two = shorter.append(2L).append(20L).prepend(200L);
            assertEquals(List.of(1L, 10L), one.drop(size + 1).asList());
            assertEquals(List.of(2L, 20L), two.drop(size + 1).asList());
            assertEquals(List.of(100L, 9L), one.take(2).asList());
            assertEquals(List.of(200L, 9L), two.take(2).asList());
            assertEquals(7L, whole.last());
            assertEquals(size, shorter.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesAtTheEndsWriteLittle(Setting setting) {
        Store store = stores.open(setting);
        LongVector deque = LongVector.from(store, new long[5_000]);
        long before = store.stats().versionsMade();
        for (int i = 0; i < 1_000; i++) {
            deque = deque.prepend(i)
                    .update(i, -i)
                    .removeLast()
                    .append(i)
                    .drop(1)
                    .append(i)
                    .removeLast();
        }
        long made = store.stats().versionsMade() - before;
        assertTrue(made < 100, () -> made + " versions were written");
        assertEquals(5_000, deque.size());
    }

    @ParameterizedTest
    @EnumSource
    void readingWritesNothing(Setting setting) {
        Store store = stores.open(setting);
        LongVector longs = LongVector.from(store, new long[5_000]);
        List<LongVector> held = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            longs = longs.update(4_000 - i, 1).prepend(1).removeLast();
            held.add(longs);
        }
        long before = store.stats().versionsMade();
        for (int i = 0; i < held.size(); i++) {
            LongVector version = held.get(i);
            long[] array = version.toArray();
            assertEquals(2L * (i + 1), version.stream().sum());
            assertEquals(version.stream().sum(), version.sum());
            assertEquals(5_000, array.length);
            assertTrue(version.equals(held.get(i)) && version.hashCode() == Arrays.hashCode(array));
        }
        assertEquals(before, store.stats().versionsMade());
    }
}
