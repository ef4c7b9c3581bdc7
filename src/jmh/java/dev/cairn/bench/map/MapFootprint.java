package dev.cairn.bench.map;

import dev.cairn.bench.measure.Footprint;

/** The program that counts one map's bytes: the names of the library and the keys, and the size are its arguments. */
final class MapFootprint {
    private static final int SMALL = 100;

    private MapFootprint() {}

    public static void main(String[] arguments) {
        Library library = Library.valueOf(arguments[0]);
        Keys keys = Keys.valueOf(arguments[1]);
        int size = Integer.parseInt(arguments[2]);
        Mapping<Object> mapping = library.mapping();
        Footprint.print(
                () -> mapping.bulk(Entries.numbered(keys, 0, SMALL)),
                () -> mapping.bulk(Entries.numbered(keys, 0, size)),
                library.side());
    }
}
