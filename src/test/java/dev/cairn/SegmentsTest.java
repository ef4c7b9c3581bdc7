package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The segments that collections give can be read by aligned layouts. Without native access they are copies. */
class SegmentsTest extends StoreTest {
    private static final int SIZE = 5_000;

    @Test
    void withNativeAccess() {
        areAligned();
    }

    @Test
    @Tag("noNative")
    void withoutNativeAccess() {
        areAligned();
    }

    private void areAligned() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        long[] longs = LongStream.range(0, SIZE).toArray();
        long sum = LongStream.of(longs).sum();
        assertEquals(sum, sum(LongVector.from(store, longs).chunks().toArray(MemorySegment[]::new)));
        assertEquals(sum, sum(Blob.from(store, MemorySegment.ofArray(longs)).asSegment()));
        assertEquals(
                sum,
                DoubleVector.from(store, LongStream.of(longs).asDoubleStream().toArray())
                        .chunks()
                        .flatMap(chunk -> chunk.elements(ValueLayout.JAVA_DOUBLE))
                        .mapToLong(d -> (long) d.get(ValueLayout.JAVA_DOUBLE, 0))
                        .sum());
        assertEquals(
                sum,
                IntVector.from(store, IntStream.range(0, SIZE).toArray())
                        .chunks()
                        .flatMap(chunk -> chunk.elements(ValueLayout.JAVA_INT))
                        .mapToLong(i -> i.get(ValueLayout.JAVA_INT, 0))
                        .sum());
    }

    private static long sum(MemorySegment... segments) {
        long sum = 0;
        for (MemorySegment segment : segments) {
            for (long i = 0; i < segment.byteSize() / Long.BYTES; i++) {
                sum += segment.getAtIndex(ValueLayout.JAVA_LONG, i);
            }
        }
        return sum;
    }
}
