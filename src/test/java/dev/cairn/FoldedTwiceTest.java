package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two threads write the waiting changes of one version at once; what the first made must be what all go on with. */
@Timeout(60)
class FoldedTwiceTest extends StoreTest {
    private static final int SIZE = 100;

    private final CountDownLatch slowBegan = new CountDownLatch(1);
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final CountDownLatch slowEnded = new CountDownLatch(1);

    /** A key that is compared by this code, so that a thread can be stopped while it writes changes. */
    private final class Key {
        final int number;

        Key(int number) {
            this.number = number;
        }

        @Override
        public int hashCode() {
            return number;
        }

        @Override
        public boolean equals(Object other) {
            if (Thread.currentThread().getName().equals("slow")) {
                slowBegan.countDown();
                await(slowMayEnd);
            }
            return other instanceof Key key && number == key.number;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private PMap<Key, String> map(Store store, String text) {
        PMap.Builder<Key, String> builder = PMap.builder(store, Codec.object(), Codec.STRING);
        for (int i = 0; i < SIZE; i++) {
            builder.put(new Key(i), text + i);
        }
        return builder.build();
    }

    /** Lets another thread begin to write what waits in {@code map}. */
    private Thread foldSlowly(PMap<Key, String> map) {
        Thread slow = Thread.ofPlatform().daemon().name("slow").start(() -> {
            map.foldedBase();
            slowEnded.countDown();
        });
        await(slowBegan);
        return slow;
    }

    @ParameterizedTest
    @EnumSource
    void theVersionStaysTheSame(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        PMap<Key, String> map = map(store, "a text longer than its slot ");
        PMap<Key, String> next = map.put(new Key(1), "another");
        Thread slow = foldSlowly(next);
        Atom<PMap<Key, String>> atom = store.atom("a", next);
        Object base = next.foldedBase();
        slowMayEnd.countDown();
        slow.join();
        assertSame(base, next.foldedBase());
        assertTrue(atom.compareAndSet(next, map));
        store.removeAtom("a");
    }

    /** All that a merge found in one base is read, although users' code runs meanwhile. */
    @ParameterizedTest
    @EnumSource
    void whatAnOperationFoundStays(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        PMap<Key, String> other = map(store, "a text of the other side, longer than its slot ");
        PMap<Key, String> next = map(store, "a text longer than its slot ");
        Map<Integer, String> expected = new HashMap<>();
        for (int i = 0; i < SIZE; i++) {
            String text = "a text that was put later, longer than its slot " + i;
            next = i % 3 == 0 ? next.put(new Key(i), text) : next;
            expected.put(i, next.get(new Key(i)) + other.get(new Key(i)));
        }
        PMap<Key, String> waiting = next;
        next = null;
        Thread slow = foldSlowly(waiting);
        PMap<Key, String> merged = waiting.merge(other, (a, b) -> {
            if (slowMayEnd.getCount() > 0) {
                slowMayEnd.countDown();
                await(slowEnded);
                store.reclaim();
                for (int i = 0; i < 10; i++) {
                    map(store, "a text where something else lay before ");
                }
            }
            return a + b;
        });
        slow.join();
        store.verify();
        Map<Integer, String> seen = new HashMap<>();
        merged.forEach((key, value) -> seen.put(key.number, value));
        assertEquals(expected, seen);
    }
}
