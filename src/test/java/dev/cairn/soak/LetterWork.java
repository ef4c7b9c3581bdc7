package dev.cairn.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.LongVector;
import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Mailboxes that all threads send to and receive from, and close; letters that are opened, read in place, closed, sent on, held for a
 * while, or forgotten. What was sent was received or dropped, once.
 */
final class LetterWork extends Workload {
    private static final int BOXES = 8;
    private static final int CAPACITY = 200;
    private static final int HELD_MOST = 100;

    private final Store store;
    private final AtomicReferenceArray<Mailbox> boxes = new AtomicReferenceArray<>(BOXES);
    private final Queue<Letter> held = new ConcurrentLinkedQueue<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    LetterWork(Store store) {
        super("mailboxes of letters");
        this.store = store;
        for (int i = 0; i < BOXES; i++) {
            boxes.set(i, mailbox(i));
        }
        add("send", 60, this::send);
        add("receive", 50, this::receive);
        add("use what is held", 10, this::useHeld);
        add("close and sweep", 1, random -> replace(random.nextInt(BOXES)));
    }

    private Mailbox mailbox(int number) {
        return number % 2 == 0 ? Mailbox.unbounded(store) : Mailbox.bounded(store, CAPACITY);
    }

    private Mailbox any(RandomGenerator random) {
        return boxes.get(random.nextInt(BOXES));
    }

    private Object value(RandomGenerator random) {
        long number = random.nextLong(1L << 40);
        return switch (random.nextInt(4)) {
            case 0 -> number;
            case 1 -> vector(number);
            case 2 -> List.of(number, vector(number));
            default -> Long.toString(number).repeat(9);
        };
    }

    private LongVector vector(long number) {
        return LongVector.of(store, number, -number, number);
    }

    private void check(Object value) {
        switch (value) {
            case Long _ -> {}
            case LongVector vector -> assertEquals(vector(vector.get(0)), vector);
            case List<?> list -> assertEquals(vector((Long) list.get(0)), list.get(1));
            case String text ->
                assertEquals(text, text.substring(0, text.length() / 9).repeat(9));
            default -> throw new AssertionError(value);
        }
    }

    private void send(RandomGenerator random) {
        for (int i = random.nextInt(1, 100); i > 0; i--) {
            Object value = value(random);
            Mailbox box = any(random);
            if (random.nextBoolean()) {
                count(box.trySendValue(value));
            } else {
                send(box, Letter.of(store, value), random);
            }
        }
    }

    private void send(Mailbox box, Letter letter, RandomGenerator random) {
        boolean done = random.nextInt(8) == 0 ? box.trySendSystem(letter) : box.trySend(letter);
        count(done);
        if (!done && random.nextBoolean()) {
            letter.close();
        }
    }

    private void count(boolean done) {
        if (done) {
            sent.increment();
        }
    }

    private void receive(RandomGenerator random) {
        Mailbox box = any(random);
        for (int i = random.nextInt(1, 150); i > 0; i--) {
            Letter letter = box.poll();
            if (letter == null) {
                return;
            }
            received.increment();
            use(letter, random);
            giveWay(random);
        }
    }

    private void use(Letter letter, RandomGenerator random) {
        switch (random.nextInt(8)) {
            case 0 -> letter.close();
            case 1 -> check(letter.reader().decode());
            case 2 -> send(any(random), letter, random);
            case 3 -> {
                if (held.size() < HELD_MOST) {
                    held.add(letter);
                }
            }
            case 4 -> {
                try (Scope _ = store.scope()) {
                    check(letter.open());
                }
            }
            default -> check(letter.open());
        }
    }

    private void useHeld(RandomGenerator random) {
        Letter letter = held.poll();
        if (letter != null) {
            use(letter, random);
        }
    }

    private void replace(int number) {
        dropped.add(boxes.getAndSet(number, mailbox(number)).closeAndCount().letters());
    }

    @Override
    void end() {
        for (int i = 0; i < BOXES; i++) {
            dropped.add(boxes.getAndSet(i, null).closeAndCount().letters());
        }
        held.clear();
        assertEquals(sent.sum(), received.sum() + dropped.sum());
    }
}
