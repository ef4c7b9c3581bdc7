package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HeaderCommandTest extends CommandTest {
    HeaderCommandTest() {
        super("cairn.h", "header");
    }

    @Test
    @Tag("noNative")
    void theHeaderIsPrintedAsItIs() throws IOException {
        assertEquals(0, demo());
        assertEquals(Files.readString(Path.of("src/main/c/cairn.h")), out.toString());
    }
}
