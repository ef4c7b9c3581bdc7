package dev.cairn.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels that loop, or that trap: the store is as it was, and the window goes on. */
@Tag("noNative")
class StoppingTest extends StoreTest {
    private static final Kernel GUARD = Modules.kernel("guard");

    /** Runs {@code action}, which does not end by itself, in this thread, and interrupts it; returns whether the thread stays interrupted. */
    private static boolean stopped(Runnable action) {
        Thread runner = Thread.currentThread();
        Thread interrupter = Thread.ofPlatform().start(runner::interrupt); // before or after the beginning
        assertThrows(KernelStoppedException.class, action::run);
        boolean interrupted = Thread.interrupted();
        while (interrupter.isAlive()) {
            try {
                interrupter.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return interrupted;
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "loopAndCount"})
    void aLoopEndsByAnInterrupt(String function) {
        Window window = GUARD.on(stores.open());
        for (int i = 0; i < 20; i++) {
            assertTrue(stopped(() -> window.run(function)));
            assertEquals(3, window.callInt("addInts", 1, 2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFillThatIsStoppedLeavesTheBuilder(Setting setting) {
        Store store = stores.open(setting);
        Window window = GUARD.on(store);
        LongVector.Builder builder = LongVector.builder(store).appendAll(1, 2, 3);
        LongVector before = builder.build();
        List<Consumer<LongVector.Builder>> failing = List.of(
                b -> stopped(() -> window.fill(b, 1, "oneAndLoop", 3, 7L)),
                b -> assertThrows(KernelTrapException.class, () -> window.fill(b, 1, "oneAndTrap", 3, 7L)),
                b -> assertThrows(KernelTrapException.class, () -> window.fill(b, 1000, "store8", 0)),
                b -> assertThrows(IllegalArgumentException.class, () -> window.fill(b, 1000, "store8", 0L)));
        for (var fails : failing) {
            fails.accept(builder);
            assertEquals(3, builder.size());
            assertEquals(before, builder.build());
        }
        assertEquals(List.of(1L, 2L, 3L, 4L), builder.append(4).build().asList());
        assertEquals(List.of(1L, 2L, 3L), before.asList());
    }

    @Test
    void trapsAreNamed() {
        Window window = GUARD.on(stores.open());
        assertThrows(KernelTrapException.class, () -> window.run("unreachable"));
        assertThrows(KernelTrapException.class, () -> window.callInt("divide", 1, 0));
        assertThrows(KernelTrapException.class, () -> window.callInt("divide", Integer.MIN_VALUE, -1));
        assertThrows(KernelTrapException.class, () -> window.callInt("recurse", 0));
        assertThrows(KernelTrapException.class, () -> window.run("indirect", 1));
        assertThrows(KernelTrapException.class, () -> window.run("indirect", -1));
        assertEquals(-1, window.callInt("grow", 1));
        assertEquals(window.callInt("pages"), window.callInt("grow", 0));
        assertEquals(3, window.callInt("addInts", 1, 2));
    }
}
