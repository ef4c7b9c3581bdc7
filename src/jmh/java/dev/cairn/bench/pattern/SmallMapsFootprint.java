package dev.cairn.bench.pattern;

import clojure.lang.PersistentArrayMap;
import dev.cairn.PMap;
import dev.cairn.bench.measure.Footprint;
import dev.cairn.codec.Codec;
import io.vavr.collection.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** The program that counts the bytes of many maps of three entries: the names of the library and their number are its arguments. */
final class SmallMapsFootprint {
    private static final int SMALL = 100;

    private SmallMapsFootprint() {}

    static boolean isOf(Library library) {
        return library != Library.CAIRN_LONGS;
    }

    public static void main(String[] arguments) {
        Library library = Library.valueOf(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Footprint.print(() -> maps(library, SMALL), () -> maps(library, count), library.side());
    }

    private static Object[] maps(Library library, int count) {
        return LongStream.range(0, count).mapToObj(i -> map(library, i)).toArray();
    }

    private static Object map(Library library, long i) {
        Long value = 1_000 + i;
        return switch (library) {
            case CAIRN, CAIRN_LONGS ->
                PMap.empty(Codec.LONG, Codec.LONG).put(1L, value).put(2L, value).put(3L, value);
            case VAVR -> HashMap.of(1L, value, 2L, value, 3L, value);
            case CLOJURE ->
                PersistentArrayMap.EMPTY.assoc(1L, value).assoc(2L, value).assoc(3L, value);
            case JAVA -> Map.of(1L, value, 2L, value, 3L, value);
        };
    }
}
