package dev.cairn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of {@code cairn.h}, and the constants in it that docs/layout.md has. */
final class CHeader {
    private static final Path FILE = CCompiler.MAIN.resolve("cairn.h");
    private static final Pattern DEFINED =
            Pattern.compile("#define (CAIRN_\\w+) (0x[0-9A-F]+|\\d+) */\\* ([^/\n]*): (\\w+) \\*/");

    private CHeader() {}

    /** A constant, and the row of the document that has its number. */
    record Constant(String name, long number, String heading, String row, String line) {
        /** The line with another number. */
        String lineWith(long other) {
            String written =
                    line.substring(line.indexOf(name) + name.length() + 1).split(" ", 2)[0];
            return line.replaceFirst(
                    " " + written + " ", " 0x" + Long.toHexString(other).toUpperCase(Locale.ROOT) + " ");
        }
    }

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Constant> constants(String text) {
        List<Constant> found = new ArrayList<>();
        Matcher matcher = DEFINED.matcher(text);
        while (matcher.find()) {
            found.add(new Constant(
                    matcher.group(1),
                    DocumentTables.number(matcher.group(2)),
                    matcher.group(3),
                    matcher.group(4),
                    matcher.group()));
        }
        return found;
    }

    /** The constants that are not those of the document. */
    static List<String> faults(String text, DocumentTables document) {
        return constants(text).stream()
                .filter(constant -> document.at(constant.heading, constant.row) != constant.number)
                .map(constant -> constant.name + " is " + constant.number + ", and " + constant.row + " under "
                        + constant.heading + " is " + document.at(constant.heading, constant.row))
                .toList();
    }
}
