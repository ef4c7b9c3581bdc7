package dev.cairn.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs of more bytes than an int can count. */
@Tag("soak")
class LargeBlobTest {
    private static final long BYTES = 2_300_000_000L;

    @Test
    void fromAFileAndFromAStream(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large");
        try (FileChannel out = FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined();
                Store store = Store.inMemory(StoreOptions.defaults().maxBytes(6L << 30))) {
            MemorySegment content = out.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, arena);
            content.set(ValueLayout.JAVA_BYTE, BYTES - 2, (byte) 7);
            Blob blob = Blob.from(store, file);
            assertTrue(blob.isContiguous());
            assertEquals(-1, blob.asSegment().mismatch(content));
            assertEquals(BYTES - 2, blob.indexOf(new byte[] {7, 0}, 1000));
            Blob end = blob.sliceBytes(BYTES - 2_000_000, BYTES);
            assertEquals(7, end.getByte(2_000_000 - 2));
            try (var in = blob.inputStream()) {
                Blob streamed = Blob.from(store, in);
                assertEquals(blob, streamed);
                assertEquals(blob.hashCode(), streamed.hashCode());
            }
            store.verify();
        }
    }
}
