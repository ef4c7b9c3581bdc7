package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Vectors as long as can be, which share nearly all their nodes with themselves: whatever makes them longer is refused. */
@Tag("beside")
class LongestVectorTest extends StoreTest {
    private static final int SIZE_MAX = 2_147_483_136;

    /** {@code vector}, again and again, up to {@code size} elements. */
    @SuppressWarnings("unchecked") // of the same class
    private static <V extends AbstractVector<?, V>> V repeat(V vector, int size) {
        V all = vector;
        while (2L * all.size() <= size) {
            all = all.concat(all);
        }
        return all.size() == size ? all : all.concat(repeat(vector, size - all.size()));
    }

    private static void assertRefused(Executable... growing) {
        for (Executable operation : growing) {
            String message =
                    assertThrows(IllegalStateException.class, operation).getMessage();
            assertTrue(message.contains("" + SIZE_MAX), message);
        }
    }

    @Test
    void longs() {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        LongVector one = LongVector.of(store, 7);
        LongVector longest = repeat(one, SIZE_MAX);
        assertEquals(SIZE_MAX, longest.size());
        assertEquals(7, longest.last());
        assertRefused(
                () -> longest.append(1),
                () -> longest.prepend(1),
                () -> longest.insert(5, 1),
                () -> longest.appendAll(1, 2),
                () -> longest.appendAll(one),
                () -> longest.concat(one),
                () -> longest.insertAll(5, one),
                () -> longest.toBuilder().append(1),
                () -> longest.toBuilder().appendAll(1, 2),
                () -> longest.toBuilder().appendAll(List.of(1L)),
                () -> longest.patch(LongVector.empty(store).changesTo(one)));
        LongVector.Builder builder = longest.removeLast().removeLast().toBuilder();
        assertRefused(() -> builder.append(1).append(2).append(3));
        assertEquals(SIZE_MAX, builder.size());
        assertRefused(() -> builder.appendAll(5, 6));
        LongVector full = builder.update(SIZE_MAX - 1, 9).build();
        assertEquals(9, full.last());
        assertEquals(1, full.get(SIZE_MAX - 2));
        assertRefused(() -> builder.append(1));
        assertEquals(full, builder.build());
        LongVector.Builder bulk = longest.removeLast().toBuilder();
        assertRefused(() -> bulk.appendAll(1, 2, 3));
        assertEquals(1, bulk.build().last());
    }

    @Test
    void intsAndDoubles() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        IntVector ints = repeat(IntVector.of(store, 7), SIZE_MAX);
        assertRefused(
                () -> ints.append(1),
                () -> ints.toBuilder().append(1),
                () -> ints.removeLast().appendAll(1, 2),
                () -> ints.removeLast().toBuilder().append(1).append(2));
        DoubleVector doubles = repeat(DoubleVector.of(store, 7), SIZE_MAX);
        assertRefused(
                () -> doubles.append(1),
                () -> doubles.toBuilder().append(1),
                () -> doubles.removeLast().appendAll(1, 2),
                () -> doubles.removeLast().toBuilder().append(1).append(2));
    }

    @Test
    void vectorsWithACodec() {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        PVector<String> texts = repeat(PVector.of(store, Codec.STRING, "text"), SIZE_MAX);
        assertRefused(
                () -> texts.append("x"),
                () -> texts.toBuilder().append("x"),
                () -> texts.insertAll(7, List.of("x")),
                () -> texts.removeLast().appendAll(List.of("x", "y")),
                () -> texts.removeLast().toBuilder().append("x").append("y"));
        PVector<Short> narrow = repeat(PVector.of(store, Codec.SHORT, (short) 7), SIZE_MAX);
        assertRefused(
                () -> narrow.toBuilder().append((short) 1),
                () -> narrow.removeLast().toBuilder().append((short) 1).append((short) 2));
    }
}
