package dev.cairn.docs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the assertions of a test into what a reader sees: the call, and its result in a comment.
 *
 * <p>{@code assertEquals(3, vector.size()); // as before} becomes {@code vector.size(); // 3: as before}.
 */
final class Shown {
    private static final Pattern ASSERTION = Pattern.compile(
            "^( *)assert(Equals|True|False|Null|Throws)\\((.*?)\\);(?: // ([^\\n]*))?$",
            Pattern.MULTILINE | Pattern.DOTALL);

    private Shown() {}

    static String of(String code) {
        return ASSERTION
                .matcher(code)
                .replaceAll(found -> Matcher.quoteReplacement(
                        shown(found.group(1), found.group(2), found.group(3), found.group(4))));
    }

    private static String shown(String indent, String kind, String inside, String comment) {
        String line = inside.replaceAll("\\s*\\n\\s*", " ")
                .replace("( ", "(")
                .replaceAll(" \\.(?=\\w)", ".")
                .strip();
        List<String> arguments = split(line);
        String result = switch (kind) {
            case "Equals" -> arguments.getFirst();
            case "Throws" -> "throws " + arguments.getFirst().replace(".class", "");
            default -> kind.equals("Null") ? "null" : kind.toLowerCase(java.util.Locale.ROOT);
        };
        String call = arguments.getLast().replaceFirst("^\\(\\) -> ", "");
        return indent + call + "; // " + result + (comment == null ? "" : ": " + comment);
    }

    /** The arguments of a call, of which there are one or two. */
    private static List<String> split(String arguments) {
        int depth = 0;
        boolean isText = false;
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            isText ^= c == '"' && (i == 0 || arguments.charAt(i - 1) != '\\');
            depth += isText ? 0 : "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0 && !isText && c == ',') {
                return List.of(
                        arguments.substring(0, i), arguments.substring(i + 1).strip());
            }
        }
        return List.of(arguments);
    }
}
