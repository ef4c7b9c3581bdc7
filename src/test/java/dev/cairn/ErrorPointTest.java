package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.ErrorPoints;
import dev.cairn.internal.memory.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An error in the middle of a change, at any write, while another process may lower counts before it knows of the error (W5 in Crew). */
class ErrorPointTest {
    private static final int STEPS = 12;
    private static final int WRITES = 60;
    private static final int WRITES_OF_BUILDER = 3000;

    @TempDir
    Path directory;

    private final Random random = new Random(7);
    private final List<Object> builders = new ArrayList<>();
    private int thrown;

    @BeforeEach
    void writesAreTold() {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
    }

    @Test
    void noCountIsTooLowForTheOthers() throws IOException {
        assertEquals(List.of(), anyViolation(200, false));
        assertTrue(thrown > 30, () -> thrown + " errors");
    }

    @Tag("soak")
    @Test
    void noCountIsTooLowForTheOthersInManyRounds() throws IOException {
        assertEquals(List.of(), anyViolation(3000, false));
    }

    /** Drops of a change that was cut short are marked as dead later. */
    @Test
    void aTwinThatDropsWhatAChangeHadDropped() throws IOException {
        assertTrue(!anyViolation(3000, true).isEmpty());
    }

    /** Steps of builders, one of which ends with its scope, also after the error. */
    private void build(Store store) {
        PVector<String> start = PVector.empty(store, Codec.STRING);
        for (int i = 0; i < 20 + random.nextInt(200); i++) {
            start = start.append("a text that is too long for its slot " + i);
        }
        try (Scope _ = random.nextBoolean() ? store.scope() : null) {
            PVector.Builder<String> builder = start.toBuilder();
            builders.add(builder);
            for (int i = 0; i < 40; i++) {
                if (random.nextInt(3) == 0) {
                    builder.update(random.nextInt(builder.size()), "another text that is too long for its slot " + i);
                } else {
                    builder.append("one more text that is too long for its slot " + i);
                }
            }
        }
    }

    private List<String> anyViolation(int rounds, boolean isTwin) throws IOException {
        for (int round = 0; round < rounds; round++) {
            Path path = directory.resolve("a.store");
            try (Store store = Store.open(path, Setting.TINY_INHERITED.options().maxBytes(2L << 20))) {
                KnownAtoms atoms = new KnownAtoms();
                for (int step = 0; step < STEPS; step++) {
                    atoms.step(store, random);
                }
                ErrorPoints errors = new ErrorPoints();
                boolean builds = !isTwin && round % 3 == 0;
                int write = random.nextInt(random.nextInt(builds ? WRITES_OF_BUILDER : WRITES) + 1);
                Runnable change = builds ? () -> build(store) : () -> atoms.step(store, random);
                List<String> found = errors.violations(Cores.of(store), write, isTwin, change);
                thrown += errors.hasThrown() ? 1 : 0;
                if (!found.isEmpty()) {
                    return found;
                }
                store.verify();
                builders.clear();
            }
            Files.delete(path);
        }
        return List.of();
    }
}
