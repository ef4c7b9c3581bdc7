package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
    private final Latencies latencies = Latencies.none();

    @Test
    void nothingTookNoTime() {
        assertEquals(0, latencies.count());
        assertEquals(0, latencies.longest());
        assertEquals(0, latencies.percentile(50));
    }

    @Test
    void aPercentileIsTheTimeThatSoManyDidNotExceed() {
        for (int nanos = 1; nanos <= 100; nanos++) {
            latencies.record(nanos);
        }
        assertEquals(100, latencies.count());
        assertEquals(50, latencies.percentile(50));
        assertEquals(99, latencies.percentile(99));
        assertEquals(100, latencies.percentile(100));
        assertEquals(100, latencies.longest());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 31, 32, 63, 64, 65, 127, 128, 1_000_003, 1L << 40, (1L << 62) + 7, Long.MAX_VALUE})
    void aTimeIsNearWhatItWas(long nanos) {
        latencies.record(nanos);
        latencies.record(Long.MAX_VALUE);
        long near = latencies.percentile(50);
        assertTrue(nanos <= near && near - nanos <= nanos / 32, () -> nanos + " as " + near);
    }

    @Test
    void twoAreAdded() {
        Latencies others = Latencies.none();
        latencies.record(10);
        others.record(20);
        others.record(30);
        latencies.addAll(others);
        assertEquals(3, latencies.count());
        assertEquals(20, latencies.percentile(50));
        assertEquals(30, latencies.longest());
        assertEquals(2, others.count());
    }

    @Test
    void timesAreInTheLargestUnit() {
        for (long nanos : new long[] {7, 7_500, 7_500_000, 7_500_000_000L}) {
            latencies.record(nanos);
        }
        assertTrue(
                Pattern.matches(" +a thing +4 +7\\.\\d us +7\\.50 s +7\\.50 s", latencies.line("a thing")),
                () -> latencies.line("a thing"));
    }
}
