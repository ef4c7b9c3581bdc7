package dev.cairn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.cairn.model.Settings.Kill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Shows that the counts are right whatever the interleaving and whoever is killed, and that breaking a rule is seen.
 *
 * <p>{@code -Dcairn.model.seeds=1000} makes it run for long: so many seeds for each kill, number of mutators and T.
 */
@DisabledIfSystemProperty(named = "dev.cairn.checked", matches = "true", disabledReason = "it has no memory to check")
class CountingModelTest {
    private static final int SEEDS = Integer.getInteger("cairn.model.seeds", 24);
    private static final int MOST_MUTATORS = 4;
    private static final int MOST_PLAIN = 2;
    private static final int SEEDS_TO_CATCH_A_FAULT = 60;

    @ParameterizedTest
    @EnumSource(Kill.class)
    void theInvariantsHold(Kill kill) {
        Figures sum = new Figures();
        for (int mutators = 1; mutators <= MOST_MUTATORS; mutators++) {
            for (int plainAtMost = 0; plainAtMost <= MOST_PLAIN; plainAtMost++) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    sum.add(run(new Settings(seed, mutators, plainAtMost, kill, Fault.NONE)));
                }
            }
        }
        report(kill + ": " + sum);
        assertEquals(kill == Kill.NOBODY ? 0 : sum.runs, sum.kills, "every run kills one");
        assertTrue(sum.merges > sum.runs && sum.plainCopies > 0 && sum.plainHeirs > 0 && sum.pinned > 0, sum::toString);
    }

    @Test
    void t1ABuilderThatLetsGoOfItsSourceIsCaught() {
        assertCaught(Fault.BUILDER_DROPS_SOURCE);
    }

    @Test
    void t2AnOperationThatLetsGoOfItsHandleIsCaught() {
        assertCaught(Fault.OPERATION_DROPS_HANDLE);
    }

    @Test
    void t3AMutatorThatLowersIsCaught() {
        assertCaught(Fault.MUTATOR_LOWERS);
    }

    @Test
    void t3ASecondReclaimerIsCaught() {
        assertCaught(Fault.TWO_RECLAIMERS);
    }

    @Test
    void t4CountChangesThatWaitInAQueueAreCaught() {
        assertCaught(Fault.COUNTS_ARE_QUEUED);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        Settings settings = new Settings(7, 3, 1, Kill.MUTATOR, Fault.NONE);
        assertEquals(run(settings).toString(), run(settings).toString());
    }

    private static Figures run(Settings settings) {
        try {
            return Run.of(settings);
        } catch (Violation violation) {
            throw new AssertionError(settings.toString(), violation);
        }
    }

    /** Long runs say what they saw. */
    private static void report(String line) {
        if (Integer.getInteger("cairn.model.seeds") != null) {
            System.out.println(line);
        }
    }

    private static void assertCaught(Fault fault) {
        for (long seed = 0; seed < SEEDS_TO_CATCH_A_FAULT; seed++) {
            try {
                Run.of(new Settings(seed, 3, 1, Kill.NOBODY, fault));
            } catch (Violation violation) {
                report(fault + ": seed " + seed + ": " + violation.getMessage());
                return;
            }
        }
        fail(fault + " was not caught within " + SEEDS_TO_CATCH_A_FAULT + " seeds");
    }
}
