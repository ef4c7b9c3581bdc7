package dev.cairn.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongLongMap;
import dev.cairn.LongMap;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.Version;
import dev.cairn.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Written values are equal after reading, and lie in the mapper's store. */
class RoundTripTest extends StoreTest {
    record Reading(String sensor, double value, DayOfWeek day) {}

    record Remark(String text, List<String> tags) {}

    private final Store store = stores.open();
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new CairnModule(store))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void primitives() {
        check(
                LongVector.of(store, Long.MIN_VALUE, 0, Long.MAX_VALUE),
                "[-9223372036854775808,0,9223372036854775807]",
                new TypeReference<>() {});
        check(IntVector.of(store, Integer.MIN_VALUE, 7), "[-2147483648,7]", new TypeReference<>() {});
        check(
                DoubleVector.of(store, 0.1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY),
                "[0.1,-0.0,\"NaN\",\"-Infinity\"]",
                new TypeReference<>() {});
        check(LongVector.empty(store), "[]", new TypeReference<>() {});
    }

    @Test
    void blobs() {
        Blob blob = Blob.builder(store).appendText("bytes").build();
        check(blob, "\"Ynl0ZXM=\"", new TypeReference<>() {});
        check(Blob.empty(store), "\"\"", new TypeReference<>() {});
        check(
                PMap.empty(store, Codec.STRING, Blob.codec()).put("a", blob),
                "{\"a\":\"Ynl0ZXM=\"}",
                new TypeReference<PMap<String, Blob>>() {});
        Blob bits = blob.slice(0, 3);
        assertThrows(DatabindException.class, () -> mapper.writeValueAsString(bits));
    }

    @Test
    void manyNumbers() {
        LongVector many = LongVector.from(store, LongStream.range(0, 5_000)).update(17, -1);
        assertEquals(many, mapper.readValue(mapper.writeValueAsBytes(many), LongVector.class));
    }

    @Test
    void vectors() {
        check(
                PVector.of(store, Codec.STRING, "short", "too long to lie inline, \u00fc"),
                "[\"short\",\"too long to lie inline, \u00fc\"]",
                new TypeReference<PVector<String>>() {});
        check(PVector.of(store, Codec.CHAR, 'a', 'b'), "[\"a\",\"b\"]", new TypeReference<>() {});
        check(PVector.of(store, Codec.FLOAT, 1.5f), "[1.5]", new TypeReference<PVector<Float>>() {});
        check(PVector.empty(store, Codec.STRING), "[]", new TypeReference<PVector<String>>() {});
        check(
                PVector.of(store, Codec.enumeration(DayOfWeek.class), DayOfWeek.MONDAY),
                "[\"MONDAY\"]",
                new TypeReference<PVector<DayOfWeek>>() {});
        check(
                PVector.of(store, Codec.record(Reading.class), new Reading("roof", 21.5, DayOfWeek.FRIDAY)),
                "[{\"sensor\":\"roof\",\"value\":21.5,\"day\":\"FRIDAY\"}]",
                new TypeReference<PVector<Reading>>() {});
    }

    @Test
    void arraysOfBytes() {
        PVector<byte[]> vector = PVector.of(store, Codec.BYTES, "text".getBytes(StandardCharsets.UTF_8));
        String json = mapper.writeValueAsString(vector);
        assertEquals("[\"dGV4dA==\"]", json);
        PVector<byte[]> read = mapper.readValue(json, new TypeReference<>() {});
        assertEquals("text", new String(read.first(), StandardCharsets.UTF_8));
        assertEquals(Codec.BYTES, read.codec());
    }

    @Test
    void setsAndMaps() {
        check(PSet.of(store, Codec.LONG, 4L), "[4]", new TypeReference<PSet<Long>>() {});
        check(PSet.empty(store, Codec.LONG), "[]", new TypeReference<PSet<Long>>() {});
        check(
                PMap.from(store, Codec.STRING, Codec.LONG, Map.of("b", 2L, "a", 1L)),
                "{\"a\":1,\"b\":2}",
                new TypeReference<PMap<String, Long>>() {});
        check(
                PMap.from(store, Codec.LONG, Codec.STRING, Map.of(7L, "seven", -1L, "minus one")),
                "{\"-1\":\"minus one\",\"7\":\"seven\"}",
                new TypeReference<PMap<Long, String>>() {});
        check(
                PMap.from(store, Codec.enumeration(DayOfWeek.class), Codec.BOOLEAN, Map.of(DayOfWeek.SUNDAY, true)),
                "{\"SUNDAY\":true}",
                new TypeReference<PMap<DayOfWeek, Boolean>>() {});
        check(PMap.empty(store, Codec.STRING, Codec.LONG), "{}", new TypeReference<PMap<String, Long>>() {});
    }

    @Test
    void collectionsInCollections() {
        check(
                PVector.of(store, LongVector.codec(), LongVector.of(store, 1, 2), LongVector.empty(store)),
                "[[1,2],[]]",
                new TypeReference<PVector<LongVector>>() {});
        PMap<String, PVector<PSet<Integer>>> nested = PMap.empty(
                        store, Codec.STRING, PVector.codec(PSet.codec(Codec.INT)))
                .put("key", PVector.of(store, PSet.codec(Codec.INT), PSet.of(store, Codec.INT, 5)));
        check(nested, "{\"key\":[[5]]}", new TypeReference<PMap<String, PVector<PSet<Integer>>>>() {});
        check(
                PSet.of(
                        store,
                        PMap.codec(Codec.STRING, IntVector.codec()),
                        PMap.empty(store, Codec.STRING, IntVector.codec()).put("a", IntVector.of(store, 1))),
                "[{\"a\":[1]}]",
                new TypeReference<PSet<PMap<String, IntVector>>>() {});
    }

    @Test
    void whatHasNoCodecOfItsOwnIsKeptAsAnObject() {
        check(
                PVector.<Object>of(
                        store, Codec.object(), "text", 2, 3.5, null, List.of(1, List.of()), Map.of("key", true)),
                "[\"text\",2,3.5,null,[1,[]],{\"key\":true}]",
                new TypeReference<PVector<Object>>() {});
        check(
                PVector.of(store, Codec.object(), new Remark("one", List.of("a"))),
                "[{\"text\":\"one\",\"tags\":[\"a\"]}]",
                new TypeReference<PVector<Remark>>() {});
        assertEquals(
                PVector.<Object>of(store, Codec.object(), Arrays.asList(1, null)),
                mapper.readValue("[[1,null]]", PVector.class));
    }

    /** Asserts that {@code value} is written as {@code json}, and that reading it as {@code type} gives an equal value. */
    @Test
    void mapsFromLongs() {
        check(LongLongMap.empty(store).put(-7, 1L << 60), "{\"-7\":1152921504606846976}", new TypeReference<>() {});
        check(LongMap.empty(store, Codec.STRING).put(5, "a"), "{\"5\":\"a\"}", new TypeReference<>() {});
        check(
                PVector.of(store, LongLongMap.codec(), LongLongMap.empty(store).put(1, 2)),
                "[{\"1\":2}]",
                new TypeReference<>() {});
        check(
                LongMap.empty(store, LongMap.codec(Codec.INT))
                        .put(1, LongMap.empty(store, Codec.INT).put(2, 3)),
                "{\"1\":{\"2\":3}}",
                new TypeReference<>() {});
    }

    private <V extends Version> void check(V value, String json, TypeReference<V> type) {
        assertEquals(json, mapper.writeValueAsString(value));
        assertEquals(json, mapper.writerFor(type).writeValueAsString(value));
        V read = mapper.readValue(json, type);
        assertEquals(value, read);
        assertSame(store, read.store());
        assertEquals(codecs(value), codecs(read));
    }

    private static String codecs(Version version) {
        return switch (version) {
            case PVector<?> vector -> vector.codec().toString();
            case PSet<?> set -> set.codec().toString();
            case PMap<?, ?> map -> map.keyCodec() + ", " + map.valueCodec();
            case LongMap<?> map -> map.valueCodec().toString();
            case LongVector _, IntVector _, DoubleVector _, LongLongMap _, Blob _ -> "";
        };
    }
}
