package dev.cairn.program.map;

import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MapProgramTest extends StoreTest {
    private static final int STEPS_MAX = 30;

    @Provide
    Arbitrary<List<MapAction>> programs() {
        Arbitrary<MapAction> actions = Combinators.combine(
                        Arbitraries.of(MapAction.Verb.class),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 300),
                        Arbitraries.integers().between(0, 20))
                .as(MapAction::new);
        return actions.list().ofMaxSize(STEPS_MAX);
    }

    @Provide
    Arbitrary<MapSubject<?, ?>> subjects() {
        return Arbitraries.of(MapSubjects.ALL);
    }

    @Property(tries = 1500)
    void everyProgramDoesWhatItDoesToHashMapsAndHashSets(
            @ForAll Setting setting,
            @ForAll("subjects") MapSubject<?, ?> subject,
            @ForAll("programs") List<MapAction> program) {
        Store store = stores.shared(setting);
        try {
            run(subject, store, setting.isTiny() ? 3 : 20, program);
        } catch (Throwable e) {
            stores.discard(store);
            throw e;
        }
    }

    private static <K, V> void run(MapSubject<K, V> subject, Store store, int scale, List<MapAction> program) {
        new MapRun<>(subject, store, scale).run(program);
    }
}
