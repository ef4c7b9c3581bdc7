package dev.cairn.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maps of java.util whose keys are strings: a record, or an array of keys and values in turn if a key is no text. */
final class MapForm implements Form {
    /** A map that would look like a tag, or has a key that is no text. */
    static final Tag TAG = new Tag("$map", new MapForm());

    private MapForm() {}

    /** Writes a map as a record, or with a tag if the record would be read as another value. */
    static void writeAny(FormatWriter out, Map<?, ?> map) {
        if (!isRecord(out, map) || (map.size() == 1 && isTag(map))) {
            TAG.write(out, map);
        } else {
            writeRecord(out, map);
        }
    }

    private static boolean isTag(Map<?, ?> map) {
        return Tag.isTag((String) map.keySet().iterator().next());
    }

    private static boolean isRecord(FormatWriter out, Map<?, ?> map) {
        boolean texts = true;
        for (Object key : map.keySet()) {
            if (!(key instanceof String text)) {
                throw out.failure("a map with the key " + key + ", which is no string; a PMap may have others");
            }
            texts &= out.isText(text);
        }
        return texts;
    }

    private static void writeRecord(FormatWriter out, Map<?, ?> map) {
        int size = map.size();
        out.beginRecord(size);
        writeEntries(out, map, size);
    }

    private static void writeEntries(FormatWriter out, Map<?, ?> map, int size) {
        int count = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Texts.TEXT.write(out, entry.getKey());
            out.putAny(entry.getValue());
            count++;
        }
        Contents.requireSize(size, count);
        out.end();
    }

    @Override
    public void write(FormatWriter out, @Nullable Object value) {
        Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(value);
        if (isRecord(out, map)) {
            writeRecord(out, map);
        } else {
            int size = map.size();
            out.beginArray(2L * size);
            writeEntries(out, map, size);
        }
    }

    @Override
    public Object read(FormatReader in, FormatType next) {
        return readMap(in, next);
    }

    static Map<String, @Nullable Object> readMap(FormatReader in, FormatType next) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Contents.readEntries(
                in, next, Texts.TEXT, ANY, map::containsKey, (key, value) -> map.put((String) key, value));
        return Collections.unmodifiableMap(map);
    }

    /** The map of one entry. */
    static Map<String, @Nullable Object> of(String key, @Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return Collections.unmodifiableMap(map);
    }
}
