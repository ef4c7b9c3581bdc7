package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read of a store: figures, and what to do when it is full. */
@Tag("beside")
class MessagesTest extends StoreTest {
    private static final long MAX = 8L << 20;

    private Store small() {
        return stores.open(StoreOptions.defaults().maxBytes(MAX));
    }

    @Test
    void figuresAreATable() {
        Store store = small();
        LongVector longs = LongVector.from(store, new long[10_000]);
        String text = store.stats().toString();
        List<String> lines = text.lines().toList();
        assertTrue(
                lines.getFirst()
                        .matches("bytes +8,388,608 reserved, [\\d,]+ committed, [\\d,]+ resident, [\\d,]+ live"),
                text);
        assertTrue(lines.stream().anyMatch(line -> line.matches(" {2}leaf +\\d+ +[\\d,]+")), text);
        assertTrue(lines.stream().anyMatch(line -> line.matches(" {2}272 +\\d+ +\\d+")), text);
        assertEquals(10_000, longs.size());
        StoreStats stats = new StoreStats(
                1,
                2,
                2,
                3,
                4,
                Map.of(),
                List.of(new StoreStats.SizeClassStats(0, 5, 6)),
                7,
                8,
                9,
                10,
                11,
                12,
                13,
                14,
                15,
                Optional.empty());
        String last = stats.toString().lines().toList().getLast();
        assertTrue(last.matches(" {2}runs +5 +6"), last);
    }

    @Test
    void aFullStoreSaysHowToRaiseTheLimit() {
        Store store = small();
        var e = assertThrows(StoreFullException.class, () -> LongVector.from(store, new long[2_000_000]));
        for (String part : List.of("no room for ", "at most " + MAX + " bytes", "maxBytes", "-Ddev.cairn.maxBytes=")) {
            assertTrue(e.getMessage().contains(part), e::getMessage);
        }
    }

    @Test
    void aFullDiskIsNamed() {
        var e = StoreFullException.ofDisk(1, 2, 3, null);
        for (String part : List.of("no room for 1 bytes: 2 of", "the disk is full", "java.io.tmpdir")) {
            assertTrue(e.getMessage().contains(part), e::getMessage);
        }
    }

    /** Some of which would overflow as a number of bits. */
    @ParameterizedTest
    @ValueSource(longs = {MAX + 1, 1L << 46, 1L << 60, (1L << 61) + 8, Long.MAX_VALUE})
    @SuppressWarnings("restricted") // nobody reads the segment
    void aSegmentLargerThanTheStoreIsRefusedUnread(long bytes) {
        Store store = small();
        MemorySegment segment = MemorySegment.NULL.reinterpret(bytes, Arena.global(), null);
        var e = assertThrows(StoreFullException.class, () -> Blob.from(store, segment));
        assertEquals(bytes, e.requested());
        assertEquals(0, store.stats().collectionsAsked());
    }

    @Test
    @Tag("alone")
    void aFileLargerThanTheStoreIsRefusedUnread(@TempDir Path folder) throws IOException {
        Store store = small();
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 34);
        }
        assertEquals(
                1L << 34,
                assertThrows(StoreFullException.class, () -> Blob.from(store, file))
                        .requested());
        assertEquals(0, store.stats().committedBytes() >> 20);
    }
}
