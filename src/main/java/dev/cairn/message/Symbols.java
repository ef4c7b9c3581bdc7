package dev.cairn.message;

/** The numbers of the symbols, in both formats. */
final class Symbols {
    static final int NULL = 0;
    static final int FALSE = 2;
    static final int TRUE = 3;

    private Symbols() {}

    static FormatType type(FormatReader in, long symbol) {
        if (symbol == NULL) {
            return FormatType.NULL;
        }
        if (symbol == FALSE || symbol == TRUE) {
            return FormatType.BOOLEAN;
        }
        throw in.fault("symbol " + symbol + " is no value of Java's");
    }
}
