package dev.cairn.internal.slot;

import dev.cairn.internal.slot.Descriptor.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link Descriptor}. */
public final class DescriptorReader {
    private final String text;
    private int at;

    private DescriptorReader(String text) {
        this.text = text;
    }

    /**
     * The descriptor with this text.
     *
     * @throws IllegalArgumentException if the text is no descriptor's
     */
    public static Descriptor read(String text) {
        DescriptorReader reader = new DescriptorReader(text);
        Descriptor read = reader.type(0);
        if (reader.at != text.length()) {
            throw reader.fault("the end");
        }
        return read;
    }

    private IllegalArgumentException fault(String expected) {
        return new IllegalArgumentException(
                "no kind of collections: expected " + expected + " at " + at + " of " + text);
    }

    private Descriptor type(int depth) {
        if (depth > Descriptor.DEPTH_MAX) {
            throw fault("fewer than " + depth + " levels");
        }
        String word = plain();
        String name = skip(" ") ? quoted() : null;
        if (!skip("(")) {
            return Descriptor.of(word, name);
        }
        List<Part> parts = new ArrayList<>();
        if (!skip(")")) {
            do {
                parts.add(part(word, depth));
            } while (skip(", "));
            require(")");
        }
        return Descriptor.of(word, name, parts);
    }

    private Part part(String word, int depth) {
        String label = Descriptor.hasBrackets(word) ? label() : "";
        boolean hasType = word.equals(Descriptor.RECORD) || !Descriptor.hasBrackets(word);
        if (word.equals(Descriptor.RECORD)) {
            require(": ");
        }
        @Nullable Descriptor type = hasType ? type(depth + 1) : null;
        return new Part(label, type);
    }

    private String label() {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
        int begin = at;
        while (at < text.length() && Descriptor.isPlain(text.charAt(at))) {
            at++;
        }
        if (at == begin) {
            throw fault("a word");
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        require("\"");
        StringBuilder read = new StringBuilder();
        while (!skip("\"")) {
            skip("\\");
            if (at == text.length()) {
                throw fault("a quotation mark");
            }
            read.append(text.charAt(at++));
        }
        return read.toString();
    }

    private boolean skip(String expected) {
        boolean found = text.startsWith(expected, at);
        at += found ? expected.length() : 0;
        return found;
    }

    private void require(String expected) {
        if (!skip(expected)) {
            throw fault(expected);
        }
    }
}
