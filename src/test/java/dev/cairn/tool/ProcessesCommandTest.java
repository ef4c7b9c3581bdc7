package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.tool.Diary.Count;
import dev.cairn.tool.ProcessesRun.End;
import dev.cairn.tool.ProcessesRun.Ended;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessesCommandTest extends CommandTest {
    private static final Verdict SOUND = new Verdict(true, "");
    private static final Parcels.Left NONE = new Parcels.Left(0, 0);

    private int number;

    ProcessesCommandTest() {
        super("--kills", "demo", "processes");
    }

    @Test
    void sumsAreExactAndLettersAreThereAfterKills() {
        assertEquals(0, demo("--processes=3", "--seconds=2", "--kills=2", "--blob=1m", "--dir=" + root), this::said);
        assertRow("processes stopped", "3");
        assertRow("processes failed", "0");
        assertRow("sums", "exact");
        assertRow("snapshots changed", "0");
        assertRow("blobs that were wrong", "0");
        assertRow("lost bytes after that", "0");
        assertRow("verify()", "sound");
        assertTrue(out.toString().contains(" was killed after "), out::toString);
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--processes=0",
                "--processes=33",
                "--seconds=0",
                "--kills=-1",
                "--kills=many",
                "--blob=7",
                "--blob=600m",
                "--blob=lots",
                "--what"
            })
    void aWrongOptionGetsOneLine(String option) {
        assertEquals(2, demo(option, "--dir=" + root));
        assertOneLineOfComplaint(option.split("=", 2)[0]);
    }

    /** A process that began so many swaps, and has done so many of them. */
    private Ended ended(int life, int begun, int done, End how) throws IOException {
        Diary diary = Diary.open(root.resolve("diary " + number++));
        for (int i = 0; i < begun; i++) {
            diary.add(Count.BEGUN);
        }
        for (int i = 0; i < done; i++) {
            diary.add(Count.DONE);
        }
        return new Ended(life, diary, how);
    }

    private static boolean isSound(long count, Ended... ended) {
        return new ProcessesOutcome(List.of(ended), Map.of(1, count), NONE, SOUND, 100, 0).sound();
    }

    @Test
    void aSumThatIsWrongIsUnsound() throws IOException {
        Ended killed = ended(1, 8, 7, End.KILLED);
        assertFalse(isSound(6, killed));
        assertTrue(isSound(7, killed));
        assertTrue(isSound(8, killed));
        assertFalse(isSound(9, killed));
        Ended stopped = ended(1, 8, 8, End.STOPPED);
        assertFalse(isSound(7, stopped));
        assertTrue(isSound(8, stopped));
        assertFalse(isSound(9, stopped));
        assertFalse(isSound(8, ended(1, 8, 7, End.STOPPED)));
        assertFalse(isSound(8, ended(1, 8, 8, End.FAILED)));
        assertTrue(isSound(8, stopped, ended(2, 1, 0, End.KILLED)));
        assertFalse(isSound(8, stopped, ended(2, 1, 1, End.KILLED)), "its swap is not in the map");
        assertFalse(isSound(8, ended(2, 0, 0, End.STOPPED)), "nobody made these swaps");
    }

    @Test
    void whatElseIsWrongIsUnsound() throws IOException {
        Ended stopped = ended(1, 1, 1, End.STOPPED);
        Map<Integer, Long> counts = Map.of(1, 1L);
        assertTrue(new ProcessesOutcome(List.of(stopped), counts, NONE, SOUND, 100, 0).sound());
        assertFalse(new ProcessesOutcome(List.of(stopped), counts, NONE, SOUND, 100, 16).sound());
        assertFalse(new ProcessesOutcome(List.of(stopped), counts, NONE, new Verdict(false, ""), 100, 0).sound());
        stopped.diary().add(Count.CHANGED);
        assertFalse(new ProcessesOutcome(List.of(stopped), counts, NONE, SOUND, 100, 0).sound());
    }

    private static boolean isDelivered(int unread, int lost, Ended... ended) {
        return new ProcessesOutcome(List.of(ended), Map.of(), new Parcels.Left(unread, lost), SOUND, 100, 0).sound();
    }

    @Test
    void aLetterThatIsMissingOrWrongIsUnsound() throws IOException {
        Ended stopped = ended(1, 0, 0, End.STOPPED);
        Ended killed = ended(2, 0, 0, End.KILLED);
        stopped.diary().add(Count.SENT);
        assertFalse(isDelivered(0, 0, stopped, killed));
        assertTrue(isDelivered(1, 0, stopped));
        assertTrue(isDelivered(0, 1, stopped, killed), "who took it was killed");
        assertFalse(isDelivered(0, 1, stopped), "nobody was killed");
        stopped.diary().add(Count.RECEIVED);
        assertTrue(isDelivered(0, 0, stopped));
        assertFalse(isDelivered(1, 0, stopped), "it came twice");
        assertTrue(isDelivered(1, 0, stopped, killed), "the killed one had sent it");
        stopped.diary().add(Count.WRONG);
        assertFalse(isDelivered(0, 0, stopped));
    }
}
