package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys are equal, and what becomes of those that misbehave. */
class MapKeysTest extends StoreTest {
    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        bytes[length - 1] = 7;
        return bytes;
    }

    @ParameterizedTest
    @EnumSource
    void arraysAreEqualIfWhatIsInThemIs(Setting setting) {
        Store store = stores.open(setting);
        PMap<byte[], byte[]> map = PMap.empty(store, Codec.BYTES, Codec.BYTES);
        PMap<byte[], byte[]> one = map.put(bytes(3), bytes(40)).put(bytes(30), bytes(4));
        PMap<byte[], byte[]> two = map.put(bytes(30), bytes(4)).put(bytes(3), bytes(40));
        assertEquals(one, two);
        assertEquals(one.hashCode(), two.hashCode());
        assertArrayEquals(bytes(40), one.get(bytes(3)));
        assertTrue(one.changesTo(two).isEmpty());
        assertEquals(one.remove(bytes(3)), map.patch(map.changesTo(two.remove(bytes(3)))));
        assertEquals(one.keys().size(), one.putAll(two).size());
        PMap<byte[], byte[]> elsewhere = PMap.empty(stores.open(), Codec.BYTES, Codec.BYTES);
        assertEquals(one, elsewhere.putAll(one));
    }

    /** Says that it equals any number of its value. */
    private record Sloppy(int value) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Number that
                    ? that.intValue() == value
                    : other instanceof Sloppy(int its) && its == value;
        }

        @Override
        public int hashCode() {
            return value;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 3000})
    void aKeyThatEqualsOthersIsNotFoundByThem(int size) {
        Store store = stores.open();
        PMap<Object, Integer> map = PMap.empty(store, Codec.standard(), Codec.INT);
        for (int i = 0; i < size; i++) {
            map = map.put(new Sloppy(i), i);
        }
        assertEquals(0, map.get(new Sloppy(0)));
        assertNull(map.get(BigInteger.ZERO));
        assertFalse(map.containsKey(BigInteger.ZERO));
        assertEquals(size + 1, map.put(BigInteger.ZERO, 1).size());
    }

    @Test
    void numbersAreEqualAsTheirEqualsSays() {
        Store store = stores.open();
        PMap<Double, Long> doubles = PMap.empty(store, Codec.DOUBLE, Codec.LONG)
                .put(0.0, 1L)
                .put(-0.0, 2L)
                .put(Double.NaN, 3L)
                .put(Double.longBitsToDouble(0x7FF8_0000_0000_0001L), 4L);
        assertEquals(Map.of(0.0, 1L, -0.0, 2L, Double.NaN, 4L).entrySet(), doubles.entries());
        PMap<Object, Object> mixed = PMap.<Object, Object>of(1, "int", 1L, "long", 1.0, "double");
        assertEquals(3, mixed.size());
        assertEquals("long", mixed.get(1L));
        assertEquals(PSet.of(1, 2), PSet.from(Store.standard(), Codec.INT, List.of(2, 1)), "whatever the codec");
        assertNotEquals(PSet.<Object>of(1), PSet.<Object>of(1L));
    }

    @SuppressWarnings("ArrayRecordComponent") // a switch that all share
    private record Throwing(int number, boolean[] throwing) {
        @Override
        public boolean equals(Object other) {
            if (throwing[0]) {
                throw new IllegalStateException("equals");
            }
            return other instanceof Throwing that && number == that.number;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysWhoseEqualsThrowsLeaveEverythingAsItWas(Setting setting) {
        Store store = stores.open(setting);
        boolean[] throwing = {false};
        PMap<Throwing, Long> map = PMap.empty(store, Codec.object(), Codec.LONG);
        for (int i = 0; i < 10; i++) {
            map = map.put(new Throwing(i, throwing), (long) i);
        }
        PMap<Throwing, Long> all = map;
        PMap<Throwing, Long> fewer = all.remove(new Throwing(3, throwing)).put(new Throwing(4, throwing), -4L);
        var builder = all.toBuilder().remove(new Throwing(5, throwing));
        throwing[0] = true;
        assertThrows(IllegalStateException.class, () -> all.get(new Throwing(2, throwing)));
        assertThrows(IllegalStateException.class, () -> all.put(new Throwing(2, throwing), 5L));
        assertThrows(IllegalStateException.class, () -> all.merge(fewer, Long::sum));
        assertThrows(IllegalStateException.class, () -> all.changesTo(fewer));
        assertThrows(IllegalStateException.class, () -> all.equals(fewer.put(new Throwing(3, throwing), 1L)));
        assertThrows(
                IllegalStateException.class,
                () -> builder.put(new Throwing(2, throwing), 2L).build());
        store.verify();
        throwing[0] = false;
        assertEquals(10, all.size());
        assertEquals(9, builder.build().size());
        assertEquals(Map.of(new Throwing(3, throwing), 3L), all.changesTo(fewer).removed());
    }

    @Test
    void whatTheCodecDoesNotTakeIsRefusedAlsoWhenAskedFor() {
        PMap<Object, Object> map = PMap.empty(stores.open(), Codec.any(), Codec.any());
        assertThrows(CodecException.class, () -> map.get(new Object()));
        assertThrows(CodecException.class, () -> map.put(1, new Object()));
        assertFalse(map.keys().contains(new Object()));
        assertSame(Codec.any(), map.keyCodec());
    }

    /** A key that says whether its equals was called within a change of the store. */
    @SuppressWarnings("ArrayRecordComponent") // a note that all share
    private record Watching(int number, boolean[] isWithin) {
        @Override
        public boolean equals(@Nullable Object other) {
            isWithin[0] |= StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().endsWith("Core")
                                    && frame.getMethodName().equals("change")));
            return other instanceof Watching that && number == that.number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    /** Edits without an effect leave the base as it is. The size of such a map as an element is that of the base, and no key is compared again. */
    @ParameterizedTest
    @EnumSource
    void noKeyIsComparedWithinAChange(Setting setting) {
        Store store = stores.open(setting);
        boolean[] isWithin = {false};
        PMap<Watching, Integer> map = PMap.empty(store, Codec.object(), Codec.INT);
        for (int i = 0; i < 3000; i++) {
            map = map.put(new Watching(i, isWithin), i);
        }
        map = map.foldedVersion();
        for (int i = 0; i < 300; i++) {
            Watching more = new Watching(10_000 + i, isWithin);
            PMap<Watching, Integer> same = map.put(more, 0).remove(more);
            assertEquals(
                    List.of(same),
                    PVector.of(store, Codec.standard(), same).foldedVersion().asList());
            assertEquals(3000, same.size());
        }
        assertFalse(isWithin[0]);
    }
}
