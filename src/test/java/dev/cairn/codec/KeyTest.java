package dev.cairn.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.slot.SlotCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys that are nearly alike, and keys whose own code must not run. */
class KeyTest {
    private static final long SEED = 0x5EED;

    private final SlotStore store = new SlotStore();

    /** All are equal, or no two are. */
    private <T> void assertAlike(boolean equal, Codec<T> codec, List<T> values) {
        SlotCodec<T> slots = SlotCodec.of(codec);
        List<Object> prepared = values.stream().map(slots::prepare).toList();
        var leaves = prepared.stream().map(p -> store.leafOfPrepared(slots, p)).toList();
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < leaves.size(); i++) {
            assertEquals(slots.hash(prepared.get(i), SEED), leaves.get(i).hash(SEED));
            hashes.add(leaves.get(i).hash(SEED));
            for (int j = 0; j < leaves.size(); j++) {
                int at = j;
                assertEquals(equal || i == j, leaves.get(i).holds(prepared.get(j)), () -> "value " + at);
                assertEquals(equal || i == j, leaves.get(i).isSame(leaves.get(j)), () -> "slot " + at);
            }
        }
        assertEquals(equal ? 1 : values.size(), hashes.size());
        leaves.subList(1, leaves.size()).forEach(SlotStore.Leaf::release);
        leaves.getFirst().drop();
    }

    /** A text with each of its characters changed, cut and continued. */
    private static List<String> near(String text) {
        Set<String> near = new LinkedHashSet<>(List.of(text, "", text + "\0", text + "\u0100"));
        int step = Math.max(1, text.length() / 40);
        for (int i = 0; i < text.length(); i += step) {
            near.add(text.substring(0, i));
            for (char c : new char[] {'\0', '?', '\u00FF', '\u0162', (char) (text.charAt(i) ^ 0x100)}) {
                near.add(text.substring(0, i) + c + text.substring(i + 1));
            }
        }
        return new ArrayList<>(near);
    }

    @Test
    void stringsThatDifferInOneCharacterAreDifferentKeys() {
        for (int length : new int[] {0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 64, 511, 512, 513}) {
            for (char c : new char[] {'b', '?', '\u0416'}) {
                assertAlike(false, Codec.STRING, near(String.valueOf(c).repeat(length)));
                assertAlike(
                        false,
                        Codec.any(),
                        new ArrayList<>(near(String.valueOf(c).repeat(length))));
            }
        }
        for (int length : new int[] {1023, 1024, 1025, 2048, 5000}) {
            assertAlike(false, Codec.STRING, near("b".repeat(length)));
            assertAlike(false, Codec.STRING, near("\u0416".repeat(length)));
        }
    }

    @Test
    void stringsOfTheSameBytesAreDifferentKeys() {
        for (int length : new int[] {1, 2, 3, 4, 5, 8, 9, 40, 512, 600}) {
            String wide = "\u6161".repeat(length);
            assertAlike(false, Codec.STRING, List.of(wide, "a".repeat(length), "aa".repeat(length)));
            byte[] bytes = "aa".repeat(length).getBytes(ISO_8859_1);
            assertAlike(false, Codec.any(), List.of(wide, "a".repeat(length), "aa".repeat(length), bytes));
        }
    }

    @Test
    void arraysThatDifferInOneByteAreDifferentKeys() {
        for (int length : IntStream.concat(IntStream.range(0, 36), IntStream.of(63, 64, 65, 130, 1030))
                .toArray()) {
            List<byte[]> near = new ArrayList<>(List.of(new byte[length], new byte[length + 1], new byte[length + 8]));
            for (int i = 0; i < length; i += Math.max(1, length / 40)) {
                near.add(new byte[length]);
                near.getLast()[i] = (byte) 0x80;
            }
            assertAlike(false, Codec.BYTES, near);
            assertAlike(false, Codec.ofBytes(b -> b, b -> b), near);
            assertAlike(false, Codec.any(), new ArrayList<>(near));
            assertAlike(false, Codec.of(new TwoExtents()), near);
        }
    }

    /** The first byte fixed, the next ten in one extent, all others in another. */
    private static final class TwoExtents implements Encoding<byte[]> {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public int extents() {
            return 2;
        }

        @Override
        public void encode(byte[] value, SlotWriter out) {
            out.putByte(0, value.length > 0 ? value[0] : 7);
            out.putExtent(0, java.util.Arrays.copyOf(value, Math.min(value.length, 11)));
            out.putExtent(1, value.length > 11 ? java.util.Arrays.copyOfRange(value, 11, value.length) : new byte[0]);
        }

        @Override
        public byte[] decode(SlotReader in) {
            throw new AssertionError("decoded");
        }
    }

    @Test
    void zerosAreTwoKeysAndNaNIsOne() {
        double[] doubles = {Double.NaN, Double.longBitsToDouble(-1), Double.longBitsToDouble(0x7FF0000000000001L)};
        float[] floats = {Float.NaN, Float.intBitsToFloat(-1), Float.intBitsToFloat(0x7F800001)};
        assertAlike(true, Codec.DOUBLE, List.of(doubles[0], doubles[1], doubles[2]));
        assertAlike(true, Codec.FLOAT, List.of(floats[0], floats[1], floats[2]));
        assertAlike(true, Codec.any(), List.of(doubles[0], doubles[1], doubles[2]));
        assertAlike(true, Codec.any(), List.of(floats[0], floats[1], floats[2]));
        assertAlike(false, Codec.DOUBLE, List.of(0.0, -0.0, Double.NaN));
        assertAlike(false, Codec.FLOAT, List.of(0.0f, -0.0f, Float.NaN));
        assertAlike(false, Codec.any(), List.of(0.0, -0.0, 0.0f, -0.0f, Double.NaN, Float.NaN));
    }

    @Test
    void theSameNumberInTwoClassesIsTwoKeys() {
        List<Object> ones = new ArrayList<>(List.of(
                1L, 1, (short) 1, (byte) 1, (char) 1, true, 1.0, 1.0f, "1", "\1", new byte[] {1}, Double.MIN_VALUE));
        ones.add(Float.MIN_VALUE);
        ones.add(null);
        ones.add("");
        ones.add(new byte[0]);
        ones.add(0L);
        ones.add(false);
        assertAlike(false, Codec.any(), ones);
    }

    record Two(String a, String b) {}

    @Test
    void componentsAndExtentsDoNotRunIntoEachOther() {
        List<Two> twos = List.of(
                new Two("ab", "c"), new Two("a", "bc"), new Two("c", "ab"), new Two("", "abc"), new Two("abc", ""));
        assertAlike(false, Codec.record(Two.class), twos);
        List<Samples.Reading> readings =
                twos.stream().map(t -> new Samples.Reading(t.a, t.b, 0)).toList();
        assertAlike(false, Codec.of(new Samples.ReadingEncoding()), readings);
    }

    /** Counts the calls of its own code. */
    private static final class Spy {
        static int calls;

        @Override
        public boolean equals(Object other) {
            calls++;
            return other instanceof Spy;
        }

        @Override
        public int hashCode() {
            calls++;
            return 1;
        }
    }

    record Spying(int n, Object spy) {}

    @Test
    void objectsAreComparedByTheirOwnCodeAndSoAreRecordsOfThem() {
        Spy.calls = 0;
        Codec<Object> objects = Codec.object();
        Codec<Spying> records = Codec.record(Spying.class, Codec.INT, objects);
        assertTrue(SlotCodec.of(objects).comparesByUserCode());
        assertTrue(SlotCodec.of(records).comparesByUserCode());
        assertAlike(true, objects, List.of(new Spy(), new Spy()));
        assertAlike(true, records, List.of(new Spying(1, new Spy()), new Spying(1, new Spy())));
        assertTrue(Spy.calls > 0);
        List<Object> mixed = new ArrayList<>(List.of(new Spy(), "text"));
        mixed.add(null);
        assertAlike(false, objects, mixed);
    }

    record Loud(String text) {
        static boolean quiet;

        Loud {
            if (quiet) {
                throw new AssertionError("decoded");
            }
        }

        @Override
        public boolean equals(Object other) {
            throw new AssertionError("compared");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("hashed");
        }
    }

    @Test
    void nothingElseIsDecodedOrComparedByItsOwnCode() {
        List<Loud> values = List.of(new Loud("a"), new Loud("b"), new Loud("a text that is longer than a slot"));
        Loud.quiet = true;
        try {
            assertAlike(false, Codec.record(Loud.class), values);
            Codec<Loud> bytes = Codec.ofBytes(v -> v.text().getBytes(ISO_8859_1), b -> {
                throw new AssertionError("decoded");
            });
            assertAlike(false, bytes, values);
        } finally {
            Loud.quiet = false;
        }
        for (Codec<?> codec : List.of(
                Codec.LONG,
                Codec.STRING,
                Codec.BYTES,
                Codec.any(),
                Codec.record(Samples.Deep.class),
                Codec.enumeration(Samples.Colour.class),
                Codec.of(new TwoExtents()),
                Codec.ofBytes(b -> b, b -> b))) {
            assertFalse(SlotCodec.of(codec).comparesByUserCode(), codec::toString);
        }
    }
}
