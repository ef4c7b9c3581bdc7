package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.life.Drain;
import dev.cairn.message.Mailbox;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A version that goes to many places needs one header for most of them. */
class KeptHeaderTest extends StoreTest {
    private static final int MANY = 300;

    private static long headers(Store store) {
        Drain.of(store.core());
        var kind = store.stats().byKind().get("header");
        return kind == null ? 0 : kind.nodes();
    }

    private static PMap<Long, LongVector> fill(LongVector value, int from, int to) {
        PMap<Long, LongVector> map = PMap.empty(value.store(), Codec.LONG, LongVector.codec());
        for (long i = from; i < to; i++) {
            map = map.put(i, value);
        }
        return map.foldedVersion();
    }

    @ParameterizedTest
    @EnumSource
    void elementsShareAHeader(Setting setting) {
        Store store = stores.open(setting);
        LongVector value = LongVector.of(store, 1, 2, 3);
        PMap<Long, LongVector> map = fill(value, 0, MANY);
        assertTrue(map.asMap().values().stream().allMatch(value::equals));
        assertEquals(2, headers(store));
        store.verify();
    }

    @Test
    void lettersShareAHeader() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        LongVector value = LongVector.of(store, 1, 2, 3);
        for (int i = 0; i < MANY; i++) {
            mailbox.trySendValue(value);
        }
        long made = headers(store); // of a version on the heap, the first letter has one, the second, and all others
        assertTrue(made <= 3, () -> made + " headers");
        for (int i = 0; i < MANY; i++) {
            assertEquals(value, Objects.requireNonNull(mailbox.poll()).open());
        }
    }

    /** Its base lives as long as the store; the header must not. */
    @Test
    void thatOfAnEmptyVersionIsNotKept() {
        Store store = stores.open();
        PMap<Long, LongVector> map = fill(LongVector.empty(store), 0, MANY);
        assertTrue(headers(store) > 2);
        assertEquals(LongVector.empty(store), map.get(3L));
    }

    @ParameterizedTest
    @EnumSource
    void versionsOfOneBaseHaveHeadersOfTheirOwn(Setting setting) {
        Store store = stores.open(setting);
        LongVector one = LongVector.of(store, 1);
        LongVector two = one.append(2);
        PVector<LongVector> all = PVector.empty(store, LongVector.codec());
        for (int i = 0; i < MANY; i++) {
            all = all.append(i % 3 == 0 ? one : two);
        }
        for (int i = 0; i < MANY; i++) {
            assertEquals(i % 3 == 0 ? one : two, all.get(i));
        }
        store.verify();
    }

    @Test
    void threadsShareAVersion() throws InterruptedException {
        Store store = stores.open();
        for (int round = 0; round < 50; round++) {
            LongVector value = LongVector.of(store, round);
            Threads.run(4, thread -> {
                PMap<Long, LongVector> map = fill(value, thread * MANY, thread * MANY + 20);
                store.verify();
                assertTrue(map.asMap().values().stream().allMatch(value::equals));
            });
        }
    }

    @Test
    void whatAScopeMadeDiesWithIt() {
        Store store = stores.open();
        PMap<Long, LongVector> kept;
        try (Scope scope = store.scope()) {
            kept = scope.keep(fill(LongVector.of(store, 1, 2), 0, MANY));
        }
        assertEquals(2, headers(store));
        assertEquals(LongVector.of(store, 1, 2), kept.get(MANY - 1L));
    }

    /** The store has no block for a moment: at the header's first writing, its second, or the node's that is to name it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void aChangeThatIsTriedAgainKeepsItsCounts(int failing) {
        Store store = stores.open();
        Allocator allocator = store.core().allocator();
        LongVector value = LongVector.of(store, failing);
        PMap<Long, LongVector> empty = fill(value, 0, 0);
        allocator.failAt(failing);
        PMap<Long, LongVector> map =
                empty.put(1L, value).put(2L, value).put(3L, value).put(4L, value);
        assertTrue(map.asMap().values().stream().allMatch(value::equals));
        store.verify();
        allocator.failAt(0);
        assertTrue(headers(store) <= 2);
    }
}
