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
import dev.cairn.internal.node.Kind;
import java.util.ArrayList;
import java.util.List;
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
    private static final int WRITES = 12_000;
    private static final int SOAK_SEEDS = 8;
    private static final int SOAK_WRITES = 10_000;
    private static final int TWIN_WRITES = 20_000;
    private static final int BETWEEN_RECLAIMS = 12;
    private static final int BETWEEN_TRIMS = 60;
    private static final int BETWEEN_FAILURES = 17;
    private static final int ALLOCATIONS = 40;

    @BeforeEach
    void writesAreTold() {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
    }

    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void vectors(Setting setting) throws Exception {
        KillPoints points = check(setting, VectorProgram::new, 1, WRITES);
        assertReached(points, Kind.INNER, Kind.RELAXED, Kind.LEAF, Kind.BEARING_LEAF, Kind.BYTES);
        assertDone(
                points,
                "VectorBuilder.change",
                "VectorBuilder.keepTrie",
                "RadixEdit.pushIrregular",
                "TrieInsert.insert");
        assertDone(points, "TrieJoin.join", "RadixOperations.pushInPlace", "VectorBase.writeTail", "LeafEdit.fill");
        if (setting == Setting.TINY_INHERITED) {
            assertDone(points, "Releaser.handDown", "Counts.enlist");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void mapsAndSets(Setting setting) throws Exception {
        KillPoints points = check(setting, MapProgram::new, 2, WRITES);
        assertReached(points, Kind.MAP_NODE, Kind.MAP_LEAF, Kind.MAP_COLLISION, Kind.MAP_PACKED, Kind.OBJECT);
        assertDone(points, "MapWriter.writeCollision", "MapWriter.writeNode", "NestedCodec.save");
        assertDone(points, "TableWriter.collision", "TableWriter.inner", "TableWriter.leaf", "TableWriter.filled");
    }

    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void mixedValues(Setting setting) throws Exception {
        KillPoints points = check(setting, MixedProgram::new, 3, WRITES);
        assertReached(points, Kind.PARTS, Kind.OBJECT, Kind.HEADER);
        assertDone(points, "PartsNode.save", "PartsNode.refer", "StandardCodec.saveReferences");
    }

    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void blobsAndCopies(Setting setting) throws Exception {
        Store other = stores.open(setting);
        KillPoints points = check(setting, (store, random) -> new BlobProgram(store, random, other), 4, WRITES);
        assertReached(points, Kind.BLOB_LEAF, Kind.BLOB_NODE);
        assertDone(points, "BlobBuilder.addChunk", "Ropes.write", "Allocator.allocateRun");
    }

    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void lettersAndAtoms(Setting setting) throws Exception {
        KillPoints points = check(setting, LetterProgram::new, 5, WRITES);
        assertReached(
                points,
                Kind.POST,
                Kind.MAILBOX,
                Kind.SEGMENT,
                Kind.LETTER,
                Kind.BEARING_LETTER,
                Kind.ROOT,
                Kind.HEADER);
        assertDone(points, "Lane.claim", "Lane.enter", "Lane.clear", "LetterBatch.takeOut", "Lane.fillStone");
        assertDone(points, "PostNode.addLanes", "PostNode.make", "PostNode.replaceOwner", "Lane.leave");
        assertDone(points, "Roots.add", "Roots.remove", "RootCell.read", "RootCell.giveBack", "Base$KeptHeader.write");
    }

    @Tag("soak")
    @ParameterizedTest
    @EnumSource(names = "TINY.*", mode = EnumSource.Mode.MATCH_ALL)
    void everythingForLong(Setting setting) throws Exception {
        Store other = stores.open(setting);
        for (int seed = 10; seed < 10 + SOAK_SEEDS; seed++) {
            check(setting, VectorProgram::new, seed, SOAK_WRITES);
            check(setting, MapProgram::new, seed, SOAK_WRITES);
            check(setting, MixedProgram::new, seed, SOAK_WRITES);
            check(setting, (store, random) -> new BlobProgram(store, random, other), seed, SOAK_WRITES);
            check(setting, LetterProgram::new, seed, SOAK_WRITES);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY_IGNORED", "WINDOW_IGNORED", "EARLY_DROPS", "NO_RELEASES"})
    void twinsOfVectors(Twin twin) throws Exception {
        seeFail(twin, VectorProgram::new);
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_WAY_BACK", "NO_RELEASES"})
    void twinsOfLetters(Twin twin) throws Exception {
        seeFail(twin, LetterProgram::new);
    }

    private static void assertReached(KillPoints points, Kind... kinds) {
        assertTrue(points.kinds().containsAll(List.of(kinds)), points.kinds()::toString);
    }

    private static void assertDone(KillPoints points, String... methods) {
        List<String> missing = new ArrayList<>(List.of(methods));
        missing.removeAll(points.methods());
        assertEquals(List.of(), missing);
    }

    private KillPoints check(Setting setting, BiFunction<Store, Random, Program> begin, long seed, int writes)
            throws Exception {
        Store store = stores.open(setting.options().maxBytes(MAX_BYTES).seed(seed));
        Program program = begin.apply(store, new Random(seed));
        try (KillPoints points = new KillPoints(Cores.of(store))) {
            run(program, points, () -> points.writes() < writes);
            assertEquals(0, points.violations(), points::sites);
            assertTrue(points.writes() >= writes && points.moves() > 0);
            return points;
        } finally {
            program.end();
        }
    }

    private void seeFail(Twin twin, BiFunction<Store, Random, Program> begin) throws Exception {
        Store store =
                stores.open(Setting.TINY_INHERITED.options().maxBytes(MAX_BYTES).seed(1));
        Program program = begin.apply(store, new Random(1));
        try (KillPoints points = new KillPoints(Cores.of(store), twin)) {
            run(program, points, () -> points.violations() == 0 && points.writes() < TWIN_WRITES);
            assertTrue(points.violations() > 0);
        } finally {
            program.end();
        }
    }

    private static void run(Program program, KillPoints points, BooleanSupplier goesOn) throws Exception {
        for (int step = 1; goesOn.getAsBoolean(); step++) {
            if (step % BETWEEN_FAILURES == 0) {
                points.failAt(1 + step % ALLOCATIONS);
            }
            program.step();
            points.endChange();
            if (step % BETWEEN_TRIMS == 0) {
                points.trim();
            } else if (step % BETWEEN_RECLAIMS == 0) {
                points.reclaim();
            }
        }
    }
}
