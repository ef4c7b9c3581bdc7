package dev.cairn.bench.vector;

import dev.cairn.bench.measure.Footprint;

/** The program that counts one vector's bytes: the name of the library and the size are its arguments. */
final class VectorFootprint {
    private static final int SMALL = 100;

    private VectorFootprint() {}

    public static void main(String[] arguments) {
        Library library = Library.valueOf(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        LongSequence<Object> sequence = library.sequence();
        Footprint.print(
                () -> sequence.bulk(Values.counting(0, SMALL)),
                () -> sequence.bulk(Values.counting(0, size)),
                library.side());
    }
}
