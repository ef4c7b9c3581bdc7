package dev.cairn.bench.small;

import dev.cairn.bench.measure.Footprint;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The program that counts the bytes of one small collection of many: its arguments are the family, the shape and the size. */
final class SmallFootprint {
    private static final int FEW = 100;
    private static final int ELEMENTS = 3_000_000;

    private SmallFootprint() {}

    public static void main(String[] arguments) {
        Family family = Family.valueOf(arguments[0]);
        int size = Integer.parseInt(arguments[2]);
        int count = ELEMENTS / size;
        IntFunction<Object> maker = Shape.valueOf(arguments[1]).maker(family, size);
        Footprint.print(() -> some(FEW, maker), () -> some(count, maker), count, family.side());
    }

    private static Object[] some(int count, IntFunction<Object> maker) {
        return IntStream.range(0, count).mapToObj(maker).toArray();
    }
}
