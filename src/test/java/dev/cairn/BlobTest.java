package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.trie.blob.BlobCheck;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What blobs are made of, and what they give. */
@Tag("besideQuiet")
class BlobTest extends StoreTest {
    private static final int LARGE = 3 << 20;

    private static byte[] random(int bytes) {
        byte[] array = new byte[bytes];
        new Random(bytes).nextBytes(array);
        return array;
    }

    private static Blob text(Store store, String text) {
        return Blob.builder(store).appendText(text).build();
    }

    /** About the chunks in which it is computed, of 8,192 bytes in four lanes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 8_191, 8_192, 8_208, 3 * 8_192, 40_001})
    void theHashDependsOnEachByteAndItsPlaceAndOnNothingElse(int bytes) {
        Store store = stores.open();
        byte[] array = random(bytes);
        int hash = Blob.from(store, array).hashCode();
        assertEquals(hash, Blob.from(store, array).slice(0, 8L * bytes).hashCode());
        assertNotEquals(hash, Blob.from(store, Arrays.copyOf(array, bytes + 1)).hashCode());
        for (int i = 0; i < bytes; i += 1 + bytes / 100) {
            array[i]++;
            assertNotEquals(hash, Blob.from(store, array).hashCode());
            array[i]--;
        }
        for (int apart = 8; apart <= bytes / 2; apart *= 2) { // words, pairs, lanes, rounds, chunks
            assertNotEquals(hash, Blob.from(store, swapped(array, apart)).hashCode());
        }
    }

    /** The first bytes, {@code length} of them, changed with as many after these. */
    private static byte[] swapped(byte[] array, int length) {
        byte[] other = array.clone();
        System.arraycopy(array, 0, other, length, length);
        System.arraycopy(array, length, other, 0, length);
        return other;
    }

    @Test
    void bitsAreNumberedFromTheMostSignificantOn() {
        Blob blob = Blob.builder(stores.open())
                .appendBits(0xF0E320L, 24)
                .appendBit(true)
                .build();
        assertEquals(25, blob.length());
        assertEquals(4, blob.byteLength());
        assertArrayEquals(new byte[] {(byte) 0xF0, (byte) 0xE3, 0x20, (byte) 0x80}, blob.toByteArray());
        assertTrue(blob.getBit(0) && !blob.getBit(4) && blob.getBit(24));
        assertEquals(0xE3, blob.getByte(1) & 0xFF);
        assertEquals((byte) 0x80, blob.getByte(3));
        assertEquals(0x0E, blob.getBits(4, 8));
        assertEquals("Blob[25 bits: f0e32080]", blob.toString());
        assertEquals("Blob[0 bits: ]", blob.slice(3, 3).toString());
    }

