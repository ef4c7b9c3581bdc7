package dev.cairn.docs;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.ffi.Arrow;
import dev.cairn.ffi.ArrowStream;
import dev.cairn.ffi.Ffi;
import dev.cairn.ffi.Places;
import dev.cairn.ffi.View;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The examples of docs/native.md. */
class NativePageTest {
    @Test
    void views() {
        try (Store store = Store.inMemory()) {
            // tag::view[]
            LongVector numbers = LongVector.from(store, LongStream.range(0, 1_000_000));
            long sum = 0;
            MemorySegment first;
            try (View view = Ffi.view(numbers)) {
                first = view.segments().iterator().next();
                for (MemorySegment run : view.segments()) { // or one call of native code, with view.table()
                    for (long i = 0; i < run.byteSize() / 8; i++) {
                        sum += run.getAtIndex(JAVA_LONG, i);
                    }
                }
            }
            assertEquals(numbers.sum(), sum);
            assertThrows(IllegalStateException.class, () -> first.get(JAVA_LONG, 0)); // the view is closed
            // end::view[]
        }
    }

    @Test
    @SuppressWarnings("restricted")
    void places() throws Throwable {
        try (Store store = Store.inMemory()) {
            // tag::places[]
            Linker linker = Linker.nativeLinker();
            MethodHandle memset = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("memset"),
                    FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_LONG));

            LongVector.Builder builder = LongVector.builder(store);
            try (Places places = Ffi.reserve(builder, 100_000)) {
                for (MemorySegment run : places.segments()) {
                    MemorySegment ignored = (MemorySegment) memset.invokeExact(run, 0xFF, run.byteSize());
                }
                assertEquals(0, builder.size()); // nobody sees the places yet
                places.done();
            }
            LongVector filled = builder.build();
            assertEquals(-100_000, filled.sum());
            // end::places[]
        }
    }

    // tag::sale[]
    record Sale(int shop, String article, double price) {}
    // end::sale[]

    @Test
    void streams() {
        try (Store store = Store.inMemory()) {
            // tag::stream[]
            PVector<Sale> sales =
                    PVector.of(store, Codec.record(Sale.class), new Sale(1, "tea", 2.5), new Sale(2, "coffee", 3));
            try (ArrowStream stream = Arrow.stream(sales)) { // three columns: shop, article, price
                // a database takes stream.memoryAddress(); here Cairn itself is the other side
                assertEquals(sales, Arrow.records(store, Sale.class, stream.segment()));
            }
            // end::stream[]
        }
    }
}
