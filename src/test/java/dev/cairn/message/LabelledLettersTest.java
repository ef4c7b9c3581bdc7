package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Reclaims;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.Threads;
import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.DescriptorTable;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codecs of collections in letters: each is kept as long as a letter needs it, and no longer. */
class LabelledLettersTest extends StoreTest {
    private static final int MANY = 500;

    /** Another one for each call. */
    private static Codec<String> texts() {
        return Codec.ofBytes(String::getBytes, String::new);
    }

    /** Another one for each call. */
    private static Codec<Long> numbers() {
        return Codec.of(new Encoding<Long>() {
            @Override
            public int width() {
                return Long.BYTES;
            }

            @Override
            public void encode(Long value, SlotWriter out) {
                out.putLong(0, value);
            }

            @Override
            public Long decode(SlotReader in) {
                return in.getLong(0);
            }
        });
    }

    private static int labels(Store store) {
        return LetterBridge.get().core(store).labels().size();
    }

    private static void assertCollected(Collection<Store> all, Stream<WeakReference<?>> references) {
        List<WeakReference<?>> left = new ArrayList<>(references.toList());
        for (int round = 0; round < 50 && !left.isEmpty(); round++) {
            Reclaims.all(all);
            left.removeIf(reference -> reference.refersTo(null));
        }
        assertEquals(List.of(), left);
    }

    /** Sends vectors of a codec that nobody else has; returns that. */
    private static WeakReference<Object> send(Mailbox mailbox, boolean isAlone) {
        Codec<String> codec = texts();
        PVector<String> vector = PVector.of(mailbox.store(), codec, "a", "a long text that needs a block of its own");
        assertTrue(mailbox.trySendValue(isAlone ? vector : List.of(1, vector, vector)));
        return new WeakReference<>(codec);
    }

    private static PVector<?> vector(Object value) {
        return value instanceof List<?> parts ? (PVector<?>) parts.get(2) : (PVector<?>) value;
    }

    /** Three letters that go different ways, and the codecs of their vectors. */
    private record Ways(
            Mailbox mailbox,
            Mailbox other,
            WeakReference<Object> read,
            WeakReference<Object> unread,
            WeakReference<Object> forwarded) {
        static Ways of(Store store, boolean isAlone) {
            Mailbox mailbox = Mailbox.unbounded(store);
            return new Ways(
                    mailbox,
                    Mailbox.unbounded(store),
                    send(mailbox, isAlone),
                    send(mailbox, isAlone),
                    send(mailbox, isAlone));
        }

        Letter poll() {
            return Objects.requireNonNull(mailbox.poll());
        }

        void goOn() {
            poll().close();
            assertTrue(other.trySend(poll()));
        }
    }

    private static Object first(Letter letter) {
        return vector(Objects.requireNonNull(letter.open())).get(0);
    }

    @Test
    void aCodecLivesAsLongAsALetterNeedsIt() {
        List<Store> all = Stream.of(Setting.values())
                .flatMap(setting -> Stream.of(stores.open(setting), stores.open(setting)))
                .toList();
        List<Ways> ways = IntStream.range(0, all.size())
                .mapToObj(i -> Ways.of(all.get(i), i % 2 == 0))
                .toList();
        for (int round = 0; round < 3; round++) {
            Reclaims.all(all);
        }
        List<Letter> letters = new ArrayList<>(ways.stream().map(Ways::poll).toList());
        Reclaims.all(all);
        letters.forEach(letter -> assertEquals("a", first(letter)));
        letters.clear();
        ways.forEach(Ways::goOn);
        assertCollected(all, ways.stream().flatMap(way -> Stream.of(way.read, way.unread)));
        for (Ways way : ways) {
            assertFalse(way.forwarded.refersTo(null));
            assertEquals("a", first(Objects.requireNonNull(way.other.poll())));
        }
        assertCollected(all, ways.stream().map(Ways::forwarded));
        ways.forEach(way -> assertEquals(0, way.mailbox.size() + way.other.size()));
    }

    @Test
    void aClosedMailboxKeepsNoCodec() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        WeakReference<Object> waiting = send(mailbox, true);
        mailbox.close();
        assertCollected(List.of(store), Stream.of(waiting));
    }

    @Test
    void codecsMadePerCallHaveHashesOfTheirOwn() {
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            hashes.add(texts().hashCode());
            hashes.add(numbers().hashCode());
            hashes.add(PVector.codec(texts()).hashCode());
            hashes.add(PMap.codec(numbers(), texts()).hashCode());
        }
        assertTrue(hashes.size() > 3 * MANY, () -> hashes.size() + " hashes of " + 4 * MANY);
    }

    @Test
    void numbersAreGivenAgain() {
        Store store = stores.open();
        int before = labels(store);
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < MANY; i++) {
                Codec<?> codec = i % 2 == 0 ? numbers() : PVector.codec(numbers());
                Letter.of(store, PVector.empty(store, codec)).close();
            }
            if (round % 4 == 3) {
                store.reclaim();
                store.reclaim();
            }
        }
        assertTrue(labels(store) - before < 10 * MANY, () -> labels(store) + " labels");
        DescriptorTable descriptors = LetterBridge.get().core(store).descriptors();
        assertTrue(descriptors.size() < 10 * MANY, () -> descriptors.size() + " descriptors");
    }

    @Test
    void oneVersionMayGoToManyAndBack() throws InterruptedException {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        PVector<LongVector> rows = PVector.of(store, LongVector.codec(), LongVector.of(store, 1, 2, 3));
        Threads.run(4, thread -> {
            Mailbox mailbox = Mailbox.unbounded(store);
            for (int i = 0; i < 1_000; i++) {
                PVector<LongVector> sent = i % 3 == 0 ? rows : rows.append(LongVector.of(store, i));
                Object value = i % 2 == 0 ? sent : List.<Object>of(sent, rows.get(0));
                assertTrue(mailbox.trySendValue(value));
                Object received = Objects.requireNonNull(
                        Objects.requireNonNull(mailbox.poll()).open());
                assertEquals(sent, received instanceof List<?> parts ? parts.get(0) : received);
            }
        });
        assertNotEquals(0, labels(store));
    }
}
