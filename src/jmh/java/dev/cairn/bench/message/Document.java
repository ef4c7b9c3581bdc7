package dev.cairn.bench.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** JSON that others use, out of their jars, as maps, lists, strings, longs and doubles. */
public enum Document {
    /** Borders of states: nearly all of it lists of two doubles. */
    BORDERS("borders", "com/graphhopper/countries/countries.geojson"),

    /** Emoji and their names: records, all with the same keys, some of text that is not ASCII. */
    EMOJI("emoji", "emojis.json"),

    /** Types of files: a large record of small ones, with lists in them. */
    TYPES("types", "META-INF/resources/webjars/mime-db/1.54.0/db.json"),

    /** Time zones: long strings. */
    ZONES("zones", "META-INF/resources/webjars/moment-timezone/0.5.43/data/packed/latest.json");

    private static final int THOUSAND = 1000;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private final String label;
    private final String path;

    Document(String label, String path) {
        this.label = label;
        this.path = path;
    }

    static Document labelled(String label) {
        return Arrays.stream(values())
                .filter(document -> document.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    String label() {
        return label;
    }

    /** The document, read anew. */
    Object value() {
        try (InputStream in = Document.class.getClassLoader().getResourceAsStream(path)) {
            return JSON.readValue(Objects.requireNonNull(in, path), Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many thousands of bytes it has as JSON in UTF-8 without spaces. */
    int kilobytes() {
        return Math.round((float) JSON.writeValueAsBytes(value()).length / THOUSAND);
    }
}
