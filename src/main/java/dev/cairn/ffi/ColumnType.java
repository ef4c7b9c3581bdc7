package dev.cairn.ffi;

import org.jspecify.annotations.Nullable;

/** What a column of Arrow has: its format, and the bytes of an element in a slot of ours. */
enum ColumnType {
    BOOLEAN("boolean", "b", 1),
    BYTE("byte", "c", 1),
    SHORT("short", "s", 2),
    CHAR("char", "S", 2),
    INT("int", "i", 4),
    LONG("long", "l", 8),
    FLOAT("float", "f", 4),
    DOUBLE("double", "g", 8),
    TEXT("string", "u", 24),
    STRUCT("record", "+s", 0);

    private final String word;
    private final String format;
    private final int width;

    ColumnType(String word, String format, int width) {
        this.word = word;
        this.format = format;
        this.width = width;
    }

    /** The type for the codec with this word in its descriptor; null if there is none. */
    static @Nullable ColumnType ofWord(String word) {
        for (ColumnType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        return null;
    }

    /** Its format in Arrow. */
    String format() {
        return format;
    }

    /** Bytes of a slot; 0 for a struct. */
    int width() {
        return width;
    }

    /** Whether the bytes of a slot are those of the column. */
    boolean isCopied() {
        return this != BOOLEAN && this != TEXT && this != STRUCT;
    }

    /** How many buffers an array has. */
    int buffers() {
        return this == STRUCT ? 1 : this == TEXT ? 3 : 2;
    }
}
