package dev.cairn;

import dev.cairn.codec.Codec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A process that writes all stores that it is told to open, and checks that its own versions stay as they are. */
final class Churner {
    /** Its answer to each command. */
    static final String DONE = "> done";

    private static final int STEPS = 10;
    private static final long PAUSE_NANOS = 100_000;
    private static final int KEYS = 300;
    private static final int HELD_MAX = 5;

    /** The name of its atom, which is there as long as it has the store open. */
    static final String ATOM = "of the process beside";

    private final Store store;
    private final Random random;

    /** What the atom has. */
    private final Map<Long, Long> model = new HashMap<>();

    private final Deque<Held> held = new ArrayDeque<>();

    private Churner(Store store, long seed) {
        this.store = store;
        this.random = new Random(seed);
    }

    /** A version, and what it must have. */
    private record Held(PMap<Long, Long> version, Map<Long, Long> content) {
        void check() {
            if (!version.asMap().equals(content)) {
                throw new AssertionError("a version has " + version + " and not " + content);
            }
        }
    }

    public static void main(String[] arguments) {
        try {
            run();
        } catch (Throwable e) {
            e.printStackTrace();
            System.err.flush();
            Runtime.getRuntime().halt(1); // as if it was killed
        }
    }

    private static void run() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<String, Churner> open = new LinkedHashMap<>();
        while (true) {
            if (open.isEmpty() || commands.ready()) {
                String command = commands.readLine();
                if (command == null) {
                    return;
                }
                obey(command.split(" "), open);
                System.out.println(DONE);
            }
            open.values().forEach(Churner::steps);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void obey(String[] words, Map<String, Churner> open) {
        if (words[0].equals("open")) {
            open.put(words[1], new Churner(Store.open(Path.of(words[1]), options(words)), words[1].hashCode()));
        } else {
            open.remove(words[1]).leave();
        }
    }

    private static StoreOptions options(String[] words) {
        StoreOptions options = StoreOptions.defaults()
                .maxBytes(Long.parseLong(words[2]))
                .geometry(new Geometry(Integer.parseInt(words[3]), Integer.parseInt(words[4])))
                .counting(Counting.valueOf(words[5]))
                .budgetBytes(4L << 20);
        return words[6].equals("any") ? options : options.seed(Long.parseLong(words[6]));
    }

    private Atom<PMap<Long, Long>> atom() {
        return CrewTest.patiently(() -> store.atom(ATOM, PMap.empty(store, Codec.LONG, Codec.LONG)));
    }

    private void steps() {
        try {
            Atom<PMap<Long, Long>> atom = atom();
            for (int i = 0; i < STEPS; i++) {
                step(atom);
            }
        } catch (StoreFullException e) {
            held.clear(); // a test fills the store, and gets all room that there is
        }
    }

    private void step(Atom<PMap<Long, Long>> atom) {
        int what = random.nextInt(1_000);
        long key = random.nextInt(KEYS);
        if (what < 700) {
            long value = random.nextLong();
            atom.updateAndGet(map -> map.put(key, value));
            model.put(key, value);
        } else if (what < 900) {
            atom.updateAndGet(map -> map.remove(key));
            model.remove(key);
        } else if (what < 990) {
            PVector<String> texts = PVector.of(store, Codec.STRING, "a text that needs a node of its own, " + key);
            if (texts.append("another one").size() != 2) {
                throw new AssertionError(texts);
            }
        } else if (what < 999) {
            hold(atom.get());
        } else {
            System.gc();
        }
    }

    private void hold(PMap<Long, Long> version) {
        held.add(new Held(version, Map.copyOf(model)));
        held.getLast().check();
        if (held.size() > HELD_MAX) {
            held.remove().check();
        }
    }

    private void leave() {
        held.forEach(Held::check);
        held.clear();
        CrewTest.patiently(() -> store.removeAtom(ATOM));
        store.close();
    }
}
