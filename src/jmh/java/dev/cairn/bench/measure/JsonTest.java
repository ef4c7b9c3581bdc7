package dev.cairn.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesWhatAReportHolds() {
        assertEquals("{\"a \\\"b\\\"\": [\n1,\n2.5\n]}", Json.of(Map.of("a \"b\"", List.of(1, 2.5))));
        assertEquals("\"\\\\ \\u000a\"", Json.of("\\ \n"));
    }

    @Test
    void writesNullForWhatWasNotMeasured() {
        assertEquals("null", Json.of(Double.NaN));
    }
}
