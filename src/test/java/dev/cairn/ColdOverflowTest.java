package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM that did nothing yet, errors leave no class that can't be used any more, and a store and a reclaimer that go on. */
class ColdOverflowTest {
    private static final String CHECKED = "-Ddev.cairn.checked=" + Memory.CHECKED;

    /** Interpreted, as code is that runs for the first time: then frames have the size that was measured, whatever the compiler does. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theStackEndsInWhatWasNeverDoneBefore(int seed) {
        String output = ChildJvm.run(List.of(CHECKED, "-Xint"), ColdOverflows.class, Integer.toString(seed));
        assertTrue(output.contains("StackOverflowError"), output);
        assertFalse(output.contains("NoClassDefFoundError"), output);
    }

    @Test
    void theHeapIsFullForAWhile() {
        ChildJvm.run(List.of(CHECKED, "-Xmx64m"), FullHeap.class);
    }

    @Test
    void aMailboxIsMadeBeforeAnythingElse() {
        ChildJvm.run(List.of(CHECKED), FirstMailbox.class);
    }

    @Test
    void theStandardStoreIsAskedForAgain() {
        ChildJvm.run(List.of(CHECKED), FirstStore.class);
    }
}
