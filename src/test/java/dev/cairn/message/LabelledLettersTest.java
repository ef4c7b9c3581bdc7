package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.Threads;
import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import dev.cairn.internal.letter.LetterBridge;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    private static boolean isCollected(Store store, WeakReference<?> reference) {
        for (int round = 0; round < 50 && !reference.refersTo(null); round++) {
            store.reclaim();
        }
        return reference.refersTo(null);
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

    @ParameterizedTest
    @EnumSource
    void aCodecLivesAsLongAsALetterNeedsIt(Setting setting) {
        for (boolean isAlone : new boolean[] {true, false}) {
            Store store = stores.open(setting);
            Mailbox mailbox = Mailbox.unbounded(store);
            WeakReference<Object> read = send(mailbox, isAlone);
            WeakReference<Object> unread = send(mailbox, isAlone);
            WeakReference<Object> forwarded = send(mailbox, isAlone);
            for (int round = 0; round < 3; round++) {
                store.reclaim();
            }
            Letter letter = Objects.requireNonNull(mailbox.poll());
            store.reclaim();
            assertEquals("a", vector(Objects.requireNonNull(letter.open())).get(0));
            Objects.requireNonNull(mailbox.poll()).close();
            Mailbox other = Mailbox.unbounded(store);
            assertTrue(other.trySend(Objects.requireNonNull(mailbox.poll())));
            assertTrue(isCollected(store, read));
            assertTrue(isCollected(store, unread));
            assertFalse(forwarded.refersTo(null));
            assertEquals(
                    "a",
                    vector(Objects.requireNonNull(
                                    Objects.requireNonNull(other.poll()).open()))
                            .get(0));
            assertTrue(isCollected(store, forwarded));
            assertEquals(0, mailbox.size() + other.size());
        }
    }

    @Test
    void aClosedMailboxKeepsNoCodec() {
        Store store = stores.open();
        Mailbox mailbox = Mailbox.unbounded(store);
        WeakReference<Object> waiting = send(mailbox, true);
        mailbox.close();
        assertTrue(isCollected(store, waiting));
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
            store.reclaim();
            store.reclaim();
        }
        assertTrue(labels(store) - before < 10 * MANY, () -> labels(store) + " labels");
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
