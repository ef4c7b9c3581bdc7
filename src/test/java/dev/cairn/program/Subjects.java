package dev.cairn.program;

import dev.cairn.codec.Codec;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import java.util.List;

/** All types of vectors that the laws and programs run on. */
public final class Subjects {
    public static final Subject<?, ?> LONGS = new Longs();
    public static final Subject<?, ?> STRINGS = new Elements<>(Codec.STRING, Subjects::text);
    public static final Subject<?, ?> PAIRS = new Elements<>(Codec.record(Pair.class), Subjects::pair);

    /** So wide that a leaf of the standard geometry holds one element. */
    public static final Codec<Long> WIDE = Codec.of(new Wide());

    public static final List<Subject<?, ?>> ALL = List.of(
            LONGS,
            new Ints(),
            new Doubles(),
            STRINGS,
            PAIRS,
            new Elements<>(Codec.any(), Subjects::anything),
            new Elements<>(Codec.object(), Subjects::object),
            new Elements<>(Codec.SHORT, seed -> (short) seed),
            new Elements<>(WIDE, seed -> (long) seed));

    private Subjects() {}

    /** Two strings, each of which may lie outside the element. */
    public record Pair(String left, String right) {}

    private record Thing(int number) {}

    public static String text(int seed) {
        return switch (Math.floorMod(seed, 4)) {
            case 0 -> "";
            case 1 -> "s" + seed;
            case 2 -> "a string too long to lie in its slot, number " + seed;
            default -> "\u4e16\u754c, longer than eight characters, \ud83e\udea8 " + seed;
        };
    }

    public static Pair pair(int seed) {
        return new Pair(text(seed), text(seed / 4));
    }

    public static Object anything(int seed) {
        return switch (Math.floorMod(seed, 6)) {
            case 0 -> null;
            case 1 -> seed;
            case 2 -> (double) seed;
            case 3 -> seed % 12 == 3;
            default -> text(seed);
        };
    }

    private static Object object(int seed) {
        return seed % 3 == 0 ? null : new Thing(seed);
    }

    private static final class Wide implements Encoding<Long> {
        @Override
        public int width() {
            return 400;
        }

        @Override
        public void encode(Long value, SlotWriter out) {
            out.putLong(392, value);
        }

        @Override
        public Long decode(SlotReader in) {
            return in.getLong(392);
        }
    }
}
