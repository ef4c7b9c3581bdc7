package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import dev.cairn.message.OtherReceiverException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes send to one mailbox, one receives, and all are killed at random. */
class MailboxTortureTest {
    private static final int SENDERS = 3;
    private static final int KILLS = Integer.getInteger("cairn.test.kills", 10);
    private static final int CAPACITY = 300;
    private static final int LOG_NUMBERS = 8 << 20;

    /** Where a log has how long its process sent a letter, or looked for one, at most. */
    private static final int LONGEST = LOG_NUMBERS - 1;

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final String TEXT = "a text that is too long for a place of a segment, number ";

    @TempDir
    Path directory;

    private static StoreOptions options() {
        return StoreOptions.defaults().maxBytes(64L << 20);
    }

    private static Mailbox box(Store store) {
        return Mailbox.named(MessageOptions.defaults().store(store), "box", CAPACITY);
    }

    /** The numbers of the letters that a process has opened, or what it has sent, in a file of its own. */
    private static SharedNumbers log(Path path) throws IOException {
        return SharedNumbers.of(path, LOG_NUMBERS);
    }

    /** Notes in a log, whose first number says how many follow, one more. */
    private static void add(SharedNumbers log, long value) {
        log.set(1 + (int) log.get(0), value);
        log.increment(0);
    }

    private static Object value(Store store, long number) {
        return switch ((int) (number % 4)) {
            case 0 -> List.of(number, TEXT + number);
            case 1 -> LongVector.of(store, number, number);
            case 2 -> List.of(number, PVector.of(store, Codec.STRING, TEXT + number));
            default -> number;
        };
    }

    private static long number(Object value) {
        return switch (value) {
            case LongVector vector -> vector.get(1);
            case List<?> list -> (Long) list.getFirst();
            default -> (Long) value;
        };
    }

    /** A process of its own. Its log has the number of the letter that it sends, and how many it has sent. */
    static final class Sender {
        private Sender() {}

        public static void main(String[] arguments) throws Exception {
            long key = Long.parseLong(arguments[1]) << Integer.SIZE;
            SharedNumbers log = log(Path.of(arguments[2]));
            try (Store store = Store.open(Path.of(arguments[0]), options())) {
                Mailbox box = box(store);
                System.out.println("ready");
                for (long i = 0; ; i++) {
                    Object value = value(store, key + i);
                    log.set(0, i + 1);
                    if (!(i % 3 == 0 ? box.send(Letter.of(store, value)) : sends(box, value, log))) {
                        throw new AssertionError("not sent: " + i);
                    }
                    log.set(1, i + 1);
                }
            } catch (Throwable e) {
                e.printStackTrace();
                System.exit(1);
            }
        }
    }

    /** As {@link Mailbox#sendValue}. Notes how long it took, unless there was no room. */
    private static boolean sends(Mailbox box, Object value, SharedNumbers log) throws InterruptedException {
        long began = System.nanoTime();
        boolean isSent = box.trySendValue(value);
        log.raise(LONGEST, System.nanoTime() - began);
        return isSent || box.sendValue(value);
    }

    /** A process of its own. Its log has the numbers of the letters that it has opened. */
    static final class Receiver {
        private Receiver() {}

        public static void main(String[] arguments) throws Exception {
            SharedNumbers log = log(Path.of(arguments[2]));
            try (Store store = Store.open(Path.of(arguments[0]), options())) {
                Mailbox box = box(store);
                System.out.println("ready");
                List<Letter> taken = new ArrayList<>();
                Random random = new Random();
                while (true) {
                    for (int i = random.nextInt(5); i >= 0; i--) {
                        long began = System.nanoTime();
                        Letter first = poll(box);
                        log.raise(LONGEST, System.nanoTime() - began);
                        taken.add(first == null ? receive(box) : first);
                    }
                    for (Letter letter : taken) {
                        add(log, number(Objects.requireNonNull(letter.open())));
                    }
                    taken.clear();
                }
            } catch (Throwable e) {
                e.printStackTrace();
                System.exit(1);
            }
        }
    }

    /** The process that has just been killed may seem alive for a moment. */
    private static Letter receive(Mailbox box) throws InterruptedException {
        while (true) {
            try {
                return Objects.requireNonNull(box.receive());
            } catch (OtherReceiverException e) {
                Thread.onSpinWait();
            }
        }
    }

    private record Child(long key, ChildProcess running, SharedNumbers log) {
        void kill() throws InterruptedException {
            running.killLiving();
        }
    }

    private Child start(Class<?> program, Path path, long key) throws IOException {
        Path log = directory.resolve("log " + key);
        ChildProcess running =
                ChildProcess.start(List.of(), program, path.toString(), Long.toString(key), log.toString());
        running.require("ready");
        return new Child(key, running, log(log));
    }