    @ParameterizedTest
    @EnumSource
    void whateverItIsMadeOfItsBytesAreTheSame(Setting setting, @TempDir Path folder) throws IOException {
        Store store = stores.open(setting);
        for (int size : new int[] {0, 1, 15, 100, 5000, 200_000, LARGE}) {
            byte[] bytes = random(size);
            Path file = Files.write(folder.resolve("file"), bytes);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment segment = arena.allocate(size).copyFrom(MemorySegment.ofArray(bytes));
                for (Blob blob : List.of(
                        Blob.from(store, bytes),
                        Blob.from(store, segment),
                        Blob.from(store, file),
                        Blob.from(store, new ByteArrayInputStream(bytes)),
                        Blob.builder(store).appendAll(bytes).build())) {
                    check(bytes, blob);
                }
            }
            assertTrue(Blob.from(store, file).isContiguous());
        }
    }

    private static void check(byte[] bytes, Blob blob) throws IOException {
        assertEquals(8L * bytes.length, blob.length());
        assertArrayEquals(bytes, blob.toByteArray());
        assertArrayEquals(bytes, blob.asSegment().toArray(ValueLayout.JAVA_BYTE));
        assertArrayEquals(bytes, blob.inputStream().readAllBytes());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        blob.writeTo(out);
        assertArrayEquals(bytes, out.toByteArray());
        assertEquals(bytes.length, blob.asByteBuffer().remaining());
        assertTrue(blob.asByteBuffer().isReadOnly() && blob.asSegment().isReadOnly());
        assertTrue(BlobCheck.pieces(blob.base()) < 100);
    }

    @Test
    void anInputStreamCanBeMarkedAndReset() throws IOException {
        byte[] bytes = random(1000);
        try (InputStream in = Blob.from(stores.open(), bytes).inputStream()) {
            assertEquals(bytes[0] & 0xFF, in.read());
            assertEquals(999, in.available());
            in.mark(1);
            assertEquals(10, in.skip(10));
            assertEquals(bytes[11] & 0xFF, in.read());
            in.reset();
            assertArrayEquals(Arrays.copyOfRange(bytes, 1, 1000), in.readAllBytes());
            assertEquals(-1, in.read());
            assertEquals(0, in.read(bytes, 0, 0));
            assertEquals(0, in.skip(-1));
        }
    }

    @Test
    void slicesAndJoinsOfALargeOneShareIt() {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        Blob blob = Blob.from(store, random(LARGE));
        Blob part = blob.slice(5, 8 * (LARGE / 2) + 3);
        Sharing sharing = Sharing.between(blob, part);
        assertEquals(1, sharing.sharedNodes());
        assertEquals(0, sharing.leftOnlyNodes() + sharing.rightOnlyNodes());
        Blob turned = blob.sliceBytes(LARGE / 2, LARGE).concat(blob.sliceBytes(0, LARGE / 2));
        assertEquals(1, Sharing.between(blob, turned).rightOnlyNodes());
        assertFalse(turned.isContiguous());
        Blob again = turned.sliceBytes(LARGE / 2, LARGE).concat(turned.sliceBytes(0, LARGE / 2));
        assertTrue(again.isContiguous());
        assertEquals(blob, again);
        assertEquals(0, Sharing.between(blob, again).rightOnlyNodes());
    }

    @Test
    void aSmallSliceKeepsNothingElseAlive() {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        Blob blob = Blob.from(store, random(LARGE));
        assertTrue(Sharing.retained(blob.sliceBytes(1000, 2000)).bytes() < 2048);
        Blob edges = blob.sliceBytes(0, 1_000_100).slice(8_000_000, 8_000_800);
        assertTrue(Sharing.retained(edges).bytes() < 200);
        assertTrue(Sharing.retained(blob.sliceBytes(1000, 100_000)).bytes() > LARGE);
        assertTrue(Sharing.retained(blob.sliceBytes(1000, 100_000).compact()).bytes() < 200_000);
    }

    @Test
    void manyLittleJoinsMakeABalancedTreeOfLeavesThatAreNotLittle() {
        Store store = stores.open();
        Random random = new Random(1);
        BitText expected = new BitText("");
        Blob blob = Blob.empty(store);
        for (int i = 0; i < 300; i++) {
            BitText more = BitText.random(random, random.nextInt(40));
            boolean front = random.nextBoolean();
            Blob little = more.blob(store, random);
            blob = front ? little.concat(blob) : blob.concat(little);
            expected = front ? more.concat(expected) : expected.concat(more);
        }
        assertArrayEquals(expected.bytes(), blob.toByteArray());
        assertTrue(BlobCheck.pieces(blob.base()) <= 2 * expected.length() / 128 + 2);
    }

    @Test
    void doublingMakesBlobsThatNoMemoryHasRoomFor() {
        Store store = stores.open();
        Blob blob = Blob.from(store, random(20));
        for (int i = 0; i < 52; i++) {
            blob = blob.concat(blob);
        }
        Blob huge = blob;
        assertEquals(160L << 52, huge.length());
        assertEquals(blob.getByte(19), huge.getByte((20L << 52) - 1));
        assertEquals(0, huge.mismatch(huge.slice(1, huge.length())) / 160);
        assertThrows(IllegalStateException.class, () -> huge.concat(huge));
        assertThrows(IllegalStateException.class, huge::toByteArray);
        assertThrows(IllegalStateException.class, huge::asByteBuffer);
        assertThrows(StoreFullException.class, huge::asSegment);
        store.verify();
    }

    @Test
    void onesThatDifferAtTheEndAreToldApart() {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        byte[] bytes = random(LARGE);
        Blob blob = Blob.from(store, bytes);
        bytes[LARGE - 1] ^= 1;
        Blob other = Blob.from(store, bytes);
        assertEquals(8L * LARGE - 1, blob.mismatch(other));
        assertEquals(8L * LARGE - 4, blob.slice(3, blob.length()).mismatch(other.slice(3, other.length())));
        assertEquals(-1, blob.slice(0, blob.length() - 1).mismatch(other.slice(0, blob.length() - 1)));
        Blob shifted = Blob.builder(store).appendBits(0, 3).append(other).build();
        assertEquals(8L * LARGE - 1, blob.mismatch(shifted.slice(3, shifted.length())));
        assertNotEquals(blob, other);
        assertEquals(8, blob.slice(0, 8).mismatch(blob.slice(0, 16)));
        assertEquals(-1, Integer.signum(blob.slice(0, 8).compareTo(blob.slice(0, 16))));
    }

    @Test
    void textIsFoundAcrossPiecesAndChunks() {
        Store store = stores.open();
        Blob hay = text(store, "hay ".repeat(30_000));
        Blob needle = text(store, "a needle that is longer than what is looked for first ".repeat(20));
        Blob all = hay.concat(needle).concat(hay).concat(needle);
        assertEquals(120_000, all.indexOf(needle));
        assertEquals(120_000, all.indexOf(needle.toByteArray(), 0));
        assertEquals(all.byteLength() - needle.byteLength(), all.indexOf(needle, 120_001));
        assertEquals(119_999, all.indexOf(" a needle".getBytes(StandardCharsets.UTF_8), 7));
        assertEquals(-1, all.indexOf(text(store, "nothing of the kind")));
        assertEquals(-1, all.indexOf(needle.concat(hay).concat(hay)));
        assertEquals(5, all.indexOf(Blob.empty(store), 5));
        assertEquals(1, all.indexOf(text(store, "a").slice(0, 7)));
        assertThrows(IndexOutOfBoundsException.class, () -> all.indexOf(needle, -1));
    }
}
