package dev.cairn.bench.measure;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps, lists, strings and numbers as JSON text: all that a file of figures needs. */
public final class Json {
    private Json() {}

    public static String of(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(Json::of).collect(Collectors.joining(",\n", "[\n", "\n]"));
            case Double number -> Double.isFinite(number) ? number.toString() : "null";
            case Number number -> number.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
