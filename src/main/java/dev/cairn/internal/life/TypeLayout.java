package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;

/**
 * The numbers of a descriptor: of which kind the collections are that have it, and where the values of an entry begin. So a reader in
 * another language needs no text and no class. An entry is an element of a vector or set, or a key with its value.
 *
 * @param collection which kind of collections it is: one of the constants
 * @param width bytes of an entry; 0 if there are no entries, or if the width is not known
 * @param alignment an entry begins at a multiple of this, counted from the beginning of its node
 * @param first the elements or keys
 * @param second the values
 */
public record TypeLayout(int collection, int width, int alignment, Slot first, Slot second) {
    /*
     * Layout, from DescriptorTable.AT_COLLECTION on
     *     collection 4 | width 4 | alignment 4 | zeros 4 | first 16 | second 16
     * Layout of a slot
     *     code 2 | references 2 | width 4 | at 4 | type 4
     */
    /** No collections: the descriptor is of an enum or of a record, or the library does not know its word. */
    public static final int NO_COLLECTION = 0;

    public static final int VECTOR = 1;
    public static final int SET = 2;
    public static final int MAP = 3;
    public static final int BLOB = 4;
    public static final int LONG_VECTOR = 5;
    public static final int INT_VECTOR = 6;
    public static final int DOUBLE_VECTOR = 7;

    static final int AT_WIDTH = Integer.BYTES;
    static final int AT_ALIGNMENT = 2 * Integer.BYTES;
    static final int AT_FIRST = 4 * Integer.BYTES;
    static final int AT_SECOND = AT_FIRST + Slot.BYTES;

    /** The bytes of the numbers. */
    static final int BYTES = AT_SECOND + Slot.BYTES;

    /** That of a descriptor that is none of collections. */
    public static final TypeLayout NONE = new TypeLayout(NO_COLLECTION, 0, 0, Slot.NONE, Slot.NONE);

    /**
     * How values of one codec lie in an entry.
     *
     * @param code which codec it is: one of the constants
     * @param references how many references a slot can hold
     * @param width bytes of a slot; 0 if there is none, or if the width is not known
     * @param at where in an entry the slot begins
     * @param type of collections the number of their descriptor; else 0
     */
    public record Slot(int code, int references, int width, int at, int type) {
        /** No slot, or that of a codec that the library does not know. */
        public static final int NO_CODEC = 0;

        public static final int BOOLEAN = 1;
        public static final int BYTE = 2;
        public static final int SHORT = 3;
        public static final int CHAR = 4;
        public static final int INT = 5;
        public static final int LONG = 6;
        public static final int FLOAT = 7;
        public static final int DOUBLE = 8;
        public static final int STRING = 9;
        public static final int OCTETS = 10;
        public static final int ANY = 11;
        public static final int STANDARD = 12;
        public static final int OBJECT = 13;
        public static final int ENUM = 14;
        public static final int RECORD = 15;
        public static final int ENCODING = 16;
        public static final int COLLECTION = 17;

        static final int AT_REFERENCES = Short.BYTES;
        static final int AT_WIDTH = 2 * Short.BYTES;
        static final int AT_PLACE = AT_WIDTH + Integer.BYTES;
        static final int AT_TYPE = AT_PLACE + Integer.BYTES;
        static final int BYTES = AT_TYPE + Integer.BYTES;

        /** No slot. */
        public static final Slot NONE = new Slot(NO_CODEC, 0, 0, 0, 0);

        /** The same slot at another place of an entry. */
        public Slot at(int place) {
            return new Slot(code, references, width, place, type);
        }

        private void write(Memory memory, long to) {
            memory.setChar(to, (char) code);
            memory.setChar(to + AT_REFERENCES, (char) Math.min(references, Character.MAX_VALUE));
            memory.setInt(to + AT_WIDTH, width);
            memory.setInt(to + AT_PLACE, at);
            memory.setInt(to + AT_TYPE, type);
        }

        private static Slot read(Memory memory, long from) {
            return new Slot(
                    memory.getChar(from),
                    memory.getChar(from + AT_REFERENCES),
                    memory.getInt(from + AT_WIDTH),
                    memory.getInt(from + AT_PLACE),
                    memory.getInt(from + AT_TYPE));
        }
    }

    void write(Memory memory, long to) {
        memory.setInt(to, collection);
        memory.setInt(to + AT_WIDTH, width);
        memory.setInt(to + AT_ALIGNMENT, alignment);
        memory.setInt(to + AT_ALIGNMENT + Integer.BYTES, 0);
        first.write(memory, to + AT_FIRST);
        second.write(memory, to + AT_SECOND);
    }

    static TypeLayout read(Memory memory, long from) {
        return new TypeLayout(
                memory.getInt(from),
                memory.getInt(from + AT_WIDTH),
                memory.getInt(from + AT_ALIGNMENT),
                Slot.read(memory, from + AT_FIRST),
                Slot.read(memory, from + AT_SECOND));
    }
}
