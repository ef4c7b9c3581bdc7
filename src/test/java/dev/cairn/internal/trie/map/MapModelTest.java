package dev.cairn.internal.trie.map;

import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** That bases do what maps of java.util do, whatever the hashes, and are in canonical form after each step. */
class MapModelTest extends StoreTest {
    private static final int STEPS_MAX = 25;

    enum Verb {
        PUT,
        REMOVE,
        PUT_MANY,
        REMOVE_MANY,
        MIX,
        PUT_ENTRIES,
        REMOVE_ENTRIES,
        FORGET
    }

    record Step(Verb verb, int source, int other, int key, int count, int value) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        Arbitrary<Step> steps = Combinators.combine(
                        Arbitraries.of(Verb.class),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, Versions.KEYS - 1),
                        Arbitraries.integers().between(0, Versions.KEYS),
                        Arbitraries.integers().between(0, 3))
                .as(Step::new);
        return steps.list().ofMaxSize(STEPS_MAX);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyProgramDoesWhatItDoesToHashMaps(
            @ForAll Setting setting, @ForAll Entries entries, @ForAll("programs") List<Step> program) {
        Store store = stores.shared(setting);
        try {
            Versions versions = new Versions(entries, store);
            program.forEach(step -> run(step, versions));
            versions.checkAll();
        } catch (Throwable e) {
            stores.discard(store);
            throw e;
        }
    }

    private static void run(Step step, Versions versions) {
        int source = step.source % versions.count();
        int other = step.other % versions.count();
        Versions.Batch batch = versions.edit(source);
        if (step.verb == Verb.FORGET) {
            versions.forget(source);
            return;
        }
        boolean single = step.verb == Verb.PUT || step.verb == Verb.REMOVE;
        for (int i = 0; i < (single ? 1 : step.count); i++) {
            int key = (step.key + i * 7) % Versions.KEYS;
            switch (step.verb) {
                case PUT, PUT_MANY -> batch.put(key, step.value + i % 2);
                case REMOVE, REMOVE_MANY -> batch.remove(key);
                case PUT_ENTRIES -> batch.putEntry(other, key);
                case REMOVE_ENTRIES -> batch.removeEntry(other, key);
                case MIX -> mix(batch, i, other, key, step.value);
                case FORGET -> {}
            }
        }
        batch.apply();
    }

    /** Meets some keys twice. */
    private static void mix(Versions.Batch batch, int i, int other, int key, int value) {
        switch (i % 5) {
            case 0 -> batch.put(key, value).put(key, value + 1);
            case 1 -> batch.remove(key);
            case 2 -> batch.put(key, value).remove(key);
            case 3 -> batch.putEntry(other, key).put((key + 1) % Versions.KEYS, value);
            default -> batch.removeEntry(other, key).putEntry(other, key);
        }
    }
}
