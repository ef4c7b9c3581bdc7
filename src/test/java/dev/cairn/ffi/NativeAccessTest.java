package dev.cairn.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.Blob;
import dev.cairn.LongVector;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.memory.Region;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Without native access everything here says so, and nothing else happens. */
@Tag("noNative")
class NativeAccessTest extends StoreTest {
    private static void requireNamed(Executable call) throws Throwable {
        if (Region.callsNative()) {
            call.execute();
        } else {
            assertThrows(NativeAccessException.class, call);
        }
    }

    @Test
    void itIsNamed() throws Throwable {
        Store store = stores.open();
        LongVector vector = LongVector.of(store, 1, 2, 3);
        LongVector.Builder builder = vector.toBuilder();
        requireNamed(() -> Ffi.view(vector).close());
        requireNamed(() -> Ffi.sharedView(vector).close());
        requireNamed(() -> Ffi.reserve(builder, 2).close());
        requireNamed(() -> Arrow.stream("x", vector).close());
        requireNamed(() -> Arrow.stream("x", Blob.from(store, new byte[8]), ValueLayout.JAVA_LONG)
                .close());
        if (!Region.callsNative()) {
            assertThrows(NativeAccessException.class, () -> Arrow.longs(store, MemorySegment.NULL));
        }
        assertEquals(vector, builder.build());
    }
}
