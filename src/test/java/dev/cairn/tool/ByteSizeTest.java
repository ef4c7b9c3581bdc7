package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ByteSizeTest {
    private final ByteSize size = new ByteSize();

    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "64k, 65536", "4g, 4294967296", "1.5 GiB, 1610612736", "2MB, 2097152", "7b, 7"})
    void readsWhatPeopleWrite(String written, long bytes) {
        assertEquals(bytes, size.convert(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "-1", "4x", "1..5g", "four", "4 g g", "99999999999999999999"})
    void refusesWhatIsNoSize(String written) {
        assertThrows(TypeConversionException.class, () -> size.convert(written));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "1610612736, 1.5 GiB", "9223372036854775807, 8388608.0 TiB"})
    void writesTheLargestUnit(long bytes, String written) {
        assertEquals(written, ByteSize.toString(bytes));
    }
}
