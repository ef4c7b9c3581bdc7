package dev.cairn.kill;

import dev.cairn.Atom;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Atoms, scopes, and letters of all forms through mailboxes: received, read in place, held, sent on, and closed. */
final class LetterProgram extends Program {
    private static final int BOXES = 4;
    private static final int NAMED = BOXES - 1;
    private static final String NAME = "box";
    private static final int NAMES = 5;
    private static final int HELD_MOST = 12;

    private final Mailbox[] boxes = new Mailbox[BOXES];
    private final List<Letter> held = new ArrayList<>();
    private PMap<String, Long> map;
    private LongVector longs;

    LetterProgram(Store store, Random random) {
        super(store, random);
        this.map = PMap.empty(store, Codec.STRING, Codec.LONG);
        this.longs = LongVector.from(store, LongStream.range(0, 200));
        for (int i = 0; i < BOXES; i++) {
            boxes[i] = box(i);
        }
        add(this::change);
        for (int i = 0; i < 4; i++) {
            add(this::send);
            add(this::receive);
        }
        add(this::useHeld);
        add(this::useAtoms);
        add(this::useScope);
        add(() -> {
            int i = random.nextInt(BOXES);
            boxes[i].close();
            if (i == NAMED && random.nextBoolean()) {
                Mailbox.remove(store, NAME);
            }
            boxes[i] = box(i);
        });
    }

    @Override
    void end() {
        super.end();
        held.clear();
        for (Mailbox box : boxes) {
            box.close();
        }
        Mailbox.remove(store, NAME);
        for (int i = 0; i < NAMES; i++) {
            store.removeAtom("atom" + i);
        }
    }

    private Mailbox box(int number) {
        if (number == NAMED) {
            return Mailbox.named(store, NAME);
        }
        return number == 0 ? Mailbox.bounded(store, 150) : Mailbox.unbounded(store);
    }

    private Mailbox any() {
        return boxes[random.nextInt(BOXES)];
    }

    private void change() {
        map = map.put("k" + random.nextInt(90), random.nextLong());
        longs = longs.append(1).update(random.nextInt(longs.size()), 2);
    }

    private Object value() {
        return switch (random.nextInt(7)) {
            case 0 -> text();
            case 1 -> map;
            case 2 -> longs;
            case 3 -> List.of(map, "and a text", longs, text());
            case 4 -> LongVector.of(store, 1, 2, random.nextLong());
            case 5 -> PVector.of(store, Codec.STRING, text(), text());
            default -> random.nextLong();
        };
    }

    private void send() {
        Mailbox box = any();
        for (int i = random.nextInt(40); i > 0; i--) {
            if (random.nextInt(3) > 0) {
                box.trySendValue(random.nextBoolean() ? (Object) 7L : value());
            } else {
                Letter letter = Letter.of(store, value());
                boolean done = random.nextInt(5) == 0 ? box.trySendSystem(letter) : box.trySend(letter);
                if (!done) {
                    letter.close();
                }
            }
        }
    }

    private void receive() {
        Mailbox box = any();
        for (int i = random.nextInt(60); i > 0; i--) {
            Letter letter = box.poll();
            if (letter == null) {
                return;
            }
            use(letter);
        }
    }

    private void use(Letter letter) {
        switch (random.nextInt(7)) {
            case 0 -> letter.close();
            case 1 -> keep(letter.reader().decode());
            case 2 -> any().trySend(letter);
            case 3 -> hold(letter);
            case 4 -> letter.reader();
            default -> keepIfAny(letter.open());
        }
    }

    private void keepIfAny(@Nullable Object opened) {
        if (opened != null) {
            keep(opened);
        }
    }

    private void hold(Letter letter) {
        held.add(letter);
        if (held.size() > HELD_MOST) {
            held.remove(random.nextInt(held.size()));
        }
    }

    private void useHeld() {
        if (!held.isEmpty()) {
            use(held.remove(random.nextInt(held.size())));
        }
    }

    private void useAtoms() {
        String name = "atom" + random.nextInt(NAMES);
        Atom<PMap<String, Long>> atom = store.atom(name, map);
        atom.updateAndGet(before -> before.put("z" + random.nextInt(50), 1L));
        keep(atom.get());
        keep(store.<PMap<String, Long>>atom(name, map).getAndSet(map));
        if (random.nextInt(3) == 0) {
            store.removeAtom(name);
        }
    }

    private void useScope() {
        try (Scope scope = store.scope()) {
            LongVector changed = longs.toBuilder().append(3).update(0, 1).build();
            store.atom("atom0", map).set(map.put("in a scope", changed.get(0)));
            map = scope.keep(map.toBuilder().put("kept", 1L).build());
        }
    }
}
