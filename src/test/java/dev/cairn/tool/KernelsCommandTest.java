package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.tool.KernelsOutcome.Task;
import dev.cairn.tool.KernelsOutcome.Way;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsCommandTest extends StoreCommandTest {
    KernelsCommandTest() {
        super("demo", "kernels");
    }

    @Test
    void doesTheSameInEachWayAndLeavesNothingLive() {
        assertEquals(0, demo("--rows=40", "--entries=3000", "--store-size=256m"), this::said);
        assertTrue(out.toString().contains("WebAssembly in place"), out::toString);
        assertTrue(out.toString().contains("C in place"), out::toString); // with its times, or left out
        assertFalse(out.toString().contains("FAILED"), out::toString);
        assertRow("verify()", "sound");
        assertRow("live bytes", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rows=0", "--rows=5001", "--entries=-1", "--entries=many"})
    void aWrongOptionGetsOneLine(String option) {
        assertEquals(2, demo(option));
        assertOneLineOfComplaint(option.split("=", 2)[0]);
    }

    @Test
    void unequalResultsAreAFailure() {
        Task equal = new Task("sum", List.of(new Way("a", 1, 0, 5), new Way("b", 1, 0, 5)));
        Task other = new Task("sum", List.of(new Way("a", 1, 0, 5), new Way("b", 1, 0, 6)));
        Verdict sound = new Verdict(true, "");
        assertTrue(new KernelsOutcome(List.of(equal), "", sound).sound());
        assertFalse(new KernelsOutcome(List.of(equal, other), "", sound).sound());
        assertFalse(new KernelsOutcome(List.of(equal), "", new Verdict(false, "")).sound());
    }
}
