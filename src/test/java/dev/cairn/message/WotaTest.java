package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.Blob;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that are known from elsewhere, and words that are no value. */
class WotaTest {
    private final Wota wota = Wota.standard();

    @Test
    void known() {
        check("0000000000000305 0000006300000061 0000007400000000", "cat");
        check(
                "1904 F0E3208000000000",
                Blob.from(HexFormat.of().parseHex("F0E32080")).slice(0, 25));
        check("02", List.of());
        check("03", Map.of());
        check("05", "");
        check("0007", null);
        check("0207", false);
        check("0307", true);
        check("2A00", 42L);
        check("FFFFFFFFFFFFFF00", -1L);
        check("7FFFFFFFFFFFFF00", (1L << 55) - 1);
        check("8000000000000000", -1L << 55);
        check("01 3FF8000000000000", 1.5);
        check(
                "0202 0405 0000006400000075 000000630000006B 0605 0000006400000072 0000006100000067 0000006F0000006E",
                List.of("duck", "dragon"));
        check("0103 0105 0000006100000000 0307", Map.of("a", true));
        check("0105 0001F60000000000", "\uD83D\uDE00");
    }

    @Test
    void mapped() {
        check("0103 0205 000000240000004A 4004 0080000000000000", 1L << 55);
        check("0103 0205 0000002400000049 0700", 7);
        assertArrayEquals(
                words("0103 0305 000000240000005B 0000004200000000 1804 0102030000000000"),
                wota.encode(new byte[] {1, 2, 3}));
    }

    @Test
    void anEnvelopeSaysWhichVersion() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = wota.encode("cat", arena);
            assertEquals(
                    "576f7461e90700000503000000000000610000006300000000000000" + "74000000",
                    HexFormat.of().formatHex(segment.toArray(ValueLayout.JAVA_BYTE)));
            segment.set(ValueLayout.JAVA_BYTE, 4, (byte) 0);
            assertThrows(FormatException.class, () -> wota.decode(segment));
            assertThrows(FormatException.class, () -> wota.reader(segment.asSlice(8)));
            assertThrows(FormatException.class, () -> wota.reader(segment.asSlice(0, 0)));
            assertThrows(FormatException.class, () -> wota.reader(segment.asSlice(0, 20)));
        }
    }

    private static long[] words(String hex) {
        return Arrays.stream(hex.split(" "))
                .filter(word -> !word.isEmpty())
                .mapToLong(word -> Long.parseUnsignedLong(word, 16))
                .toArray();
    }

    private void check(String hex, Object value) {
        assertArrayEquals(words(hex), wota.encode(value));
        assertEquals(value, wota.decode(words(hex)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, nothing",
        "08, 0, a type that there is not",
        "FF, 0, a type that there is not",
        "01, 0, a number that ends",
        "0101 0, 0, a number with more",
        "0107, 0, a symbol that there is not",
        "0807, 0, private",
        "0105, 0, a text that ends",
        "FFFFFFFFFFFFFF05, 0, a text that is too long",
        "FFFFFFFFFFFFFF04, 0, a blob that is too long",
        "FFFFFFFFFFFFFF02, 0, an array that is too long",
        "FFFFFFFFFFFFFF03, 0, a record that is too long",
        "0105 0000006100000061, 0, a padding that is not zero",
        "0105 0000D80000000000, 0, a surrogate",
        "0205 000000610000DFFF, 0, a surrogate",
        "0105 0011000000000000, 0, a code point that there is not",
        "0105 8000000000000000, 0, a code point that there is not",
        "0102, 0, an array that ends",
        "0202 02 0102, 2, an array that ends in an array",
        "0103 0700 0700, 1, a key that is no text",
        "0203 0105 0000006100000000 07 0105 0000006100000000 07, 4, a key twice",
        "0106 0, 0, a reference",
        "07 07, 1, a word after the value",
        "0103 0205 0000002400000049 8000000000, 3, an Integer that is too large",
    })
    void whatIsNoValueIsRefused(String hex, long offset, String reason) {
        FormatException refused = assertThrows(FormatException.class, () -> wota.decode(words(hex)), reason);
        assertEquals(offset, refused.offset(), refused::toString);
    }
}
