package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Inputs that somebody made in order to use up time, the heap, the stack or the store. */
@Tag("beside")
class HostileInputTest extends StoreTest {
    private static final int DEPTH = Limits.defaults().maxDepth();
    private static final long SMALL_STACK = 1 << 20;

    private static byte[] written(MessageOptions options, Consumer<FormatWriter> parts) {
        ByteSink sink = new ByteSink(null);
        parts.accept(new NotaWriter(options, sink));
        return sink.toArray();
    }

    private static void collection(FormatWriter out, String tag) {
        out.putRecord(1);
        out.putText(tag);
        out.putArray(2);
    }

    /** Begins the name of a codec that is made of others. */
    private static void codec(FormatWriter out, String kind, int others) {
        out.putArray(1 + others);
        out.putText(kind);
    }

    private static void times(int times, Runnable part) {
        for (int i = 0; i < times; i++) {
            part.run();
        }
    }

    private void check(Store store, byte[] bytes) {
        InputCheck.all(store).forEach(check -> check.check(".nota", bytes));
    }

    @Test
    void numbersOfEndlessZerosAreRefusedAtOnce() {
        Nota nota = Nota.standard();
        for (String head : List.of("E0", "80", "90", "A0", "B0", "C0", "D0", "F0", "40", "11")) {
            byte[] bytes = new byte[1 << 20];
            Arrays.fill(bytes, (byte) 0x80);
            bytes[0] = HexFormat.of().parseHex(head)[0];
            FormatException refused = assertThrows(FormatException.class, () -> nota.decode(bytes));
            assertEquals(0, refused.offset());
        }
    }

    @Test
    void aLimitOfManyDigitsIsNoneForFew() {
        Nota nota = Nota.of(
                MessageOptions.defaults().limits(Limits.defaults().maxDecimal(Integer.MAX_VALUE, Integer.MAX_VALUE)));
        assertEquals(1e22, nota.decode(HexFormat.of().parseHex("4088BC99F0B2B7AB92808000")));
    }

    /** So nobody reads more of them than there are bytes. */
    @Test
    void elementsThatHaveNothingTakeAByteEach() {
        Store store = stores.open();
        Codec<Samples.Nothing> codec = Codec.record(Samples.Nothing.class);
        PVector<Samples.Nothing> vector = PVector.from(store, codec, Collections.nCopies(1000, new Samples.Nothing()));
        MessageOptions options = Samples.TYPES.store(store);
        byte[] bytes = Nota.of(options).encode(vector);
        assertTrue(bytes.length >= 1000);
        assertEquals(vector, Nota.of(options).decode(bytes));
        long[] words = Wota.of(options).encode(vector);
        assertTrue(words.length >= 1000);
        assertEquals(vector, Wota.of(options).decode(words));
    }

    /** Equal keys that do not count as equal would all have one hash. */
    @Test
    void equalVectorsOfArraysAreOneKey() {
        Store store = stores.open(Setting.STANDARD_INHERITED);
        byte[] bytes = written(Samples.TYPES, out -> {
            collection(out, "$PSet");
            codec(out, "PVector", 1);
            out.putText("Codec.BYTES");
            out.putArray(10_000);
            times(10_000, () -> {
                out.putArray(1);
                out.beginBlob(8);
                out.putBytes(new byte[1], 1);
            });
        });
        check(store, bytes);
        Nota nota = Nota.of(Samples.TYPES.store(store));
        assertThrows(FormatException.class, () -> nota.decode(bytes));
        Codec<PVector<byte[]>> codec = PVector.codec(Codec.BYTES);
        PSet<PVector<byte[]>> set = PSet.of(store, codec, PVector.of(store, Codec.BYTES, new byte[] {1}));
        assertTrue(set.contains(PVector.of(store, Codec.BYTES, new byte[] {1})));
        assertEquals(set, nota.decode(nota.encode(set)));
    }

    /** In deeply nested codecs around a large one, each would have a name as long as the whole. */
    @Test
    void nestedCodecsTakeMemoryInProportion() {
        Store store = stores.open();
        check(store, written(Samples.TYPES, out -> {
            collection(out, "$PVector");
            times(DEPTH - 20, () -> codec(out, "PVector", 1));
            pairs(out, 10);
            out.putArray(0);
        }));
    }

