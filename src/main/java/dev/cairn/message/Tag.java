package dev.cairn.message;

/**
 * Names the type of a value for which the formats have no type. A tag is a record of one pair: the key is the tag's name, and the value has
 * the tag's form. A map that would look like a tag has a tag, too.
 */
record Tag(String name, Form form) {
    private static final char MARK = '$';

    /** Whether a record of one pair with this key is a tag. */
    static boolean isTag(String key) {
        return !key.isEmpty() && key.charAt(0) == MARK;
    }

    void write(FormatWriter out, Object value) {
        out.beginRecord(1);
        out.putText(name);
        form.write(out, value);
        out.end();
    }
}
