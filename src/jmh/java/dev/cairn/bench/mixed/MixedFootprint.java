package dev.cairn.bench.mixed;

import dev.cairn.bench.measure.Footprint;

/** The program that counts the bytes of the document; the name of the library is its argument. */
final class MixedFootprint {
    private static final int FEW_CUSTOMERS = 10;

    private MixedFootprint() {}

    public static void main(String[] arguments) {
        Library library = Library.valueOf(arguments[0]);
        Trees trees = library.trees();
        byte[] few = Shop.json(FEW_CUSTOMERS);
        byte[] json = Shop.json(Shop.CUSTOMERS);
        Footprint.print(() -> trees.read(few), () -> trees.read(json), library.side());
    }
}
