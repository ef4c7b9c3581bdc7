package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cairn.Store;
import dev.cairn.StoreOptions;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinesSnapshotTest {
    private final Store store = Store.inMemory(StoreOptions.defaults().maxBytes(64 << 20));
    private final LinesFeed feed = new LinesFeed(store);
    private final SplittableRandom random = new SplittableRandom(1);

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void theFeedPublishesWhatItWasGiven() {
        LinesSnapshot empty = feed.latest();
        feed.accept("one");
        LinesSnapshot one = feed.latest();
        feed.accept("three");
        feed.accept("");
        assertEquals(0, empty.lines().size());
        assertEquals("one", one.lines().get(0));
        assertEquals(one, feed.first());
        assertEquals(2, feed.middle().lines().size());
        assertEquals(8, feed.latest().expectedSum());
        for (LinesSnapshot snapshot : new LinesSnapshot[] {empty, one, feed.latest()}) {
            assertSound(snapshot);
        }
    }

    @Test
    void faultsAreFound() {
        feed.accept("one");
        LinesSnapshot one = feed.latest();
        feed.accept("three");
        LinesSnapshot two = feed.latest();
        assertFaulty(new LinesSnapshot(two.lines(), two.lengths(), 9));
        assertFaulty(new LinesSnapshot(one.lines(), two.lengths(), 8));
        assertFaulty(new LinesSnapshot(two.lines(), one.lengths(), 3));
        assertFaulty(
                new LinesSnapshot(one.lines().append("other"), one.lengths().append(4), 7));
    }

    @Test
    void aCheckerCountsTheFaultsItSees() {
        feed.accept("one");
        LinesSnapshot wrong =
                new LinesSnapshot(feed.latest().lines(), feed.latest().lengths(), 4);
        var checker = new SnapshotChecker<>(() -> wrong, 10, 1);
        checker.finish();
        checker.run();
        var findings = checker.findings().plus(SnapshotChecker.Findings.NONE);
        assertEquals(1, findings.checked());
        assertEquals(1, findings.failures());
        assertEquals(1, findings.held());
        assertNotNull(findings.firstFault());
    }

    @Test
    void aCheckerHoldsTheNewestAndChecksOldOnesAgain() {
        var checker = new SnapshotChecker<>(
                () -> {
                    feed.accept("line");
                    return feed.latest();
                },
                10,
                1);
        checker.finish();
        for (int i = 0; i < 25; i++) {
            checker.run();
        }
        assertEquals(10, checker.findings().held());
        assertEquals(0, checker.findings().failures());
        assertEquals(25, feed.latest().lines().size());
        assertEquals(true, checker.findings().checked() > 30);
    }

    private void assertSound(LinesSnapshot snapshot) {
        assertNull(snapshot.fault(random));
        assertNull(snapshot.faultInAnyLine());
    }

    private void assertFaulty(LinesSnapshot snapshot) {
        assertNotNull(snapshot.fault(random));
        assertNotNull(snapshot.faultInAnyLine());
    }
}
