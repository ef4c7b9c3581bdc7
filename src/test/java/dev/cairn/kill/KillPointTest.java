package dev.cairn.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Cores;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.life.KillPoints;
import dev.cairn.internal.life.KillPoints.Twin;
import dev.cairn.internal.memory.Memory;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** At each write of programs that do everything: a death of the process there would leave a store with which others can go on. */
class KillPointTest extends StoreTest {
    private static final long MAX_BYTES = 4L << 20;
    private static final int WRITES = 20_000;
    private static final int SOAK_SEEDS = 8;
    private static final int SOAK_WRITES = 10_000;
    private static final int TWIN_WRITES = 20_000;
    private static final int BETWEEN_RECLAIMS = 12;

    @BeforeEach
    void writesAreTold() {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
    }

    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void vectors(Setting setting) throws Exception {
        check(setting, VectorProgram::new, 1, WRITES);
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY_IGNORED", "WINDOW_IGNORED"})
    void twinsOfVectors(Twin twin) throws Exception {
        seeFail(twin, VectorProgram::new);
    }

    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void mapsAndSets(Setting setting) throws Exception {
        check(setting, MapProgram::new, 2, WRITES);
    }

    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void blobsAndCopies(Setting setting) throws Exception {
        Store other = stores.open(setting);
        check(setting, (store, random) -> new BlobProgram(store, random, other), 3, WRITES);
    }

    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void lettersAndAtoms(Setting setting) throws Exception {
        check(setting, LetterProgram::new, 4, WRITES);
    }

    @Tag("soak")
    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void everythingForLong(Setting setting) throws Exception {
        Store other = stores.open(setting);
        for (int seed = 10; seed < 10 + SOAK_SEEDS; seed++) {
            check(setting, VectorProgram::new, seed, SOAK_WRITES);
            check(setting, MapProgram::new, seed, SOAK_WRITES);
            check(setting, (store, random) -> new BlobProgram(store, random, other), seed, SOAK_WRITES);
            check(setting, LetterProgram::new, seed, SOAK_WRITES);
        }
    }

    private void check(Setting setting, BiFunction<Store, Random, Program> begin, long seed, int writes)
            throws Exception {
        Store store = stores.open(setting.options().maxBytes(MAX_BYTES).seed(seed));
        Program program = begin.apply(store, new Random(seed));
        try (KillPoints points = new KillPoints(Cores.of(store))) {
            run(program, points, () -> points.writes() < writes);
            assertEquals(0, points.violations(), points::sites);
            assertTrue(points.writes() >= writes);
        }
        program.end();
    }

    private void seeFail(Twin twin, BiFunction<Store, Random, Program> begin) throws Exception {
        Store store = stores.open(Setting.TINY_INHERITED.options().maxBytes(MAX_BYTES).seed(1));
        Program program = begin.apply(store, new Random(1));
        try (KillPoints points = new KillPoints(Cores.of(store), twin)) {
            run(program, points, () -> points.violations() == 0 && points.writes() < TWIN_WRITES);
            assertTrue(points.violations() > 0);
        }
        program.end();
    }

    private static void run(Program program, KillPoints points, BooleanSupplier goesOn) throws Exception {
        for (int step = 1; goesOn.getAsBoolean(); step++) {
            program.step();
            points.endChange();
            if (step % BETWEEN_RECLAIMS == 0) {
                points.reclaim();
            }
        }
    }
}
