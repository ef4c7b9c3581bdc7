package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.codec.Encoding;
import dev.cairn.codec.SlotReader;
import dev.cairn.codec.SlotWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codecs and sources of elements that fail at the n-th element, or lie. */
class FailingCodecTest extends StoreTest {
    private static final int ELEMENTS = 40;
    private static final List<String> TEXTS = IntStream.range(0, ELEMENTS)
            .mapToObj(i -> "a string for an extent of its own, number " + i)
            .toList();

    /** Throws at the n-th encoding or decoding; 0 is never. */
    private static final class Failing implements Encoding<String> {
        private int encodings;
        private int decodings;

        @Override
        public int width() {
            return 4;
        }

        @Override
        public int extents() {
            return 1;
        }

        @Override
        public void encode(String value, SlotWriter out) {
            out.putInt(0, value.length());
            out.putExtent(0, value.getBytes(StandardCharsets.UTF_8));
            if (encodings > 0 && --encodings == 0) {
                throw new IllegalStateException("no more encoding");
            }
        }

        @Override
        public String decode(SlotReader in) {
            if (decodings > 0 && --decodings == 0) {
                throw new IllegalStateException("no more decoding");
            }
            return new String(in.getExtent(0), StandardCharsets.UTF_8);
        }
    }

    private static void assertFails(Executable operation) {
        var e = assertThrows(CodecException.class, operation);
        assertTrue(e.getCause() instanceof IllegalStateException, e::toString);
    }

    @ParameterizedTest
    @EnumSource
    void encodingThatFailsChangesNothing(Setting setting) {
        Store store = stores.open(setting);
        Failing encoding = new Failing();
        Codec<String> codec = Codec.of(encoding);
        PVector<String> source = PVector.from(store, codec, TEXTS);
        var builder = source.toBuilder();
        Holders held = Holders.of(List.of(source), List.of(builder));
        for (int n = 1; n <= ELEMENTS; n++) {
            encoding.encodings = n;
            assertFails(() -> PVector.from(store, codec, TEXTS));
            encoding.encodings = n;
            assertFails(() -> source.appendAll(TEXTS));
            encoding.encodings = n;
            assertFails(() -> PVector.from(store, codec, TEXTS.stream()));
            encoding.encodings = 1;
            assertFails(() -> source.append("x"));
            encoding.encodings = 1;
            assertFails(() -> source.update(0, "x"));
            encoding.encodings = 1;
            assertFails(() -> builder.append("x"));
            encoding.encodings = 1;
            assertFails(() -> builder.update(0, "x"));
            held.collect(store);
            store.verify();
            assertEquals(held.census(store).reachable(), store.stats().liveNodes());
        }
        assertEquals(TEXTS.toString(), source.toString());
        assertEquals(source, builder.build());
    }

    @ParameterizedTest
    @EnumSource
    void decodingThatFailsChangesNothing(Setting setting) {
        Store store = stores.open(setting);
        Failing encoding = new Failing();
        PVector<String> source = PVector.from(store, Codec.of(encoding), TEXTS);
        PVector<String> other = PVector.from(store, source.codec(), TEXTS);
        PVector<String> unlike = PVector.from(store, Codec.of(encoding), TEXTS);
        PVector<String> waiting = source.update(3, "x");
        for (Executable reading : List.<Executable>of(
                () -> source.get(7),
                () -> waiting.get(3),
                source::hashCode,
                source::toString,
                () -> source.equals(unlike),
                () -> source.iterator().next(),
                () -> source.forEach(e -> {}),
                () -> source.reduce("", String::concat),
                () -> source.toBuilder().get(1))) {
            encoding.decodings = 1;
            assertFails(reading);
            store.verify();
        }
        assertEquals(source, other);
    }

    @ParameterizedTest
    @EnumSource
    void aSourceOfElementsThatFailsChangesNothing(Setting setting) {
        Store store = stores.open(setting);
        PVector<String> source = PVector.from(store, Codec.STRING, TEXTS);
        for (int n = 0; n < ELEMENTS; n++) {
            int limit = n;
            Iterable<String> failing = () -> failing(limit).iterator();
            assertThrows(IllegalStateException.class, () -> source.appendAll(failing));
            assertThrows(IllegalStateException.class, () -> PVector.from(store, Codec.STRING, failing));
            assertThrows(IllegalStateException.class, () -> PVector.from(store, Codec.STRING, failing(limit)));
        }
        Holders held = Holders.of(List.of(source), List.of());
        held.collect(store);
        store.verify();
        assertEquals(held.census(store).reachable(), store.stats().liveNodes());
    }

    private static Stream<String> failing(int limit) {
        return IntStream.range(0, ELEMENTS).mapToObj(i -> {
            if (i == limit) {
                throw new IllegalStateException("no more elements");
            }
            return TEXTS.get(i);
        });
    }

    /** Writes beside what it asked for. */
    private record Lying(int width, int offset) implements Encoding<Long> {
        @Override
        public void encode(Long value, SlotWriter out) {
            out.putLong(offset, value);
        }

        @Override
        public Long decode(SlotReader in) {
            return in.getLong(offset);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCodecThatLiesIsNamed(Setting setting) {
        Store store = stores.open(setting);
        for (Lying lying : List.of(new Lying(4, 0), new Lying(8, 1), new Lying(8, -1), new Lying(8, 1 << 30))) {
            PVector<Long> empty = PVector.empty(store, Codec.of(lying));
            var e = assertThrows(CodecException.class, () -> empty.append(1L));
            assertTrue(e.getMessage().contains("Lying"), e::getMessage);
        }
        assertThrows(CodecException.class, () -> Codec.of(new Lying(-1, 0)));
        assertThrows(CodecException.class, () -> Codec.of(new Lying(Encoding.WIDTH_MAX + 1, 0)));
        assertEquals(0, store.verify().nodes());
    }
}
