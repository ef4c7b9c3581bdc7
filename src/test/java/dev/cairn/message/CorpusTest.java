package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.message.Samples.Added;
import dev.cairn.message.Samples.Chain;
import dev.cairn.message.Samples.Colour;
import dev.cairn.message.Samples.Point;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * Bytes from outside: those of a corpus with any end cut off or any byte changed, bytes at random, and such as were found
 * to do harm once. They are refused, or are a value that is written and read again.
 */
class CorpusTest extends StoreTest {
    private static final Path FOUND = Path.of("src/test/resources/found");
    private static final Limits LIMITS =
            Limits.defaults().maxDepth(100).maxBytes(1 << 16).maxValues(1 << 16);

    private final Store store = stores.open();
    private final MessageOptions options = Samples.TYPES.store(store).limits(LIMITS);
    private final Format[] formats = {new NotaBytes(Nota.of(options)), new WotaBytes(Wota.of(options))};

    /** Either format, in bytes. */
    private interface Format {
        byte[] encode(Object value);

        Object decode(byte[] bytes);
    }

    private record NotaBytes(Nota nota) implements Format {
        @Override
        public byte[] encode(Object value) {
            return nota.encode(value);
        }

        @Override
        public Object decode(byte[] bytes) {
            return nota.decode(bytes);
        }
    }

    private record WotaBytes(Wota wota) implements Format {
        @Override
        public byte[] encode(Object value) {
            try (Arena arena = Arena.ofConfined()) {
                return wota.encode(value, arena).toArray(ValueLayout.JAVA_BYTE);
            }
        }

        @Override
        public Object decode(byte[] bytes) {
            return wota.decode(MemorySegment.ofArray(bytes));
        }
    }

    private List<Object> corpus() {
        return Arrays.asList(
                null,
                List.of(true, 2023L, -1.01, "cat\u00e9\uD83D\uDE00", 1L << 60, Double.NaN, "\uD83D"),
                Map.of("$I", Map.of("a", List.of(), "b", 7)),
                new Point(3, -0.0, Colour.GREEN),
                new Chain(1, new Chain(2, null)),
                new Added("key", (byte) 5),
                new byte[] {1, 2, 3},
                Blob.builder(store).appendBits(0x1E1C644, 25).build(),
                LongVector.of(store, 1, -1, Long.MAX_VALUE),
                PVector.of(store, Codec.any(), 'c', 1.5f, (short) 9, null),
                PSet.of(store, Codec.STRING, "a", "b"),
                PMap.empty(store, Codec.STRING, PVector.codec(Codec.INT)).put("k", PVector.of(store, Codec.INT, 1, 2)),
                PMap.empty(store, Codec.enumeration(Colour.class), Codec.record(Point.class))
                        .put(Colour.RED, new Point(1, 2, Colour.RED)));
    }

    @Test
    void noPrefixIsAValue() {
        for (Format format : formats) {
            for (Object value : corpus()) {
                byte[] bytes = format.encode(value);
                assertTrue(Samples.isSame(value, format.decode(bytes)));
                for (int length = 0; length < bytes.length; length++) {
                    byte[] prefix = Arrays.copyOf(bytes, length);
                    assertThrows(FormatException.class, () -> format.decode(prefix));
                }
                byte[] longer = Arrays.copyOf(bytes, bytes.length + Long.BYTES);
                assertThrows(FormatException.class, () -> format.decode(longer));
            }
        }
    }

    @Test
    void aChangedByteDoesNoHarm() {
        for (Format format : formats) {
            for (Object value : corpus()) {
                byte[] bytes = format.encode(value);
                for (int i = 0; i < bytes.length; i++) {
                    byte kept = bytes[i];
                    for (int other = 0; other < 256; other++) {
                        bytes[i] = (byte) other;
                        tryOut(format, bytes);
                    }
                    bytes[i] = kept;
                }
            }
        }
    }

    @Property
    void bytesAtRandomDoNoHarm(@ForAll @Size(max = 64) byte[] bytes, @ForAll boolean wota) {
        Format format = formats[wota ? 1 : 0];
        if (wota) {
            byte[] words = Arrays.copyOf(format.encode(null), Long.BYTES * (1 + bytes.length / Long.BYTES));
            for (int i = Long.BYTES; i < words.length; i++) {
                words[i] = bytes[i - Long.BYTES];
            }
            tryOut(format, words);
        } else {
            tryOut(format, bytes);
        }
    }

    @Property
    void theValuesAroundAChangeDoNoHarm(
            @ForAll @Size(min = 1, max = 6) List<Integer> places,
            @ForAll @Size(6) byte[] changes,
            @ForAll boolean wota) {
        Format format = formats[wota ? 1 : 0];
        byte[] bytes = format.encode(corpus());
        for (int i = 0; i < places.size(); i++) {
            bytes[Math.floorMod(places.get(i), bytes.length)] ^= changes[i];
        }
        tryOut(format, bytes);
    }

    @Test
    void whatWasFoundDoesNoHarm() throws IOException {
        int found = 0;
        try (var files = Files.list(FOUND)) {
            for (Path file : files.sorted().toList()) {
                Format format = formats[file.toString().endsWith(".wota") ? 1 : 0];
                tryOut(format, Files.readAllBytes(file));
                found++;
            }
        }
        assertFalse(found == 0);
    }

    private static void tryOut(Format format, byte[] bytes) {
        Object value;
        try {
            value = format.decode(bytes);
        } catch (FormatException refused) {
            assertTrue(refused.offset() >= 0 && refused.offset() <= bytes.length, refused::toString);
            return;
        }
        byte[] again = format.encode(value);
        assertTrue(Samples.isSame(value, format.decode(again)), () -> "" + value);
        assertEquals(again.length, format.encode(format.decode(again)).length);
    }
}
