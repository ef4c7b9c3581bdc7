package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a second process changes the stores of tests, and that the fixture sees what is left in a file. */
class BesideTest {
    /** Four stores: the process opens two of them first. */
    @ParameterizedTest
    @EnumSource
    void itChangesAStoreAndLeavesNothing(Setting setting) throws InterruptedException {
        Store store = Beside.open(setting.options());
        Atom<PMap<Long, Long>> atom = store.atom(Churner.ATOM, PMap.empty(store, Codec.LONG, Codec.LONG));
        for (int changes = 0; changes < 3; changes++) {
            assertTrue(atom.awaitChange(atom.get(), Duration.ofMinutes(5)));
        }
        LongVector held = LongVector.from(store, new long[1_500]);
        Beside.leave(store);
        assertEquals(Set.of(), store.atomNames());
        assertEquals(0, store.verify().lostBytes());
        Leftovers leftovers = new Leftovers(3);
        leftovers.addOpen("the test that leaks", store);
        assertThrows(AssertionError.class, leftovers::settle);
        assertEquals(1_500, held.size());
        Beside.remove(store);
    }
}
