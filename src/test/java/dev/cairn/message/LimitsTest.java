package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.NotPortableException;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is too much, or has no form, is refused, whoever made it. */
class LimitsTest extends StoreTest {
    private static final Limits LIMITS = Limits.defaults();

    private static Nota nota(Limits limits) {
        return Nota.of(MessageOptions.defaults().limits(limits));
    }

    private static Wota wota(Limits limits) {
        return Wota.of(MessageOptions.defaults().limits(limits));
    }

    private static Object nested(int depth) {
        Object value = List.of();
        for (int i = 1; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    /** A list that is small, and would be large if it were written out. */
    private static Object shared(int doublings) {
        Object value = List.of();
        for (int i = 0; i < doublings; i++) {
            value = List.of(value, value);
        }
        return value;
    }

    @Test
    void depth() {
        Object deep = nested(LIMITS.maxDepth());
        assertEquals(deep, Nota.standard().decode(Nota.standard().encode(deep)));
        assertEquals(deep, Wota.standard().decode(Wota.standard().encode(deep)));
        Object deeper = nested(LIMITS.maxDepth() + 1);
        assertThrows(CodecException.class, () -> Nota.standard().encode(deeper));
        assertThrows(CodecException.class, () -> Wota.standard().encode(deeper));
        Limits more = LIMITS.maxDepth(LIMITS.maxDepth() + 1);
        byte[] bytes = nota(more).encode(deeper);
        assertEquals(
                LIMITS.maxDepth(),
                assertThrows(FormatException.class, () -> Nota.standard().decode(bytes))
                        .offset());
        long[] words = wota(more).encode(deeper);
        assertThrows(FormatException.class, () -> Wota.standard().decode(words));
    }

    @Test
    void whatIsInItselfIsRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThrows(CodecException.class, () -> Nota.standard().encode(list));
        assertThrows(CodecException.class, () -> Wota.standard().encode(list));
    }

    @Test
    void whatIsSharedCountsAsOftenAsItIsWritten() {
        Object value = shared(60);
        for (Limits limits : List.of(LIMITS.maxValues(1_000_000), LIMITS.maxBytes(1_000_000))) {
            assertThrows(CodecException.class, () -> nota(limits).encode(value));
            assertThrows(CodecException.class, () -> wota(limits).encode(value));
        }
    }

    @Test
    void values() {
        List<Object> list = Collections.nCopies(99, null);
        Limits enough = LIMITS.maxValues(100);
        Limits few = LIMITS.maxValues(99);
        byte[] bytes = nota(enough).encode(list);
        long[] words = wota(enough).encode(list);
        assertEquals(list, nota(enough).decode(bytes));
        assertEquals(list, wota(enough).decode(words));
        assertThrows(CodecException.class, () -> nota(few).encode(list));
        assertThrows(CodecException.class, () -> wota(few).encode(list));
        assertThrows(FormatException.class, () -> nota(few).decode(bytes));
        assertThrows(FormatException.class, () -> wota(few).decode(words));
    }

    @Test
    void bytes() throws IOException {
        String text = "\u00fc".repeat(50);
        Limits enough = LIMITS.maxBytes(102);
        Limits few = LIMITS.maxBytes(101);
        byte[] bytes = nota(enough).encode(text);
        assertEquals(102, bytes.length);
        assertEquals(text, nota(enough).decode(bytes));
        assertEquals(text, nota(enough).decode(new ByteArrayInputStream(bytes)));
        assertThrows(CodecException.class, () -> nota(few).encode(text));
        assertThrows(CodecException.class, () -> nota(few).encode(text, new ByteArrayOutputStream()));
        assertThrows(FormatException.class, () -> nota(few).decode(bytes));
        assertThrows(FormatException.class, () -> nota(few).decode(new ByteArrayInputStream(bytes)));
        long[] words = wota(LIMITS.maxBytes(8 * 26)).encode(text);
        assertEquals(26, words.length);
        assertThrows(
                CodecException.class, () -> wota(LIMITS.maxBytes(8 * 26 - 1)).encode(text));
        assertThrows(
                FormatException.class, () -> wota(LIMITS.maxBytes(8 * 26 - 1)).decode(words));
    }

    @Test
    void aCountThatTheBytesDoNotHoldTakesNoMemory() throws IOException {
        for (String head : List.of("2F", "3F", "1F", "0F")) {
            byte[] first = HexFormat.of().parseHex(head);
            byte[] bytes = HexFormat.of().parseHex(Integer.toHexString(first[0] | 0x80) + "FFFFFF7F");
            assertThrows(FormatException.class, () -> Nota.standard().decode(bytes));
            assertThrows(FormatException.class, () -> Nota.standard().decode(new ByteArrayInputStream(bytes)));
        }
    }

    @Test
    void digitsAndExponents() {
        byte[] pi = HexFormat.of().parseHex("56" + kim("3141592"));
        assertEquals(3.141592, nota(LIMITS.maxDecimal(7, 6)).decode(pi));
        assertThrows(FormatException.class, () -> nota(LIMITS.maxDecimal(6, 6)).decode(pi));
        assertThrows(FormatException.class, () -> nota(LIMITS.maxDecimal(7, 5)).decode(pi));
        byte[] third = HexFormat.of().parseHex("D020" + kim("33333333333333333333333333333333"));
        assertEquals(1 / 3.0, Nota.standard().decode(third));
        byte[] tooLong = HexFormat.of().parseHex("D02A" + kim("3".repeat(41)));
        assertThrows(FormatException.class, () -> Nota.standard().decode(tooLong));
        byte[] tooGreat = HexFormat.of().parseHex("C23509");
        assertEquals("at byte 0: no double is 9E309", messageOf(tooGreat));
        byte[] tooSmall = HexFormat.of().parseHex("D24401");
        assertEquals("at byte 0: no double is 1E-324", messageOf(tooSmall));
    }

    private static String messageOf(byte[] bytes) {
        return assertThrows(FormatException.class, () -> Nota.standard().decode(bytes))
                .getMessage();
    }

    private static String kim(String digits) {
        BigInteger number = new BigInteger(digits);
        StringBuilder hex = new StringBuilder();
        for (int shift = (number.bitLength() - 1) / 7 * 7; shift >= 0; shift -= 7) {
            int bits = number.shiftRight(shift).intValue() & 0x7F;
            hex.append("%02X".formatted(shift > 0 ? bits | 0x80 : bits));
        }
        return hex.toString();
    }

    @Test
    void limitsAreNotNegative() {
        assertThrows(IllegalArgumentException.class, () -> LIMITS.maxDepth(-1));
        assertThrows(IllegalArgumentException.class, () -> LIMITS.maxBytes(-1));
        assertThrows(IllegalArgumentException.class, () -> LIMITS.maxValues(-1));
        assertThrows(IllegalArgumentException.class, () -> LIMITS.maxDecimal(-1, 0));
    }

    @Test
    void whatHasNoFormIsRefused() {
        Store store = stores.open();
        assertThrows(CodecException.class, () -> Nota.standard().encode(List.of(new Object())));
        assertThrows(CodecException.class, () -> Nota.standard().encode(Map.of(1, 2)));
        assertThrows(CodecException.class, () -> Wota.standard().encode(Collections.singletonMap(null, 2)));
        assertThrows(CodecException.class, () -> Nota.standard().encode(new Samples.Nothing()));
        PVector<Object> objects = PVector.of(store, Codec.object(), "an object");
        assertThrows(NotPortableException.class, () -> Nota.standard().encode(objects));
        assertThrows(NotPortableException.class, () -> Wota.standard().encode(List.of(objects)));
        PVector<String> functions =
                PVector.of(store, Codec.ofBytes(String::getBytes, String::new), "by functions of a user's");
        assertThrows(CodecException.class, () -> Nota.standard().encode(functions));
    }

    @Test
    void aStreamThatFailsSaysSo() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        assertThrows(IOException.class, () -> Nota.standard().decode(broken));
        OutputStream closed = OutputStream.nullOutputStream();
        closed.close();
        assertThrows(IOException.class, () -> Nota.standard().encode("text", closed));
    }

    @Test
    void blobsOfMoreThanAChunk() throws IOException {
        Store store = stores.open();
        Nota nota = Nota.of(MessageOptions.defaults().store(store));
        Wota wota = Wota.of(MessageOptions.defaults().store(store));
        byte[] bytes = new byte[200_003];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (31 * i);
        }
        Blob blob = Blob.builder(store).appendAll(bytes).appendBits(5, 3).build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        nota.encode(blob, out);
        assertEquals(blob, nota.decode(new ByteArrayInputStream(out.toByteArray())));
        assertEquals(blob, nota.decode(nota.encode(blob)));
        assertEquals(blob, wota.decode(wota.encode(blob)));
        assertTrue(Samples.isSame(bytes, wota.decode(wota.encode(bytes))));
    }
}
