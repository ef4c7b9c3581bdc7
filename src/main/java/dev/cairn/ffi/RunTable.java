package dev.cairn.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongUnaryOperator;

/** Runs of elements as an array of C: pairs of an address and a number of elements, 64 bits each. */
final class RunTable {
    private static final int ROW_WORDS = 2;

    private RunTable() {}

    /** Of {@code size} elements. {@code end} gives the end of a run, {@code address} where an element is. */
    static MemorySegment of(Arena arena, long size, LongUnaryOperator end, LongUnaryOperator address) {
        int rows = 0;
        for (long i = 0; i < size; i = end.applyAsLong(i)) {
            rows++;
        }
        MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, (long) ROW_WORDS * rows);
        long row = 0;
        for (long i = 0; i < size; row += ROW_WORDS) {
            long next = end.applyAsLong(i);
            table.setAtIndex(ValueLayout.JAVA_LONG, row, address.applyAsLong(i));
            table.setAtIndex(ValueLayout.JAVA_LONG, row + 1, next - i);
            i = next;
        }
        return table.asReadOnly();
    }
}
