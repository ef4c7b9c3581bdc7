package dev.cairn.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTest {
    private static final List<String> LOG = List.of(
            "[7ms] Using G1",
            "[900ms] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 51M->17M(1024M) 9.125ms",
            "[1000ms] GC(1) Pause Young (Concurrent Start) (G1 Humongous Allocation) 51M->17M(1024M) 1.500ms",
            "[1001ms] GC(2) Concurrent Mark Cycle",
            "[1500ms] GC(2) Pause Remark 81M->81M(1024M) 2.250ms",
            "[1700ms] GC(2) Concurrent Mark Cycle 699.000ms",
            "[2001ms] GC(3) Pause Full (System.gc()) 81M->16M(1024M) 80.000ms");

    @Test
    void onlyPausesOfTheSpanCount() {
        Pauses pauses = new Pauses(Pauses.during(LOG, 1000, 2000), 0, 0);
        assertEquals(List.of(1.5, 2.25), pauses.millis());
        assertEquals(3.75, pauses.total());
        assertEquals(2.25, pauses.longest());
    }

    @Test
    void noPauseIsNoTime() {
        Pauses pauses = new Pauses(Pauses.during(LOG, 0, 10), 0, 0);
        assertEquals(0, pauses.total());
        assertEquals(0, pauses.longest());
    }
}
