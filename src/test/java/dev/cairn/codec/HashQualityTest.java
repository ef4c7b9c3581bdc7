package dev.cairn.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.slot.SlotCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How hashes of similar keys spread: with fixed keys and seeds, so each figure here is the same in every run. */
class HashQualityTest {
    private static final int KEYS = 1 << 14;
    private static final int BUCKETS = 1 << 9;
    private static final long[] SEEDS = {0, 1, 2, Long.MIN_VALUE, 0x9E3779B97F4A7C15L};

    record Cell(int x, int y) {}

    record Keys(String name, SlotCodec<Object> codec, IntFunction<?> key) {
        static <T> Keys of(String name, Codec<T> codec, IntFunction<? extends T> key) {
            return new Keys(name, SlotCodec.of(codec), key);
        }

        @Override
        public String toString() {
            return name;
        }

        long[] hashes(long seed) {
            return IntStream.range(0, KEYS)
                    .mapToLong(i -> codec.hash(codec.prepare(key.apply(i)), seed))
                    .toArray();
        }
    }

    /** Keys that a bad hash keeps together. */
    static List<Keys> keys() {
        return List.of(
                Keys.of("sequential longs", Codec.LONG, i -> (long) i),
                Keys.of("longs of high bits", Codec.LONG, i -> (long) i << 48),
                Keys.of("longs in steps", Codec.LONG, i -> (long) i * 0x1_0000_0001L),
                Keys.of("negative longs", Codec.LONG, i -> (long) ~i),
                Keys.of("sequential ints", Codec.INT, i -> i),
                Keys.of("halves", Codec.DOUBLE, i -> i / 2.0),
                Keys.of("small floats", Codec.FLOAT, i -> (float) i),
                Keys.of("numbered strings", Codec.STRING, i -> "key" + i),
                Keys.of("long numbered strings", Codec.STRING, i -> i + "-".repeat(1100) + i),
                Keys.of("wide strings", Codec.STRING, i -> "\u043A\u043B\u044E\u0447" + i),
                Keys.of("strings of one hash code", Codec.STRING, HashQualityTest::ofOneHashCode),
                Keys.of(
                        "short strings",
                        Codec.STRING,
                        i -> new String(new char[] {(char) (i & 0xFF), (char) (i >> 8)})),
                Keys.of(
                        "numbered bytes",
                        Codec.BYTES,
                        i -> ByteBuffer.allocate(24).putInt(4, i).putInt(18, i).array()),
                Keys.of("cells", Codec.record(Cell.class), i -> new Cell(i & 0xFF, i >> 8)),
                Keys.of("cells of one sum", Codec.record(Cell.class), i -> new Cell(i, -i)),
                Keys.of("any longs", Codec.any(), i -> (long) i),
                Keys.of("any mix", Codec.any(), i -> switch (i & 3) {
                    case 0 -> i >> 2;
                    case 1 -> (long) (i >> 2);
                    case 2 -> (double) (i >> 2);
                    default -> String.valueOf(i >> 2);
                }),
                Keys.of(
                        "readings",
                        Codec.of(new Samples.ReadingEncoding()),
                        i -> new Samples.Reading("s" + (i & 0xFF), "u", i >> 8)),
                Keys.of("objects", Codec.object(), i -> i));
    }

    private static String ofOneHashCode(int i) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 14; bit++) {
            text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
        }
        assertEquals("Aa".repeat(14).hashCode(), text.toString().hashCode());
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noTwoAreEqualAndHighLowAndMiddleBitsSpread(Keys keys) {
        for (long seed : SEEDS) {
            long[] hashes = keys.hashes(seed);
            assertEquals(KEYS, Arrays.stream(hashes).distinct().count());
            assertSpread(hashes, hash -> (int) (hash >>> 55), seed + ", high bits");
            assertSpread(hashes, hash -> (int) (hash >>> 30) & (BUCKETS - 1), seed + ", middle bits");
            assertSpread(hashes, hash -> (int) hash & (BUCKETS - 1), seed + ", low bits");
        }
    }

    /** The bits by which two seeds' hashes of one key differ spread as hashes do, also if the seeds are nearly the same. */
    @ParameterizedTest
    @MethodSource("keys")
    void hashesOfTwoSeedsAreUnrelated(Keys keys) {
        long[] hashes = keys.hashes(SEEDS[4]);
        for (long other : new long[] {SEEDS[0], SEEDS[4] + 1, SEEDS[4] ^ 1L << 40, ~SEEDS[4]}) {
            long[] others = keys.hashes(other);
            long[] differences = new long[KEYS];
            Arrays.setAll(differences, i -> hashes[i] ^ others[i]);
            assertSpread(differences, difference -> (int) (difference >>> 55), other + ", high bits");
            assertSpread(differences, difference -> (int) difference & BUCKETS - 1, other + ", low bits");
            for (int i = 0; i < KEYS; i++) {
                assertNotEquals(0, differences[i]);
            }
        }
    }

    /** Chi-square: with 511 degrees of freedom about 511, by 6 standard deviations of 32 more or less. */
    private static void assertSpread(long[] hashes, LongToIntFunction bucket, String what) {
        int[] counts = new int[BUCKETS];
        for (long hash : hashes) {
            counts[bucket.applyAsInt(hash)]++;
        }
        double expected = (double) KEYS / BUCKETS;
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                .sum();
        assertTrue(chiSquare < 511 + 6 * 32, () -> what + ": " + chiSquare);
    }
}
