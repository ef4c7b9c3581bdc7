package dev.cairn;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of a store in a file of its own. */
abstract class FileCase {
    @TempDir
    Path directory;

    Path path;

    @BeforeEach
    final void name() {
        path = directory.resolve("a.store");
    }
}
