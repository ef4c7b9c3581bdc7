package dev.cairn.internal.slot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a codec keeps and how, by value: all that somebody must know to read its slots without the codec. Its text is the same in every
 * process, so a store in a file names the kinds of its collections by such texts. {@link DescriptorReader} reads the text.
 */
public final class Descriptor {
    /*
     * Text
     *     type = word [" " name] ["(" part {", " part} ")"]
     *     part = type                    of a collection: the codecs of its elements
     *          | label ": " type         of a record: its components in their order
     *          | label                   of an enum: its constants in the order of the ordinals; of an encoding: its width and extents
     *     name = the class of a record or enum, or the name that a user gave to a codec, in quotation marks
     *     label = letters, digits, _ and $; any other label stands in quotation marks, too. In these \ stands before " and \.
     *
     * Shapes follow from the text: see docs/layout.md. A word stands for one layout: if the layout of a codec ever changes, its word does.
     */
    public static final String ENUM = "enum";

    public static final String RECORD = "record";
    public static final String ENCODING = "encoding";
    public static final String BYTES = "bytes";
    public static final String OBJECT = "object";

    /** The word in a store that only one process uses, of a kind that has no text. */
    static final String UNKNOWN = "unknown";

    /** Deeper nested kinds have no text, so that no text can use up a stack. */
    static final int DEPTH_MAX = 200;

    private static final String CODECS = "Codec.";

    private final String word;
    private final @Nullable String name;
    private final List<Part> parts;
    private final int depth;

    /** A part: a label, a type or both. */
    public record Part(String label, @Nullable Descriptor type) {}

    private Descriptor(String word, @Nullable String name, List<Part> parts) {
        this.word = word;
        this.name = name;
        this.parts = List.copyOf(parts);
        int deepest = 0;
        for (Part part : parts) {
            deepest = Math.max(deepest, part.type == null ? 0 : part.type.depth);
        }
        this.depth = deepest + 1;
        if (depth > DEPTH_MAX) {
            throw new IllegalArgumentException("codecs that are nested more than " + DEPTH_MAX + " deep");
        }
    }

    /** The descriptor of a codec without parts that has this word. */
    public static Descriptor of(String word, @Nullable String name) {
        return new Descriptor(word, name, List.of());
    }

    /** The descriptor with these parts. */
    public static Descriptor of(String word, @Nullable String name, List<Part> parts) {
        return new Descriptor(word, name, parts);
    }

    /** Parts that are labels only. */
    public static List<Part> labels(List<String> labels) {
        return labels.stream().map(label -> new Part(label, null)).toList();
    }

    /** The message of a codec that is described without a name of a user. */
    public static String takesNoName(Object codec) {
        return codec + " takes no name; only codecs of Codec.of and Codec.ofBytes have one";
    }

    /** The word for a {@linkplain CodecParts#kind() kind}: {@code long} for Codec.LONG, {@code map} for PMap. */
    public static String word(String kind) {
        boolean isCodec = kind.startsWith(CODECS);
        String rest = isCodec ? kind.substring(CODECS.length()).replace("()", "") : kind;
        if (isCodec) {
            return Character.isUpperCase(rest.charAt(1)) ? lower(rest) : rest;
        }
        String own = Character.isUpperCase(rest.charAt(1)) ? rest.substring(1) : rest;
        return lower(own.substring(0, 1)) + own.substring(1);
    }

    private static String lower(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    /** The word of this kind of codec. */
    public String word() {
        return word;
    }

    /** The name of a class, or the one that a user gave; null if the kind has none. */
    public @Nullable String name() {
        return name;
    }

    public List<Part> parts() {
        return parts;
    }

    /** The labels of the parts. */
    public List<String> labels() {
        return parts.stream().map(Part::label).toList();
    }

    /** Whether this is of a codec of a user. */
    public boolean isOfUser() {
        return word.equals(ENCODING) || (word.equals(BYTES) && name != null);
    }

    /** The first, from left to right, that another process could not read: an object, or a codec of a user without a name. Null if none. */
    public @Nullable Descriptor unreadable() {
        if (word.equals(OBJECT) || (isOfUser() && String.valueOf(name).isEmpty())) {
            return this;
        }
        for (Part part : parts) {
            Descriptor found = part.type == null ? null : part.type.unreadable();
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Descriptor that
                        && word.equals(that.word)
                        && String.valueOf(name).equals(String.valueOf(that.name))
                        && (name == null) == (that.name == null)
                        && parts.equals(that.parts));
    }

    @Override
    public int hashCode() {
        return 31 * word.hashCode() + parts.hashCode();
    }

    /** The text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        write(text);
        return text.toString();
    }

    private void write(StringBuilder to) {
        to.append(word);
        if (name != null) {
            quote(to.append(' '), name);
        }
        if (parts.isEmpty() && !hasBrackets(word)) {
            return;
        }
        to.append('(');
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            to.append(i == 0 ? "" : ", ");
            if (hasBrackets(word)) {
                writeLabel(to, part.label);
                to.append(part.type == null ? "" : ": ");
            }
            if (part.type != null) {
                part.type.write(to);
            }
        }
        to.append(')');
    }

    /** Whether the parts have labels; there may be none. */
    static boolean hasBrackets(String word) {
        return word.equals(ENUM) || word.equals(RECORD) || word.equals(ENCODING);
    }

    private static void writeLabel(StringBuilder to, String label) {
        if (!label.isEmpty() && label.chars().allMatch(Descriptor::isPlain)) {
            to.append(label);
        } else {
            quote(to, label);
        }
    }

    /** Whether a word or label may have this character without quotation marks. */
    static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
    }

    private static void quote(StringBuilder to, String text) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            to.append(c == '"' || c == '\\' ? "\\" : "").append(c);
        }
        to.append('"');
    }
}
