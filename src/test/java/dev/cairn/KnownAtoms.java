package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Stillness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Atoms of a store in a file, and what they hold as far as the test knows: while one is changed, the version before or after. */
final class KnownAtoms {
    private static final int VECTORS = 5;
    private static final int MAPS = 3;
    private static final int MOST = 40;
    private static final String LONG_TEXT = "a text that is too long for its slot, so that it has a node of its own ";

    private final Map<String, Set<Object>> allowed = new TreeMap<>();

    KnownAtoms() {
        for (int i = 0; i < VECTORS; i++) {
            allowed.put("vector" + i, Set.of(List.of()));
        }
        for (int i = 0; i < MAPS; i++) {
            allowed.put("map" + i, Set.of(Map.of()));
        }
    }

    private KnownAtoms(KnownAtoms of) {
        allowed.putAll(of.allowed);
    }

    /** What is known now. */
    KnownAtoms now() {
        return new KnownAtoms(this);
    }

    private static Version empty(Store store, String name) {
        return name.startsWith("vector")
                ? PVector.empty(store, Codec.STRING)
                : PMap.empty(store, Codec.STRING, Codec.STRING);
    }

    private static Atom<Version> atom(Store store, String name) {
        return store.atom(name, empty(store, name));
    }

    private static Object contents(Version version) {
        return version instanceof PVector<?> vector
                ? List.copyOf(vector.asList())
                : Map.copyOf(((PMap<?, ?>) version).asMap());
    }

    private static String text(Random random) {
        return random.nextInt(4) == 0 ? "short" : LONG_TEXT + random.nextInt(1000);
    }

    private String any(Random random) {
        return List.copyOf(allowed.keySet()).get(random.nextInt(allowed.size()));
    }

    private String anyLike(String name, Random random) {
        String other = any(random);
        return other.charAt(0) == name.charAt(0) ? other : name;
    }

    @SuppressWarnings("unchecked")
    private static Version changed(Version from, Random random) {
        return from instanceof PVector<?> vector
                ? changed((PVector<String>) vector, random)
                : changed((PMap<String, String>) from, random);
    }

    private static Version changed(PVector<String> from, Random random) {
        PVector<String> vector = from;
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            vector = vector.isEmpty() || random.nextBoolean()
                    ? vector.append(text(random))
                    : vector.update(random.nextInt(vector.size()), text(random));
        }
        return vector.takeRight(MOST);
    }

    private static Version changed(PMap<String, String> from, Random random) {
        PMap<String, String> map = from;
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            String key = "key " + random.nextInt(MOST);
            map = random.nextInt(3) == 0 ? map.remove(key) : map.put(key, text(random));
        }
        return map;
    }

    /** Changes an atom; returns the version that it got. */
    Version step(Store store, Random random) {
        String name = any(random);
        Version from = atom(store, anyLike(name, random)).get();
        Version next = random.nextInt(6) == 0 ? from : changed(from, random);
        set(store, name, next);
        return next;
    }

    private void set(Store store, String name, Version next) {
        Object before = Set.copyOf(allowed.get(name)).iterator().next();
        Object after = contents(next);
        allowed.put(name, before.equals(after) ? Set.of(after) : Set.of(before, after));
        atom(store, name).set(next);
        allowed.put(name, Set.of(after));
    }

    /** Compares all atoms. What they hold is known then. Leaves no holder that a collection would have to find. */
    void requireIn(Store store) {
        try (Scope _ = store.scope()) {
            for (Map.Entry<String, Set<Object>> known : allowed.entrySet()) {
                Object there = contents(atom(store, known.getKey()).get());
                assertTrue(
                        known.getValue().contains(there),
                        () -> known.getKey() + " holds " + there + ", not " + known.getValue());
                known.setValue(Set.of(there));
            }
        }
    }

    /** Gives most atoms another version, one after another, frees what they held, and compares all atoms each time. */
    void exchange(Store store, Random random) {
        List<String> names = new ArrayList<>(allowed.keySet());
        Collections.shuffle(names, random);
        for (String name : names.subList(0, names.size() - 2)) {
            String other = random.nextInt(3) == 0 ? anyLike(name, random) : name;
            try (Scope _ = store.scope()) {
                atom(store, name)
                        .set(
                                other.equals(name)
                                        ? empty(store, name)
                                        : atom(store, other).get());
            }
            allowed.put(name, other.equals(name) ? Set.of(contents(empty(store, name))) : allowed.get(other));
            Stillness.reclaim(store.core());
            requireIn(store);
        }
    }
}
