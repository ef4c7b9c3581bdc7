package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A walk through words that nobody vouches for, in place: each method of a reader gives what decoding does, or refuses. */
final class ReaderWalk {
    private static final List<String> KEYS = List.of("", "a", "key", "$I", "$map", "$type", "$PVector", "$chars");
    private static final int ELEMENTS = 20;

    private final long words;
    private int readers = 300;

    ReaderWalk(long words) {
        this.words = words;
    }

    /** Walks through a value that decodes to {@code decoded}, a FormatException if it was refused. */
    void walk(WotaReader reader, Object decoded) {
        try {
            step(reader, decoded);
        } catch (FormatException refused) {
            InputCheck.requireOffset(refused, words);
            if (!(decoded instanceof FormatException)) {
                fail("reading in place refused what decodes to " + decoded, refused);
            }
        }
    }

    private void step(WotaReader reader, Object decoded) {
        if (readers-- <= 0) {
            return;
        }
        FormatType type = reader.type();
        requireOthersRefused(reader, type);
        switch (type) {
            case NULL -> {}
            case BOOLEAN -> requireSame(decoded, reader.getBoolean());
            case INTEGER -> requireSame(decoded, reader.getLong());
            case FLOATING -> requireSame(decoded, reader.getDouble());
            case TEXT -> {
                String text = reader.getText();
                requireSame(decoded, text);
                assertEquals(text.codePointCount(0, text.length()), reader.size());
            }
            case BLOB -> assertTrue(reader.size() <= words * Long.SIZE);
            case ARRAY -> array(reader, decoded);
            case RECORD -> record(reader, decoded);
            case COLLECTION -> throw new AssertionError("a reference in words from outside");
        }
    }

    private static void requireSame(Object decoded, Object read) {
        assertTrue(decoded instanceof FormatException || Samples.isSame(decoded, read), () -> read + " not " + decoded);
    }

    private static void requireOthersRefused(WotaReader reader, FormatType type) {
        if (type != FormatType.INTEGER) {
            assertThrows(IllegalStateException.class, reader::getLong);
        }
        if (type != FormatType.TEXT) {
            assertThrows(IllegalStateException.class, reader::getText);
        }
        if (type != FormatType.ARRAY) {
            assertThrows(IllegalStateException.class, reader::elements);
        }
        if (type != FormatType.RECORD) {
            assertThrows(IllegalStateException.class, () -> reader.get("key"));
        }
    }

    private void array(WotaReader reader, Object decoded) {
        long size = reader.size();
        assertTrue(size <= words);
        List<?> list = decoded instanceof List<?> known ? known : List.of();
        if (decoded instanceof List<?>) {
            assertEquals(list.size(), size);
        }
        Iterator<WotaReader> elements = reader.elements();
        for (int i = 0; i < Math.min(size, ELEMENTS); i++) {
            walk(elements.next(), decoded instanceof List<?> ? list.get(i) : decoded);
        }
        if (size > 0) {
            walk(reader.get(size - 1), decoded instanceof List<?> ? list.getLast() : decoded);
        }
    }

    private void record(WotaReader reader, Object decoded) {
        assertTrue(2 * reader.size() <= words);
        for (String key : KEYS) {
            WotaReader value = reader.get(key);
            boolean isEntry = decoded instanceof Map<?, ?> && (reader.size() != 1 || !Form.Tag.isTag(key));
            if (value != null) {
                walk(value, isEntry ? ((Map<?, ?>) decoded).get(key) : unknown());
            }
        }
    }

    /** Stands for what need not be a value of its own. */
    private static FormatException unknown() {
        return new FormatException("word", 0, "not decoded", null);
    }
}
