package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.trie.blob.BlobCheck;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Programs of cuts and joins, done to blobs and to texts of zeros and ones side by side. */
@Tag("besideQuiet")
class BlobProgramTest extends StoreTest {
    private static final int STEPS = 25;
    private static final int LENGTH_MOST = 6000;
    private static final double LOG_OF_GOLDEN_RATIO = 0.6942;

    private record Both(Blob blob, BitText text) {
        Both slice(int from, int to) {
            return new Both(blob.slice(from, to), text.slice(from, to));
        }

        Both concat(Both other) {
            return new Both(blob.concat(other.blob), text.concat(other.text));
        }
    }

    @Property(tries = 60)
    void blobsAreAsTheirBits(@ForAll Setting setting, @ForAll long seed) {
        Random random = new Random(seed);
        Store store = stores.shared(setting);
        Store second = stores.shared(setting == Setting.TINY_PLAIN ? Setting.STANDARD_PLAIN : Setting.TINY_PLAIN);
        List<Both> all = new ArrayList<>(List.of(new Both(Blob.empty(store), new BitText(""))));
        for (int i = 0; i < STEPS; i++) {
            Both next = step(all, store, random);
            if (next.text.length() <= LENGTH_MOST) {
                all.add(next);
                checkReads(next, random);
                checkAgainst(next, all.get(random.nextInt(all.size())), random);
            }
        }
        for (Both both : all) {
            assertArrayEquals(both.text.bytes(), both.blob.toByteArray());
            Blob copy = both.text.blob(second, random);
            assertEquals(both.blob, copy);
            assertEquals(both.blob.hashCode(), copy.hashCode());
            assertEquals(both.blob, both.blob.compact());
        }
        store.verify();
    }

    private static Both step(List<Both> all, Store store, Random random) {
        Both a = all.get(random.nextInt(all.size()));
        Both b = all.get(random.nextInt(all.size()));
        int from = random.nextInt(a.text.length() + 1);
        int to = from + random.nextInt(a.text.length() - from + 1);
        return switch (random.nextInt(8)) {
            case 0 -> made(BitText.random(random, random.nextInt(3000)), store, random);
            case 1 -> made(BitText.random(random, random.nextInt(100)), store, random);
            case 2 -> fromBytes(store, random);
            case 3, 4 -> a.slice(from, to);
            case 5 -> a.slice(0, from).concat(b).concat(a.slice(from, a.text.length()));
            case 6 -> a.slice(0, from).concat(a.slice(to, a.text.length()));
            default -> a.concat(b);
        };
    }

    private static Both made(BitText text, Store store, Random random) {
        return new Both(text.blob(store, random), text);
    }

    private static Both fromBytes(Store store, Random random) {
        byte[] bytes = new byte[random.nextInt(400)];
        random.nextBytes(bytes);
        return new Both(Blob.from(store, bytes), BitText.of(bytes));
    }

    private static void checkReads(Both both, Random random) {
        Blob blob = both.blob;
        BitText text = both.text;
        assertEquals(text.length(), blob.length());
        assertEquals(text.length() == 0, blob.isEmpty());
        int pieces = BlobCheck.pieces(blob.base());
        assertEquals(pieces <= 1, blob.isContiguous());
        assertTrue(BlobCheck.height(blob.base()) * LOG_OF_GOLDEN_RATIO <= Math.log(pieces + 2) / Math.log(2));
        byte[] bytes = text.bytes();
        assertEquals(bytes.length, blob.byteLength());
        for (int i = 0; i < 20 && text.length() > 0; i++) {
            int bit = random.nextInt(text.length());
            int count = random.nextInt(Math.min(64, text.length() - bit) + 1);
            assertEquals(text.number(bit, count), blob.getBits(bit, count));
            assertEquals(text.number(bit, 1) == 1, blob.getBit(bit));
            assertEquals(bytes[bit / 8], blob.getByte(bit / 8));
        }
        if (random.nextInt(4) == 0) {
            assertArrayEquals(bytes, blob.asSegment().toArray(ValueLayout.JAVA_BYTE));
        }
    }

    private static void checkAgainst(Both a, Both b, Random random) {
        int order = a.text.bits().compareTo(b.text.bits());
        assertEquals(Integer.signum(order), Integer.signum(a.blob.compareTo(b.blob)));
        assertEquals(order == 0, a.blob.equals(b.blob));
        if (order != 0) {
            assertNotEquals(a.blob.hashCode(), b.blob.hashCode());
        }
        int from = random.nextInt(a.text.bytes().length + 1);
        int end = random.nextInt(b.text.length() + 1);
        Both pattern = random.nextBoolean()
                ? b.slice(0, end)
                : a.slice(8 * (from / 2), a.text.length() - end % 9 % (a.text.length() + 1 - 8 * (from / 2)));
        long found = a.text.indexOf(pattern.text, from);
        assertEquals(found, a.blob.indexOf(pattern.blob, from));
        if (pattern.text.length() % 8 == 0) {
            assertEquals(found, a.blob.indexOf(pattern.text.bytes(), from));
        }
        PVector<Blob> held = PVector.of(a.blob.store(), Blob.codec(), a.blob, b.blob);
        assertEquals(b.blob, held.get(1));
        PMap<Blob, Integer> map = PMap.empty(a.blob.store(), Blob.codec(), Codec.INT);
        assertEquals(order == 0 ? 1 : 2, map.put(a.blob, 1).put(b.blob, 2).size());
        assertEquals(2, map.put(a.blob, 1).put(b.blob, 2).get(b.blob.compact()));
    }
}