    @Test
    void noLetterThatWasSentIsLost() throws IOException, InterruptedException {
        Path path = directory.resolve("a.store");
        Random random = new Random();
        List<Child> living = new ArrayList<>();
        List<Child> senders = new ArrayList<>();
        List<Child> receivers = new ArrayList<>();
        SharedNumbers own = log(directory.resolve("own"));
        int lost = 0;
        int killedReceivers = 0;
        try (Store store = Store.open(path, options())) {
            try {
                long next = 1;
                receivers.add(start(Receiver.class, path, next++));
                for (int kill = 0; kill < KILLS; kill++) {
                    while (living.size() < SENDERS) {
                        living.add(start(Sender.class, path, next++));
                        senders.add(living.getLast());
                    }
                    LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_NANOS));
                    if (random.nextInt(3) == 0) {
                        receivers.getLast().kill();
                        killedReceivers++;
                        receivers.add(start(Receiver.class, path, next++));
                    } else {
                        living.remove(random.nextInt(living.size())).kill();
                    }
                    CrewTest.unlessInUse(store::verify);
                }
                for (Child child : living) {
                    child.kill();
                }
                receivers.getLast().kill();
                killedReceivers++;
                lost = receiveRest(store, own);
                CrewTest.unlessInUse(store::verify);
            } finally {
                senders.forEach(child -> child.running.process().destroyForcibly());
                receivers.forEach(child -> child.running.process().destroyForcibly());
            }
        }
        List<SharedNumbers> logs =
                new ArrayList<>(receivers.stream().map(Child::log).toList());
        logs.add(own);
        String letters = requireAll(senders, logs, lost, killedReceivers);
        try (Store last = Store.open(path, StoreOptions.defaults())) {
            long lostBytes = last.verify().lostBytes();
            assertTrue(Mailbox.remove(last, "box"));
            last.reclaim();
            Verification left = last.verify();
            assertEquals(0, left.lostBytes());
            System.out.printf(
                    Locale.ROOT,
                    "%d kills; %s; %d bytes lost, %d live, %d counted again; no sending and no look for a letter"
                            + " took more than %.1f ms%n",
                    senders.size() + receivers.size(),
                    letters,
                    lostBytes,
                    last.stats().liveBytes(),
                    left.bytes(),
                    longestNanos(senders, receivers) / 1e6);
        }
    }

    private static long longestNanos(List<Child> senders, List<Child> receivers) {
        return Stream.concat(senders.stream(), receivers.stream())
                .mapToLong(child -> child.log.get(LONGEST))
                .max()
                .orElse(0);
    }

    /** Receives what is left, as all others are dead; returns how many letters receivers had taken and not opened. */
    private static int receiveRest(Store store, SharedNumbers own) {
        Mailbox box = box(store);
        while (box.size() > 0) {
            Letter letter = poll(box);
            if (letter != null) {
                add(own, number(Objects.requireNonNull(letter.open())));
            }
        }
        return box.lost();
    }

    /** As {@link #receive}, but does not wait. */
    private static @Nullable Letter poll(Mailbox box) {
        try {
            return box.poll();
        } catch (OtherReceiverException e) {
            return null;
        }
    }

    /**
     * Each letter came once, and those of a sender in order. What is missing was lost with a receiver, or opened by one that was killed before it
     * wrote that. Returns figures.
     */
    private static String requireAll(List<Child> senders, List<SharedNumbers> logs, int lost, int killedReceivers) {
        Map<Long, TreeSet<Long>> received = new HashMap<>();
        for (SharedNumbers log : logs) {
            for (int i = 1; i <= log.get(0); i++) {
                long number = log.get(i) & 0xFFFF_FFFFL;
                TreeSet<Long> ofSender = received.computeIfAbsent(log.get(i) >>> Integer.SIZE, _ -> new TreeSet<>());
                assertTrue(ofSender.isEmpty() || ofSender.last() < number, "in order, and once");
                ofSender.add(number);
            }
        }
        long sent = 0;
        long missing = 0;
        for (Child sender : senders) {
            TreeSet<Long> there = received.getOrDefault(sender.key, new TreeSet<>());
            long begun = sender.log.get(0);
            long done = sender.log.get(1);
            assertTrue(there.isEmpty() || there.last() < begun);
            sent += done;
            missing += done - there.headSet(done).size();
        }
        String text = sent + " sent, " + missing + " missing, " + lost + " lost by " + killedReceivers + " kills";
        assertTrue(sent > 0 && lost - killedReceivers <= missing && missing <= lost + killedReceivers, text);
        return text;
    }
}
