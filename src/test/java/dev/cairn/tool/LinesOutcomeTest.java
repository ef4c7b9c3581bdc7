package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.StoreStats;
import dev.cairn.tool.LinesOutcome.Shared;
import dev.cairn.tool.SnapshotChecker.Findings;
import dev.cairn.tool.TextSource.Reading;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesOutcomeTest {
    private static final Verdict SOUND = new Verdict(true, "7 nodes counted again");
    private static final Findings NO_FAULT = new Findings(9, 0, 4, null);

    private final StringWriter out = new StringWriter();

    @Test
    void figuresEndInOneColumn() {
        outcome(NO_FAULT, SOUND).print(new PrintWriter(out));
        List<String> lines = out.toString().lines().toList();
        int end = end(lines.getFirst(), "2");
        assertEquals(end, end(lines.get(1), "12,345"));
        assertEquals(end, end(lines.getLast(), "sound"));
        assertTrue(lines.stream().noneMatch(line -> line.endsWith(" ")), out::toString);
    }

    @Test
    void aFaultAndAViolationAreShownAndUnsound() {
        LinesOutcome faulty = outcome(new Findings(9, 1, 4, "the lengths are wrong"), SOUND);
        LinesOutcome violated = outcome(NO_FAULT, new Verdict(false, "I1: a node is lost"));
        faulty.print(new PrintWriter(out));
        violated.print(new PrintWriter(out));
        assertTrue(out.toString().contains("1  the lengths are wrong"), out::toString);
        assertTrue(out.toString().contains("FAILED  I1: a node is lost"), out::toString);
        assertTrue(outcome(NO_FAULT, SOUND).sound());
        assertFalse(faulty.sound());
        assertFalse(violated.sound());
    }

    private static LinesOutcome outcome(Findings findings, Verdict verdict) {
        Reading reading = new Reading(2, 1, 12_345, 400);
        Shared shared = new Shared(3, 96, 192);
        return new LinesOutcome(reading, 1_000_000, 2, findings, 5_000, stats(), verdict, shared, 256, shared);
    }

    private static StoreStats stats() {
        try (Store store = Store.inMemory(StoreOptions.defaults().maxBytes(1 << 20))) {
            return store.stats();
        }
    }

    private static int end(String line, String value) {
        assertTrue(line.contains(" " + value), line);
        return line.indexOf(" " + value) + 1 + value.length();
    }
}
