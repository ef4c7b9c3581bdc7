package dev.cairn.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.Holders;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.Stores;
import dev.cairn.Version;
import dev.cairn.program.Subject;
import dev.cairn.program.Subjects;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A vector to be made: how, where, and how long.
 *
 * @param seed the number of its first element
 * @param waiting how many updates wait in it
 */
record Sample(Setting setting, Subject<?, ?> subject, int size, int seed, int waiting) {
    private static final int SIZE_MAX = 1200;
    private static final int WAITING_MAX = 16;

    static Arbitrary<Sample> arbitrary() {
        Arbitrary<Integer> sizes = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 40),
                Arbitraries.integers().between(0, 160),
                Arbitraries.integers().between(0, SIZE_MAX),
                Arbitraries.of(4, 5, 16, 17, 32, 33, 64, 65, 256, 257, 1024, 1025, 1056, 1057));
        return Combinators.combine(
                        Arbitraries.of(Setting.class),
                        Arbitraries.of(Subjects.ALL),
                        sizes,
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.oneOf(
                                Arbitraries.just(0), Arbitraries.integers().between(0, WAITING_MAX)))
                .as(Sample::new);
    }

    /** Another setting. */
    Setting other() {
        return setting == Setting.TINY_INHERITED ? Setting.STANDARD_PLAIN : Setting.TINY_INHERITED;
    }

    /** Checks that {@code law} holds of it, and that all that was made is freed. */
    void check(Stores stores, Law law) {
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

    private <V extends Version, E> void check(Law law, Subject<V, E> of, Store store) {
        List<E> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(of.element(seed + i));
        }
        V vector = of.from(store, elements);
        for (int i = 0; i < waiting && size > 0; i++) {
            int index = (i * 37 + seed) % size;
            elements.set(index, of.element(seed + i));
            vector = of.update(vector, index, elements.get(index));
        }
        law.hold(of, vector, elements);
    }
}
