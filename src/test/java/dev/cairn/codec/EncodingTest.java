package dev.cairn.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.slot.SlotCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encodings that break every promise they can; none may reach the store. */
class EncodingTest {
    private final SlotStore store = new SlotStore();

    @AfterEach
    void theStoreIsAsItWas() {
        assertEquals(0, store.core.verify().nodes());
    }

    /** An encoding of what the test says. */
    private record Liar(
            int width, int extents, BiConsumer<String, SlotWriter> writes, Function<SlotReader, String> reads)
            implements Encoding<String> {
        @Override
        public void encode(String value, SlotWriter out) {
            writes.accept(value, out);
        }

        @Override
        public String decode(SlotReader in) {
            return reads.apply(in);
        }
    }

    private static Codec<String> writing(Consumer<SlotWriter> writes) {
        return Codec.of(new Liar(8, 2, (value, out) -> writes.accept(out), in -> "read"));
    }

    private static Codec<String> reading(Function<SlotReader, String> reads) {
        return Codec.of(new Liar(8, 2, (value, out) -> {}, reads));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "513, 0", "2147483647, 0", "8, -1", "8, 14", "-1, 1", "505, 1", "409, 13"})
    void aWidthOutOfRangeIsRefused(int width, int extents) {
        var e = assertThrows(CodecException.class, () -> Codec.of(new Liar(width, extents, (v, out) -> {}, in -> "")));
        assertTrue(e.codec().endsWith("EncodingTest$Liar)"), e.codec());
        assertTrue(e.getMessage().contains(String.valueOf(extents == 8 ? width : extents)), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "512, 0", "0, 1", "504, 1", "0, 13", "408, 13"})
    void theWholeRangeOfWidthsWorks(int width, int extents) {
        Codec<String> codec = Codec.of(new Liar(
                width,
                extents,
                (value, out) -> {
                    out.putBytes(0, "x".repeat(width).getBytes(ISO_8859_1));
                    for (int i = 0; i < extents; i++) {
                        out.putExtent(i, value.repeat(i).getBytes(ISO_8859_1));
                    }
                },
                in -> {
                    String all = new String(in.getBytes(0, width), ISO_8859_1);
                    for (int i = 0; i < extents; i++) {
                        all += new String(in.getExtent(i), ISO_8859_1);
                    }
                    return all;
                }));
        String expected = "x".repeat(width) + "ab".repeat(extents * (extents - 1) / 2);
        assertEquals(List.of(expected, expected), store.roundTrip(codec, "ab"));
    }

    @Test
    void theWidthIsAskedOnce() {
        int[] asked = new int[1];
        Codec<String> codec = Codec.of(new Encoding<>() {
            @Override
            public int width() {
                return 8 << asked[0]++;
            }

            @Override
            public void encode(String value, SlotWriter out) {
                out.putLong(0, value.length());
            }

            @Override
            public String decode(SlotReader in) {
                return "z".repeat((int) in.getLong(0));
            }
        });
        assertEquals(List.of("zzz", "zzz"), store.roundTrip(codec, "abc"));
        assertEquals(8, SlotCodec.of(codec).shape().width());
        assertEquals(1, asked[0]);
    }

    @Test
    void writingOutOfRangeNamesCodecOffsetAndWidth() {
        assertWriteRefused("8 bytes at offset 1 of a fixed part of 8 bytes", out -> out.putLong(1, 7));
        assertWriteRefused("8 bytes at offset -1 of a fixed part of 8 bytes", out -> out.putDouble(-1, 7));
        assertWriteRefused("4 bytes at offset 2147483647 of", out -> out.putInt(Integer.MAX_VALUE, 7));
        assertWriteRefused("4 bytes at offset -2147483648 of", out -> out.putFloat(Integer.MIN_VALUE, 7));
        assertWriteRefused("2 bytes at offset 7 of", out -> out.putShort(7, (short) 7));
        assertWriteRefused("2 bytes at offset 7 of", out -> out.putChar(7, 'c'));
        assertWriteRefused("1 bytes at offset 8 of", out -> out.putByte(8, (byte) 7));
        assertWriteRefused("1 bytes at offset 8 of", out -> out.putBoolean(8, true));
        assertWriteRefused("9 bytes at offset 0 of", out -> out.putBytes(0, new byte[9]));
        assertWriteRefused("extent 2 of 2", out -> out.putExtent(2, new byte[1]));
        assertWriteRefused("extent -1 of 2", out -> out.putExtent(-1, new byte[1]));
        assertWriteRefused("encode threw java.lang.NullPointerException", out -> out.putExtent(0, null));
    }

    private void assertWriteRefused(String message, Consumer<SlotWriter> writes) {
        var e = assertThrows(CodecException.class, () -> store.leaf(writing(writes), "value"));
        assertTrue(
                e.getMessage().startsWith("Codec.of(dev.cairn.codec.EncodingTest$Liar): " + message), e.getMessage());
    }

    @Test
    void readingOutOfRangeNamesCodecOffsetAndWidth() {
        assertReadRefused("8 bytes at offset 1 of a fixed part of 8 bytes", in -> "" + in.getLong(1));
        assertReadRefused("8 bytes at offset -1 of", in -> "" + in.getDouble(-1));
        assertReadRefused("4 bytes at offset 5 of", in -> "" + in.getInt(5) + in.getFloat(5));
        assertReadRefused("2 bytes at offset 7 of", in -> "" + in.getChar(7) + in.getShort(7));
        assertReadRefused("1 bytes at offset 8 of", in -> "" + in.getBoolean(8) + in.getByte(8));
        assertReadRefused("-1 bytes at offset 0 of", in -> "" + in.getBytes(0, -1).length);
        assertReadRefused("2147483647 bytes at offset 1 of", in -> "" + in.getBytes(1, Integer.MAX_VALUE).length);
        assertReadRefused("extent 2 of 2", in -> "" + in.getExtent(2).length);
        assertReadRefused("decode gave null", in -> null);
        assertReadRefused("decode threw java.lang.IllegalStateException", in -> {
            throw new IllegalStateException("mine");
        });
    }

    private void assertReadRefused(String message, Function<SlotReader, String> reads) {
        Codec<String> codec = reading(reads);
        var leaf = store.leaf(codec, "value");
        var e = assertThrows(CodecException.class, leaf::load);
        assertTrue(
                e.getMessage().startsWith("Codec.of(dev.cairn.codec.EncodingTest$Liar): " + message), e.getMessage());
        SlotCodec<String> slots = SlotCodec.of(codec);
        Object prepared = slots.prepare("value");
        assertThrows(CodecException.class, () -> slots.restore(prepared));
        leaf.drop();
    }

    @Test
    void whatIsNotWrittenReadsAsZerosAndEmpty() {
        Codec<String> codec =
                reading(in -> in.getLong(0) + "," + in.getExtent(0).length + "," + in.getExtent(1).length);
        assertEquals(List.of("0,0,0", "0,0,0"), store.roundTrip(codec, "value"));
    }

    @Test
    void whatIsThrownIsTheCause() {
        var mine = new IllegalStateException("mine");
        var e = assertThrows(
                CodecException.class,
                () -> SlotCodec.of(writing(out -> {
                            throw mine;
                        }))
                        .prepare("value"));
        assertSame(mine, e.getCause());
        assertThrows(
                CodecException.class,
                () -> Codec.of(new Encoding<String>() {
                    @Override
                    public int width() {
                        throw mine;
                    }

                    @Override
                    public void encode(String value, SlotWriter out) {}

                    @Override
                    public String decode(SlotReader in) {
                        return "";
                    }
                }));
    }

    @Test
    void aWriterIsDeadAfterItsCallAndInOtherThreads() throws InterruptedException {
        List<SlotWriter> kept = new ArrayList<>();
        var elsewhere = new AtomicReference<Throwable>();
        Codec<String> codec = writing(out -> {
            kept.add(out);
            out.putLong(0, 5);
            var thread = new Thread(() -> elsewhere.set(assertThrows(CodecException.class, () -> out.putLong(0, 6))));
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        var leaf = store.leaf(codec, "value");
        byte[] before = leaf.bytes();
        assertThrows(CodecException.class, () -> kept.get(0).putLong(0, 7));
        assertThrows(CodecException.class, () -> kept.get(0).putExtent(0, new byte[7]));
        assertEquals(CodecException.class, elsewhere.get().getClass());
        assertArrayEquals(before, leaf.bytes());
        leaf.drop();
    }

    @Test
    void aWriterIsDeadAfterACallThatThrew() {
        List<SlotWriter> kept = new ArrayList<>();
        Codec<String> codec = writing(out -> {
            kept.add(out);
            throw new IllegalStateException("mine");
        });
        assertThrows(CodecException.class, () -> SlotCodec.of(codec).prepare("value"));
        assertThrows(CodecException.class, () -> kept.get(0).putLong(0, 7));
    }

    @Test
    void aReaderIsDeadAfterItsCallAndItsArraysAreTheCallers() {
        List<SlotReader> kept = new ArrayList<>();
        Codec<String> codec =
                Codec.of(new Liar(1, 1, (value, out) -> out.putExtent(0, value.getBytes(ISO_8859_1)), in -> {
                    kept.add(in);
                    byte[] bytes = in.getExtent(0);
                    String read = new String(bytes, ISO_8859_1);
                    bytes[0] = '!';
                    return read;
                }));
        SlotCodec<String> slots = SlotCodec.of(codec);
        Object prepared = slots.prepare("value");
        var leaf = store.leafOfPrepared(slots, prepared);
        for (int i = 0; i < 2; i++) {
            assertEquals("value", slots.restore(prepared));
            assertEquals("value", leaf.load());
        }
        assertThrows(CodecException.class, () -> kept.get(0).getExtent(0));
        assertThrows(CodecException.class, () -> kept.get(1).getByte(0));
        leaf.drop();
    }

    @Test
    void extentsAreCopiedWhenTheyAreWritten() {
        byte[] mine = {'a'};
        Codec<String> codec = Codec.of(
                new Liar(0, 1, (value, out) -> out.putExtent(0, mine), in -> new String(in.getExtent(0), ISO_8859_1)));
        SlotCodec<String> slots = SlotCodec.of(codec);
        Object prepared = slots.prepare("value");
        mine[0] = 'b';
        assertEquals("a", slots.restore(prepared));
    }

    @Test
    void anEncodingMayUseTheStoreItIsUsedBy() {
        Codec<String> codec = Codec.of(new Liar(
                8,
                1,
                (value, out) -> {
                    var inner = store.leaf(Codec.STRING, "inner " + value);
                    out.putExtent(0, inner.load().getBytes(ISO_8859_1));
                    store.core.verify();
                    inner.drop();
                },
                in -> {
                    store.core.verify();
                    return new String(in.getExtent(0), ISO_8859_1);
                }));
        // stripes are held by nobody when user code runs, else verify, which takes all of them, would wait for ever
        var leaf = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> store.leaf(codec, "a longer value"));
        assertEquals("inner a longer value", assertTimeoutPreemptively(Duration.ofSeconds(20), leaf::load));
        leaf.drop();
    }
}
