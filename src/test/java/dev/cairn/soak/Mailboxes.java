package dev.cairn.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.Atom;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.program.Subjects;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/** An atom of a map of vectors to which all threads append messages, and from which they take them: none gets lost. */
final class Mailboxes extends Workload {
    private static final String NAME = "mailboxes";
    private static final int BOXES = 120;

    private final Store store;
    private final PVector<Long> empty;
    private final Balance sent = new Balance();
    private final Balance taken = new Balance();

    private record Balance(LongAdder count, LongAdder sum) {
        Balance() {
            this(new LongAdder(), new LongAdder());
        }

        void add(PVector<Long> messages) {
            count.add(messages.size());
            messages.forEach(sum::add);
        }
    }

    Mailboxes(Store store) {
        super("an atom of mailboxes");
        this.store = store;
        this.empty = PVector.empty(store, Codec.LONG);
        store.atom(NAME, none());
        add("send", 50, this::send);
        add("send to many", 10, this::sendToMany);
        add("read", 10, this::read);
        add("take", 30, this::take);
        add("take all", 1, random -> takeAll());
    }

    private Atom<PMap<String, PVector<Long>>> atom() {
        return store.atom(NAME);
    }

    private PMap<String, PVector<Long>> none() {
        return PMap.empty(store, Codec.STRING, PVector.codec(Codec.LONG));
    }

    private static String box(RandomGenerator random) {
        return box(random.nextInt(BOXES));
    }

    private static String box(int number) {
        return Subjects.text(4 * number + 1 + number % 3);
    }

    /** Messages that say by their remainder for which box they are. */
    private PVector<Long> messages(int box, RandomGenerator random) {
        PVector<Long> messages = empty;
        for (int i = random.nextInt(1, 70); i > 0; i--) {
            messages = messages.append(random.nextLong(1L << 40) * BOXES + box);
        }
        return messages;
    }

    private static PVector<Long> joined(PVector<Long> before, PVector<Long> more) {
        return before == null ? more : before.appendAll(more);
    }

    private void send(RandomGenerator random) {
        int box = random.nextInt(BOXES);
        PVector<Long> messages = messages(box, random);
        atom().updateAndGet(boxes -> boxes.compute(box(box), (name, before) -> {
            giveWay(random);
            return joined(before, messages);
        }));
        sent.add(messages);
    }

    private void sendToMany(RandomGenerator random) {
        PMap<String, PVector<Long>> many = none();
        for (int i = random.nextInt(20); i > 0; i--) {
            int box = random.nextInt(BOXES);
            many = many.put(box(box), messages(box, random));
        }
        atom().accumulateAndGet(many, (boxes, more) -> boxes.merge(more, Mailboxes::joined));
        many.forEach((name, messages) -> sent.add(messages));
    }

    private void read(RandomGenerator random) {
        int box = random.nextInt(BOXES);
        PVector<Long> messages = atom().get().get(box(box));
        if (messages != null) {
            messages.forEach(message -> assertEquals(box, message % BOXES));
        }
    }

    private void take(RandomGenerator random) {
        String box = box(random);
        PVector<Long> messages = atom().getAndUpdate(boxes -> boxes.remove(box)).get(box);
        if (messages != null) {
            taken.add(messages);
        }
    }

    private void takeAll() {
        for (Map.Entry<String, PVector<Long>> box : atom().getAndSet(none())) {
            taken.add(box.getValue());
        }
    }

    @Override
    void end() {
        takeAll();
        assertEquals(sent.count.sum(), taken.count.sum(), "messages");
        assertEquals(sent.sum.sum(), taken.sum.sum(), "their sum");
        store.removeAtom(NAME);
    }
}
