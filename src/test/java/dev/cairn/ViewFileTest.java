package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ffi.Ffi;
import dev.cairn.ffi.Places;
import dev.cairn.ffi.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Views of versions in a store in a file, and places there. */
class ViewFileTest extends ReaderCase {
    private static LongVector numbers(Store store, int size) {
        return LongVector.from(store, LongStream.range(0, size));
    }

    private static long sum(View view) {
        long sum = 0;
        for (MemorySegment run : view.segments()) {
            sum += LongStream.of(run.toArray(ValueLayout.JAVA_LONG)).sum();
        }
        return sum;
    }

    @Test
    void aFileThatIsClosedReadsAsZeros() {
        Store store = write();
        View view = Ffi.view(numbers(store, 5000));
        assertEquals(5000L * 4999 / 2, sum(view));
        MemorySegment run = view.segments().iterator().next();
        store.close();
        assertEquals(0, run.get(ValueLayout.JAVA_LONG, 8));
        assertThrows(StoreClosedException.class, view::header);
        assertThrows(StoreClosedException.class, view::segments);
        view.close();
        assertThrows(IllegalStateException.class, () -> run.get(ValueLayout.JAVA_LONG, 8));
    }

    @Test
    void aReaderSeesTheVersionThatItHolds() {
        Store store = write();
        Atom<LongVector> atom = store.atom("numbers", numbers(store, 5000));
        Store reader = read();
        try (View view = Ffi.view(reader.<LongVector>atom("numbers").get())) {
            for (int i = 0; i < 20; i++) {
                atom.set(numbers(store, 3000));
                store.reclaim();
            }
            assertEquals(5000L * 4999 / 2, sum(view));
        }
    }

    @Test
    void whatIsFilledIsInTheFile() {
        Store store = write();
        LongVector.Builder builder = LongVector.builder(store);
        try (Places places = Ffi.reserve(builder, 3000)) {
            places.segments().forEach(run -> run.fill((byte) 1));
            places.done();
        }
        store.atom("filled", builder.build());
        store.verify();
        store.close();
        opened.clear();
        LongVector again = write().<LongVector>atom("filled").get();
        assertEquals(3000, again.size());
        assertTrue(again.stream().allMatch(n -> n == 0x0101010101010101L));
    }
}
