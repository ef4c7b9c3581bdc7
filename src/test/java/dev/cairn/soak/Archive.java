package dev.cairn.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Atom;
import dev.cairn.PMap;
import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Maps that only the store holds: in an atom of maps by their checksums, or in atoms of their own. */
final class Archive extends Workload {
    private static final String NAME = "archive";
    private static final int LARGEST = 40;

    private final Store store;
    private final Pool<KnownMap<Long, Long>> pool;
    private final AtomicLong names = new AtomicLong();

    Archive(Store store, Pool<KnownMap<Long, Long>> pool) {
        super("an atom of maps");
        this.store = store;
        this.pool = pool;
        store.atom(NAME, PMap.empty(store, Codec.LONG, PMap.codec(Codec.LONG, Codec.LONG)));
        add("put in", 30, random -> putIn(pool.any(random), random));
        add("put in from a scope", 20, this::putInFromScope);
        add("take out", 40, this::takeOut);
        add("an atom of its own", 10, this::inAtomOfItsOwn);
    }

    private Atom<PMap<Long, PMap<Long, Long>>> atom() {
        return store.atom(NAME);
    }

    private void putIn(KnownMap<Long, Long> known, RandomGenerator random) {
        int skipped = random.nextInt(LARGEST);
        atom().updateAndGet(maps -> {
            PMap<Long, PMap<Long, Long>> less = maps.size() < LARGEST
                    ? maps
                    : maps.remove(maps.keys().stream().skip(skipped).findFirst().orElseThrow());
            return less.put(known.checksum(), known.map());
        });
    }

    private void putInFromScope(RandomGenerator random) {
        try (Scope _ = store.scope()) {
            putIn(pool.any(random).toggle(random.nextLong(), random.nextLong()), random);
        }
    }

    private void takeOut(RandomGenerator random) {
        PMap<Long, PMap<Long, Long>> maps = atom().get();
        if (!maps.isEmpty()) {
            Map.Entry<Long, PMap<Long, Long>> entry =
                    maps.stream().skip(random.nextInt(maps.size())).findFirst().orElseThrow();
            KnownMap<Long, Long> known = new KnownMap<>(entry.getValue(), entry.getKey());
            known.content(random);
            pool.put(known, random);
        }
    }

    private void inAtomOfItsOwn(RandomGenerator random) {
        KnownMap<Long, Long> known = pool.any(random);
        String name = "own " + names.incrementAndGet();
        Atom<PMap<Long, Long>> atom = store.atom(name, known.map());
        new KnownMap<>(atom.get(), known.checksum()).content(random);
        KnownMap<Long, Long> next = known.toggle(random.nextLong(), random.nextLong());
        assertTrue(atom.compareAndSet(known.map(), next.map()));
        assertEquals(known.map().size(), atom.getAndSet(known.map()).size(), 1);
        assertTrue(store.removeAtom(name));
        assertThrows(IllegalStateException.class, atom::get);
        pool.put(next, random);
    }

    @Override
    void end() {
        atom().get()
                .forEach((checksum, map) -> assertEquals(
                        map.size(),
                        new KnownMap<>(map, checksum)
                                .content(RandomGenerator.getDefault())
                                .size()));
        store.removeAtom(NAME);
        pool.clear();
    }
}
