package dev.cairn.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.slot.SlotCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ValueCodecsTest {
    private final SlotStore store = new SlotStore();

    @Test
    void everyNaNKeepsItsBits() {
        for (long bits : new long[] {0x7FF0000000000001L, 0x7FF8000000000000L, 0xFFFFFFFFFFFFFFFFL, Long.MIN_VALUE}) {
            double value = Double.longBitsToDouble(bits);
            for (double copy : store.roundTrip(Codec.DOUBLE, value)) {
                assertEquals(bits, Double.doubleToRawLongBits(copy));
            }
            assertEquals(bits, Double.doubleToRawLongBits((double)
                    store.roundTrip(Codec.any(), value).get(0)));
        }
        for (int bits : new int[] {0x7F800001, 0x7FC00000, -1, Integer.MIN_VALUE}) {
            float value = Float.intBitsToFloat(bits);
            for (float copy : store.roundTrip(Codec.FLOAT, value)) {
                assertEquals(bits, Float.floatToRawIntBits(copy));
            }
            assertEquals(bits, Float.floatToRawIntBits((float)
                    store.roundTrip(Codec.any(), value).get(0)));
        }
    }

    @Test
    void nullIsRefusedByANameOrKept() {
        Codec<?>[] without = {
            Codec.BOOLEAN,
            Codec.BYTE,
            Codec.SHORT,
            Codec.CHAR,
            Codec.INT,
            Codec.LONG,
            Codec.FLOAT,
            Codec.DOUBLE,
            Codec.STRING,
            Codec.BYTES,
            Codec.enumeration(Samples.Colour.class),
            Codec.record(Samples.Point.class),
            Codec.of(new Samples.ReadingEncoding()),
            Codec.ofBytes(s -> new byte[0], b -> "")
        };
        for (Codec<?> codec : without) {
            var e = assertThrows(
                    NullPointerException.class, () -> SlotCodec.of(codec).prepare(null));
            assertEquals(codec + " has no null", e.getMessage());
        }
        assertEquals(Arrays.asList(null, null), store.roundTrip(Codec.any(), null));
        assertEquals(Arrays.asList(null, null), store.roundTrip(Codec.object(), null));
    }

    @Test
    void aValueOfAnotherClassIsRefusedBeforeTheStoreIsTouched() {
        assertRefused("Codec.LONG: was given a java.lang.String", Codec.LONG, "text");
        assertRefused(
                "Codec.any(): cannot keep a java.util.concurrent.atomic.AtomicInteger; Codec.standard() keeps any value",
                Codec.any(),
                new AtomicInteger());
        assertRefused(
                "Codec.enumeration(dev.cairn.codec.Samples$Colour): was given a java.lang.Thread$State",
                Codec.enumeration(Samples.Colour.class),
                Thread.State.NEW);
    }

    private static void assertRefused(String message, Codec<?> codec, Object value) {
        SlotCodec<Object> slots = SlotCodec.of(codec);
        assertEquals(
                message,
                assertThrows(CodecException.class, () -> slots.prepare(value)).getMessage());
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void theClassEnumIsNoEnum() {
        assertThrows(CodecException.class, () -> Codec.enumeration((Class) Enum.class));
    }

    @Test
    void arraysAreCopiedOnTheWayInAndOut() {
        for (int length : new int[] {3, 300}) {
            byte[] mine = new byte[length];
            SlotCodec<byte[]> slots = SlotCodec.of(Codec.BYTES);
            Object prepared = slots.prepare(mine);
            mine[0] = 1;
            slots.restore(prepared)[0] = 2;
            var leaf = store.leafOfPrepared(slots, prepared);
            leaf.load()[0] = 3;
            assertArrayEquals(new byte[length], leaf.load());
            leaf.drop();
        }
    }

    @Test
    void anObjectIsItselfAgainAndReleasedWithItsNode() {
        var object = new Object();
        var leaf = store.leaf(Codec.object(), object);
        assertEquals(1, store.core.objects().size());
        assertSame(object, leaf.load());
        leaf.check();
        leaf.drop();
        assertEquals(0, store.core.objects().size());
    }

    @Test
    void whatFunctionsDoWrongIsNamed() {
        Codec<String> gives = Codec.ofBytes(s -> null, b -> "");
        var e = assertThrows(CodecException.class, () -> SlotCodec.of(gives).prepare("x"));
        assertTrue(e.getMessage().endsWith("making bytes gave null"), e.getMessage());
        Codec<String> takes = Codec.ofBytes(s -> s.getBytes(StandardCharsets.UTF_8), b -> null);
        var leaf = store.leaf(takes, "four");
        e = assertThrows(CodecException.class, leaf::load);
        assertTrue(e.getMessage().endsWith("reading 4 bytes gave null"), e.getMessage());
        leaf.drop();
    }

    @Test
    void onlyCodecsOfOursAreTaken() {
        Codec<String> own = new Codec<>() {
            @Override
            public Codec<String> named(String name) {
                return this;
            }

            @Override
            public Optional<String> name() {
                return Optional.empty();
            }
        };
        var e = assertThrows(IllegalArgumentException.class, () -> SlotCodec.of(own));
        assertTrue(e.getMessage().contains("Codec.of"), e.getMessage());
        assertEquals(List.of(1L, 1L), store.roundTrip(Codec.LONG, 1L));
        assertNull(SlotCodec.of(Codec.any()).restore(SlotCodec.of(Codec.any()).prepare(null)));
    }
}
