package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Stillness;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.StoreFile;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * At writes of a process that sends to a mailbox of a file and receives from it, the process is killed. The next one receives all letters whose
 * sending returned and which the killed one had not taken, in order, and nothing else but the letter that was being sent. Then it goes on.
 */
class MailboxKillPointTest {
    private static final int FEW = 11;
    private static final int STEPS = 500;
    private static final int SOAK_SEEDS = 6;
    private static final int AFTER = 70;
    private static final String TEXT = "a text that is too long for a place of a segment, number ";

    @TempDir(factory = FileKillPointTest.InMemory.class)
    Path directory;

    private Path path;
    private Path copy;
    private FileKills kills;
    private Random random;
    private int seen;

    /** Letters that were sent and not taken. */
    private final Deque<Object> waiting = new ArrayDeque<>();

    /** The letter that is being sent. */
    private @Nullable Object pending;

    /** Whether a letter is being taken. */
    private boolean isTaking;

    /** Whether the mailbox is being removed, or was. */
    private boolean isRemoving;

    /** Letters that were taken and not opened. */
    private int taken;

    @BeforeEach
    void begin() {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
        path = directory.resolve("a.store");
        copy = directory.resolve("copy.store");
        begin(1);
    }

    private void begin(int seed) {
        kills = new FileKills(path);
        random = new Random(seed);
        seen = 0;
        waiting.clear();
    }

    private static Store open(Path file, boolean several) {
        return Store.open(file, FileKills.OPTIONS.exclusive(!several));
    }

    private static Mailbox box(Store store) {
        return Mailbox.named(store, "box");
    }

    private Object value(Store store, long number) {
        return switch (random.nextInt(5)) {
            case 0 -> TEXT + number;
            case 1 -> LongVector.of(store, 1, 2, number);
            case 2 -> PVector.of(store, Codec.STRING, TEXT + number, "b");
            case 3 ->
                List.of(
                        LongVector.of(store, number),
                        PMap.empty(store, Codec.LONG, Codec.STRING).put(number, TEXT));
            default -> number;
        };
    }

    /** What a letter is compared by, in any store. */
    private static Object plain(Object value) {
        return switch (value) {
            case PVector<?> vector -> List.copyOf(vector.asList());
            case LongVector vector -> List.copyOf(vector.asList());
            case PMap<?, ?> map -> List.copyOf(map.asMap().entrySet()).toString();
            case List<?> list -> list.stream().map(MailboxKillPointTest::plain).toList();
            default -> value;
        };
    }

    private static Object open(Letter letter) {
        return plain(Objects.requireNonNull(letter.open()));
    }

    private void send(Store store, Mailbox box, long number) {
        Object value = value(store, number);
        Object plain = plain(value);
        pending = plain;
        if (random.nextInt(4) > 0) {
            assertTrue(box.trySendValue(value));
        } else {
            assertTrue(box.trySend(Letter.of(store, value)));
        }
        waiting.add(plain);
        pending = null;
    }

    private void receive(Mailbox box, Deque<Letter> held) {
        isTaking = !waiting.isEmpty();
        Letter letter = box.poll();
        assertEquals(isTaking, letter != null);
        if (letter == null) {
            return;
        }
        Object first = waiting.remove();
        isTaking = false;
        if (random.nextInt(6) == 0) {
            held.add(letter);
            taken++;
        } else {
            assertEquals(first, open(letter));
        }
        if (held.size() > 3) {
            held.remove().close();
            taken--;
        }
    }

    /** The life of a process. */
    private void live(boolean several, int steps) {
        taken = 0;
        try (Store store = open(path, several)) {
            Stillness.withoutReclaimer(store.core(), () -> {
                Mailbox box = box(store);
                Deque<Letter> held = new ArrayDeque<>();
                while (!waiting
                        .isEmpty()) { // this life may have another row than the one before, and lanes have no order
                    // among them
                    receive(box, held);
                }
                for (int i = 0; i < steps; i++) {
                    if (random.nextInt(20) < (i % 200 < 120 ? 11 : 8)) {
                        send(store, box, i);
                    } else {
                        receive(box, held);
                    }
                    if (random.nextInt(20) == 0) {
                        Stillness.reclaim(store.core());
                    }
                    if (random.nextInt(60) == 0) {
                        box.close();
                        box = box(store);
                    }
                }
                while (!held.isEmpty()) {
                    held.remove().close();
                    taken--;
                }
            });
        }
    }

