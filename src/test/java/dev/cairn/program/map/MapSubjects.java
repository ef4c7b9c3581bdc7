package dev.cairn.program.map;

import dev.cairn.codec.Codec;
import dev.cairn.program.Subjects;
import java.util.List;

/** All sorts of maps that the laws and programs run on. */
public final class MapSubjects {
    public static final MapSubject<Long, Long> LONGS = new MapSubject<>(
            "Long->Long", Codec.LONG, seed -> seed * 0x9E37_79B9_7F4A_7C15L, Codec.LONG, seed -> (long) seed);
    public static final MapSubject<String, Long> SAME_HASH_CODE =
            new MapSubject<>("String->Long", Codec.STRING, MapSubjects::sameHashCode, Codec.LONG, seed -> (long) seed);
    public static final MapSubject<String, String> TEXTS =
            new MapSubject<>("String->String", Codec.STRING, Subjects::text, Codec.STRING, Subjects::text);
    public static final MapSubject<Object, Object> CLASHING = new MapSubject<>(
            "Object->Object", Codec.object(), MapSubjects::clashing, Codec.object(), MapSubjects::clashing);

    public static final List<MapSubject<?, ?>> ALL = List.of(
            LONGS,
            SAME_HASH_CODE,
            TEXTS,
            CLASHING,
            new MapSubject<>("any->any", Codec.any(), Subjects::anything, Codec.any(), Subjects::anything),
            new MapSubject<>(
                    "record->Integer", Codec.record(Subjects.Pair.class), Subjects::pair, Codec.INT, seed -> seed),
            new MapSubject<>("Short->record", Codec.SHORT, seed -> (short) seed, pairs(), Subjects::pair),
            new MapSubject<>("Byte->wide", Codec.BYTE, seed -> (byte) seed, Subjects.WIDE, seed -> (long) seed));

    private MapSubjects() {}

    private static Codec<Subjects.Pair> pairs() {
        return Codec.record(Subjects.Pair.class, Codec.STRING, Codec.STRING);
    }

    /** Strings that all have the same hashCode, short and long. */
    public static String sameHashCode(int seed) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 12; bit++) {
            text.append((seed >>> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /** What has one of three hash codes. */
    private record Clashing(int number) {
        @Override
        public int hashCode() {
            return number % 3;
        }
    }

    private static Object clashing(int seed) {
        return seed % 7 == 0 ? null : new Clashing(seed % 100);
    }
}
