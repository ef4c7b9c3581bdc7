package dev.cairn.internal.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
    private static final int BYTES = 1 << 20;

    @TempDir
    Path directory;

    /** The file of pins is opened first, and is not what a closing store waits for. */
    @Test
    void theFileWithTheStoreIsForced() throws IOException {
        Path path = directory.resolve("a.store");
        StoreFile made = StoreFile.open(path, false, file -> {
            file.mapPins(BYTES / 2, 1, true);
            return file.create(BYTES, region -> file);
        });
        assertEquals(BYTES, made.forced().length());
        made.force();
        made.release();
        StoreFile again = StoreFile.open(path, false, file -> {
            file.mapPins(BYTES / 2, 1, false);
            file.map(BYTES);
            return file;
        });
        assertEquals(BYTES, again.forced().length());
        again.release();
    }
}
