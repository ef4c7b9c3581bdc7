package dev.cairn.codec;

/** The bytes that name the class of a value, in the slots of {@link AnyCodec} and {@link StandardCodec}, and in packed values. */
final class Tags {
    static final byte NULL = 0;
    static final byte BOOLEAN = 1;
    static final byte BYTE = 2;
    static final byte SHORT = 3;
    static final byte CHAR = 4;
    static final byte INT = 5;
    static final byte LONG = 6;
    static final byte FLOAT = 7;
    static final byte DOUBLE = 8;

    /* From here on values with a length. */
    static final byte TEXT = 9;
    static final byte WIDE_TEXT = 10;
    static final byte BYTES = 11;

    /* Values of the JDK. */
    static final byte BIG_INTEGER = 12;
    static final byte BIG_DECIMAL = 13;
    static final byte UNIQUE_ID = 14;
    static final byte INSTANT = 15;
    static final byte DURATION = 16;
    static final byte PERIOD = 17;
    static final byte LOCAL_DATE = 18;
    static final byte LOCAL_TIME = 19;
    static final byte LOCAL_DATE_TIME = 20;
    static final byte OFFSET_TIME = 21;
    static final byte OFFSET_DATE_TIME = 22;
    static final byte ZONED_DATE_TIME = 23;
    static final byte ZONE_OFFSET = 24;
    static final byte YEAR = 25;
    static final byte YEAR_MONTH = 26;
    static final byte MONTH_DAY = 27;

    /** The last of the tags for {@link AnyCodec}. */
    static final byte ANY_MAX = 31;

    /* Values that only the standard codec keeps. */
    static final byte ENUM = 32;
    static final byte RECORD = 33;
    static final byte LIST = 34;
    static final byte LIST_WITH_NULLS = 35;
    static final byte SET = 36;
    static final byte MAP = 37;
    static final byte ENTRY = 38;
    static final byte OPTIONAL = 39;
    static final byte LINK = 40;
    static final byte ARRAY = 41;
    static final byte OBJECT = 42;
    static final byte COLLECTION = 43;

    /** This bit is added to the tag of a value with parts. */
    static final byte WITH_PARTS = 64;

    private Tags() {}

    /** Whether the value is a box of a primitive. */
    static boolean isBox(byte tag) {
        return tag < TEXT && tag != NULL;
    }
}
