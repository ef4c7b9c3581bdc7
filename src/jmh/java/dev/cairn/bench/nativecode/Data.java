package dev.cairn.bench.nativecode;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/** What the tasks work on: always the same numbers, in the standard store. */
final class Data {
    static final int MANY = 1 << 20;
    static final int ROWS = 256;

    /** Where the element of {@link Task#GET} is. */
    static final int PLACE = 777_777;

    /** What {@link Task#FILL} multiplies by and adds. */
    static final double FACTOR = 2;

    static final double SUMMAND = 1;

    private Data() {}

    static Store store() {
        return Store.standard();
    }

    static LongVector longs() {
        return LongVector.of(store(), new Random(1).longs(MANY).toArray());
    }

    static DoubleVector doubles() {
        return DoubleVector.of(store(), new Random(2).doubles(MANY).toArray());
    }

    static PMap<Long, Long> map() {
        Random random = new Random(3);
        PMap.Builder<Long, Long> builder = PMap.builder(store(), Codec.LONG, Codec.LONG);
        for (long key = 0; key < MANY; key++) {
            builder.put(key, random.nextLong());
        }
        return builder.build();
    }

    /** The left matrix, or the right one, row behind row. */
    static Blob matrix(boolean isLeft) {
        double[] all = new Random(isLeft ? 4 : 5).doubles(ROWS * ROWS).toArray();
        return Blob.from(store(), MemorySegment.ofArray(all));
    }
}
