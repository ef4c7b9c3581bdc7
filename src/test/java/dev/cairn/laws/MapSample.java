package dev.cairn.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.Holders;
import dev.cairn.PMap;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.Stores;
import dev.cairn.program.map.MapSubject;
import dev.cairn.program.map.MapSubjects;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A map to be made: how, where, and how large.
 *
 * @param seed the number of its first key
 */
record MapSample(Setting setting, MapSubject<?, ?> subject, int size, int seed) {
    private static final int SIZE_MAX = 1500;

    static Arbitrary<MapSample> arbitrary() {
        Arbitrary<Integer> sizes = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(0, 40),
                Arbitraries.integers().between(0, 300),
                Arbitraries.integers().between(0, SIZE_MAX));
        return Combinators.combine(
                        Arbitraries.of(Setting.class),
                        Arbitraries.of(MapSubjects.ALL),
                        sizes,
                        Arbitraries.integers().between(0, 100))
                .as(MapSample::new);
    }

    /** Another setting. */
    Setting other() {
        return setting == Setting.TINY_INHERITED ? Setting.STANDARD_PLAIN : Setting.TINY_INHERITED;
    }

    /** Checks that {@code law} holds of it, and that all that was made is freed. */
    void check(Stores stores, MapLaw law) {
        Store store = stores.shared(setting);
        Store second = stores.shared(other());
        try {
            check(law, subject, store);
            for (Store used : List.of(store, second)) {
                used.verify();
                Holders.of(List.of(), List.of()).collect(used);
                assertEquals(0, used.verify().nodes());
            }
        } catch (Throwable e) {
            stores.discard(store);
            stores.discard(second);
            throw e;
        }
    }

    private <K, V> void check(MapLaw law, MapSubject<K, V> of, Store store) {
        Map<K, V> entries = entries(of, seed, size, seed);
        PMap<K, V> map = PMap.from(store, of.keyCodec(), of.valueCodec(), entries);
        law.hold(of, map, Collections.unmodifiableMap(entries));
    }

    /** Entries for {@code size} numbers from {@code from} on. */
    static <K, V> Map<K, V> entries(MapSubject<K, V> of, int from, int size, int seed) {
        Map<K, V> entries = new HashMap<>();
        for (int i = 0; i < size; i++) {
            entries.put(of.key(from + i), of.value(seed + i));
        }
        return entries;
    }
}