    private List<Object> receiveAll(Mailbox box) {
        List<Object> all = new ArrayList<>();
        while (box.size() > 0) {
            Letter letter = box.poll();
            if (letter != null) {
                all.add(open(letter));
            }
        }
        return all;
    }

    private void require(List<Object> received) {
        List<Object> least = new ArrayList<>(waiting);
        if (isTaking
                && !least.isEmpty()
                && (received.isEmpty() || !received.getFirst().equals(least.getFirst()))) {
            least.removeFirst();
        }
        List<Object> most = new ArrayList<>(least);
        if (pending != null) {
            most.add(pending);
        }
        if (isRemoving && received.isEmpty()) {
            return;
        }
        assertTrue(
                received.equals(least) || received.equals(most), () -> "received " + received + "\n expected " + most);
    }

    /** Does what the next process may do with the file that a kill left. */
    private void next(byte[] file, boolean several) throws IOException {
        seen++;
        StoreFile.createPrivate(copy);
        Files.write(copy, file);
        try (Store store = open(copy, several)) {
            boolean verifiesFirst = random.nextBoolean();
            if (verifiesFirst) {
                store.verify(); // what counts again must not lose letters
            }
            Mailbox box = box(store);
            if (random.nextBoolean()) {
                assertTrue(box.trySendValue("another"));
                List<Object> all = receiveAll(box);
                assertTrue(all.remove("another")); // in the row of the killed process, or another one
                require(all);
            } else {
                require(receiveAll(box));
            }
            requireLost(box);
            for (long i = 0; i < AFTER; i++) {
                assertTrue(box.trySendValue(i % 2 == 0 ? (Object) i : LongVector.of(store, i)));
            }
            assertEquals(AFTER, receiveAll(box).size());
            assertTrue(box.trySendValue("stays"));
            Stillness.reclaim(store.core());
            store.verify();
        }
        try (Store store = open(copy, several)) {
            assertEquals(0, store.verify().lostBytes(), "after a close nothing is lost");
            assertEquals(List.of("stays"), receiveAll(box(store)));
            assertTrue(Mailbox.remove(store, "box"));
            assertEquals(0, store.verify().lostBytes());
        }
    }

    /** One more or less if the process was killed as it took a letter, or opened one. */
    private void requireLost(Mailbox box) {
        if (!isRemoving) {
            int found = box.lost();
            assertTrue(
                    found == 0 || Math.abs(found - taken) <= 1,
                    () -> found + " lost, " + taken + " were taken and not opened");
        }
    }

    private void killed(FileKills.Act act, boolean several, int every) throws IOException {
        int writes = kills.during(act, FileKills.oneIn(every, random), file -> next(file, several));
        assertTrue(writes > 0 && seen > 0, () -> writes + " writes, " + seen + " seen");
    }

    private void whileItSendsAndReceives(boolean several, int every) throws IOException {
        killed(() -> live(several, STEPS), several, every);
        killed(() -> live(several, STEPS), several, every);
    }

    private void whileItIsRemoved(boolean several, int every) throws IOException {
        live(several, STEPS);
        try (Store store = open(path, several)) {
            Mailbox box = box(store);
            receive(box, new ArrayDeque<>());
            Stillness.withoutReclaimer(store.core(), () -> {
                try {
                    isRemoving = true;
                    killed(() -> assertTrue(Mailbox.remove(store, "box")), several, every);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        } finally {
            isRemoving = false;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whileItSendsAndReceives(boolean several) throws IOException {
        whileItSendsAndReceives(several, FEW);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whileItIsRemoved(boolean several) throws IOException {
        whileItIsRemoved(several, 1);
    }

    @Tag("soak")
    @Test
    void allWrites() throws IOException {
        for (int seed = 1; seed <= SOAK_SEEDS; seed++) {
            begin(seed);
            whileItSendsAndReceives(seed % 2 == 0, 1);
            whileItIsRemoved(seed % 2 == 0, 1);
            Files.delete(path);
        }
    }
}
