package dev.cairn.program;

import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.Version;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ProgramTest extends StoreTest {
    private static final int STEPS_MAX = 40;

    @Provide
    Arbitrary<List<Action>> programs() {
        Arbitrary<Action> actions = Combinators.combine(
                        Arbitraries.of(Action.Verb.class),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().between(0, 20))
                .as(Action::new);
        return actions.list().ofMaxSize(STEPS_MAX);
    }

    @Provide
    Arbitrary<Subject<?, ?>> subjects() {
        return Arbitraries.of(Subjects.ALL);
    }

    @Property(tries = 1500)
    void everyProgramDoesWhatItDoesToArrayLists(
            @ForAll Setting setting,
            @ForAll("subjects") Subject<?, ?> subject,
            @ForAll("programs") List<Action> program) {
        Store store = stores.shared(setting);
        try {
            run(subject, store, setting.isTiny() ? 3 : 30, program);
        } catch (Throwable e) {
            stores.discard(store);
            throw e;
        }
    }

    private static <V extends Version, E> void run(
            Subject<V, E> subject, Store store, int scale, List<Action> program) {
        new Run<>(subject, store, scale).run(program);
    }
}
