package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.Blob;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are known from elsewhere, and bytes that are no value. */
class NotaTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Nota nota = Nota.standard();

    @ParameterizedTest
    @CsvSource({"0, 60", "2023, E08F67", "-1, 69", "8, E008", "128, E100", "-1024, E88800", "7, 67", "127, E07F"})
    void integers(long value, String hex) {
        check(hex, value);
    }

    @Test
    void theLeastAndTheGreatestLong() {
        check("E0FFFFFFFFFFFFFFFF7F", Long.MAX_VALUE);
        check("E9808080808080808000", Long.MIN_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "-1.01, 5A65",
        "98.6, 51875A",
        "-0.5772156649, D80A95C0B0BD69",
        "-1e13, C80D01",
        "0.0, 4000",
        "5.0, 4005",
        "100.0, 4201"
    })
    void decimals(double value, String hex) {
        check(hex, value);
    }

    @Test
    void textsAndSymbols() {
        check("13636174", "cat");
        check("10", "");
        check("11828003", "\u8003");
        check("1187F800", "\uD83F\uDC00");
        check("70", null);
        check("72", false);
        check("73", true);
    }

    @Test
    void bits() {
        check("8019F0E32080", Blob.from(HexFormat.of().parseHex("F0E32080")).slice(0, 25));
    }

    @Test
    void containers() {
        check("20", List.of());
        check("30", Map.of());
        check("2270E00F", Arrays.asList(null, 15L));
        check("31116173", Map.of("a", true));
        check("A010" + "70".repeat(16), Arrays.asList(new Object[16]));
    }

    private String hex(Object value) {
        return HEX.formatHex(nota.encode(value));
    }

    private void check(String hex, Object value) {
        assertEquals(hex, hex(value));
        assertEquals(value, nota.decode(HEX.parseHex(hex)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, nothing",
        "E0, 0, a count that ends",
        "E000, 0, a count in more bytes than it takes",
        "E007, 0, a count in more bytes than it takes",
        "F1, 0, a symbol that ends",
        "71, 0, a symbol that there is not",
        "78, 0, private",
        "79, 0, system",
        "68, 0, minus zero",
        "E280808080808080808000, 0, 2 to the 64",
        "E180808080808080808000, 0, 2 to the 63",
        "E980808080808080808001, 0, less than the least long",
        "1263, 0, a text that ends",
        "1180, 0, a code point that ends",
        "118061, 0, a code point in more bytes than it takes",
        "1183B000, 0, a surrogate",
        "11C48000, 0, a code point that there is not",
        "11FFFFFFFFFF7F, 0, a code point that there is not",
        "21, 0, an array that ends",
        "222170, 3, an array that ends in an array",
        "A8808080808000, 0, a count that can't be",
        "3111, 0, a record that ends",
        "316070, 1, a key that is no text",
        "3211617011617000, 4, a key twice",
        "4080, 0, a coefficient that ends",
        "408001, 0, a coefficient in more bytes than it takes",
        "4800, 0, minus zero",
        "4180, 0, a coefficient that ends",
        "C38001, 0, an exponent of 384",
        "D38001, 0, an exponent of -384",
        "C4808001, 0, an exponent that is too large",
        "6000, 1, a byte after the value",
        "31132478796A70, 1, a tag that there is not",
    })
    void whatIsNoValueIsRefused(String hex, long offset, String reason) {
        FormatException refused = assertThrows(FormatException.class, () -> nota.decode(HEX.parseHex(hex)), reason);
        assertEquals(offset, refused.offset(), refused::toString);
    }
}
