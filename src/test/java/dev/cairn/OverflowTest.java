package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Edge.Probe;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors that come in the middle of operations, which nobody is prepared for: the store goes on, and nothing is lost but what threw. */
@Order(StoreTest.COLLECTS)
class OverflowTest extends StoreTest {
    private static final int DEPTHS = 24;
    private static final int ALLOCATIONS = 60;

    /** The stack ends at another place in each round, and in each eighth frame the operation is done once. */
    @ParameterizedTest
    @EnumSource
    void whereverTheStackEnds(Edge edge) {
        Store store = stores.open(Setting.TINY_INHERITED);
        for (int depth = 0; depth < DEPTHS; depth++) {
            Probe probe = edge.begin(store);
            Brink.overflow(depth, probe.step());
            probe.step().run(1);
            probe.check().run();
        }
        store.reclaim();
        store.verify();
    }

    private static Stream<Arguments> errors() {
        return Stream.of(Edge.values())
                .flatMap(edge -> Stream.of(
                                new StackOverflowError("as a test wants it"),
                                new OutOfMemoryError("as a test wants it"))
                        .map(error -> Arguments.of(edge, error)));
    }

    /** The n-th allocation fails, for every n, in a way for which no change is prepared. */
    @ParameterizedTest
    @MethodSource("errors")
    void whereverItCannotAllocate(Edge edge, Error error) {
        Store store = stores.open(Setting.TINY_INHERITED);
        int failed = 0;
        for (int n = 1; n <= ALLOCATIONS; n++) {
            Probe probe = edge.begin(store);
            store.core().allocator().failAt(n, error);
            try {
                for (int i = 0; i < Edge.SIZE; i++) {
                    probe.step().run(i);
                }
            } catch (VirtualMachineError e) {
                failed++;
            }
            store.core().allocator().failAt(0);
            probe.check().run();
            store.verify();
        }
        assertTrue(failed > 0);
        assertTrue(store.core().repairs() > 0);
    }

    @Test
    void aBuilderThatWasCutShortSaysSo() {
        Store store = stores.open();
        PVector.Builder<Integer> builder = PVector.builder(store, dev.cairn.codec.Codec.INT);
        for (int i = 0; i < 100; i++) {
            builder.append(i); // fewer are on the heap
        }
        store.core().allocator().failAt(1, new StackOverflowError("as a test wants it"));
        assertThrows(StackOverflowError.class, () -> {
            for (int i = 0; i < 1000; i++) {
                builder.append(i);
            }
        });
        store.verify();
        assertThrows(IllegalStateException.class, () -> builder.append(1));
        assertThrows(IllegalStateException.class, builder::build);
        assertEquals(1, LongVector.of(store, 1).size());
    }
}