    private static void pairs(FormatWriter out, int depth) {
        codec(out, "PMap", 2);
        times(2, () -> {
            if (depth == 0) {
                out.putText("Codec.LONG");
            } else {
                pairs(out, depth - 1);
            }
        });
    }

    /** A store describes a limited number of shapes of elements, for good. */
    @Test
    void codecsThatMessagesChooseDoNotUseUpThoseOfTheStore() {
        Store store = stores.open();
        MessageOptions options = Samples.TYPES.store(store);
        FormatException refused = null;
        for (int bytes = 1; bytes < 1000 && refused == null; bytes++) {
            byte[] message = ofWidth(bytes);
            try {
                Nota.of(options).decode(message);
            } catch (FormatException e) {
                refused = e;
            }
        }
        assertTrue(refused.getMessage().contains("too many codecs"), refused::getMessage);
        assertEquals(List.of(), Nota.of(options).decode(new byte[] {0x20}));
        assertEquals(
                1,
                PVector.of(store, Codec.record(Samples.Point.class), new Samples.Point(1, 2, Samples.Colour.RED))
                        .size());
    }

    /** An empty vector of records in records, so many bytes wide. */
    private static byte[] ofWidth(int bytes) {
        return written(Samples.TYPES, out -> {
            collection(out, "$PVector");
            binary(out, bytes);
            out.putArray(0);
        });
    }

    private static void binary(FormatWriter out, int bytes) {
        if (bytes == 1) {
            out.putText("Codec.BYTE");
            return;
        }
        codec(out, "Codec.record", 3);
        out.putText(Samples.Added.class.getName());
        binary(out, bytes / 2);
        binary(out, bytes - bytes / 2);
    }

    @Test
    void whatIsAsDeepAsTheLimitFitsASmallStack() throws InterruptedException {
        Store store = stores.open();
        Nota nota = Nota.of(Samples.TYPES.store(store));
        byte[] sets = written(Samples.TYPES, out -> {
            collection(out, "$PSet");
            times(DEPTH - 4, () -> codec(out, "PSet", 1));
            out.putText("Codec.LONG");
            times(DEPTH - 4, () -> out.putArray(1));
            out.putArray(0);
        });
        byte[] records = written(Samples.TYPES, out -> {
            collection(out, "$type");
            out.putText(Samples.Chain.class.getName());
            times(DEPTH - 2, () -> {
                out.putArray(2);
                out.putInteger(1);
            });
            out.putNull();
        });
        for (byte[] bytes : List.of(sets, records)) {
            byte[][] again = new byte[1][];
            Thread thread = new Thread(null, () -> again[0] = nota.encode(nota.decode(bytes)), "small", SMALL_STACK);
            thread.start();
            thread.join();
            assertEquals(bytes.length, again[0] == null ? -1 : again[0].length);
        }
    }

    @Test
    void aReferenceInWordsFromOutsideIsNoValueInPlaceEither() {
        WotaReader reader = Wota.standard().reader(new long[] {0x0302, 0x06, 0, 0x07, 0x07});
        assertThrows(FormatException.class, () -> reader.get(0).type());
        assertThrows(FormatException.class, () -> reader.get(1));
    }

    @Test
    void theEnvelopeIsNotCounted() {
        Wota wota = Wota.of(MessageOptions.defaults().limits(Limits.defaults().maxBytes(Long.BYTES)));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = wota.encode(null, arena);
            assertNull(wota.decode(segment));
        }
    }

    @Test
    void bytesBeyondTheLimitAreBytesAfterTheValue() throws IOException {
        Nota nota = Nota.of(MessageOptions.defaults().limits(Limits.defaults().maxBytes(1)));
        assertNull(nota.decode(new ByteArrayInputStream(new byte[] {0x70})));
        assertThrows(FormatException.class, () -> nota.decode(new ByteArrayInputStream(new byte[] {0x70, 0x70})));
    }
}
