package dev.cairn.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cairn.Atom;
import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.vavr.HashMap;
import dev.cairn.vavr.HashSet;
import dev.cairn.vavr.Vector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Mappers of Jackson 2 and 3 without the module write and read collections correctly, or refuse. */
@Tag("beside")
class WithoutModuleTest extends StoreTest {
    @SuppressWarnings("ImmutableEnumChecker") // mappers do not change after their first use
    enum Mapper {
        JACKSON_2 {
            private final com.fasterxml.jackson.databind.ObjectMapper mapper =
                    new com.fasterxml.jackson.databind.ObjectMapper();

            @Override
            String write(Object value) throws Exception {
                return mapper.writeValueAsString(value);
            }

            @Override
            <T> T read(String json, Class<T> type) throws Exception {
                return mapper.readValue(json, type);
            }
        },
        JACKSON_3 {
            private final JsonMapper mapper = JsonMapper.builder().build();

            @Override
            String write(Object value) {
                return mapper.writeValueAsString(value);
            }

            @Override
            <T> T read(String json, Class<T> type) {
                return mapper.readValue(json, type);
            }
        };

        abstract String write(Object value) throws Exception;

        abstract <T> T read(String json, Class<T> type) throws Exception;
    }

    @JsonPropertyOrder({"numbers", "names", "set", "longs", "blob", "vector"})
    public static class Bean {
        public PVector<Long> numbers;
        public PMap<Integer, String> names;
        public PSet<Double> set;
        public LongVector longs;
        public Blob blob;
        public Vector<Long> vector;
    }

    @ParameterizedTest
    @EnumSource
    void writes(Mapper mapper) throws Exception {
        Store store = stores.open();
        PVector<String> words = PVector.of(store, Codec.STRING, "a", "b");
        PMap<String, Long> counts = PMap.empty(store, Codec.STRING, Codec.LONG).put("a", 1L);
        Map<Object, String> expected = new LinkedHashMap<>();
        expected.put(words, "['a','b']");
        expected.put(counts, "{'a':1}");
        expected.put(PSet.of(store, Codec.STRING, "a"), "['a']");
        expected.put(LongVector.of(store, 1, 2), "[1,2]");
        expected.put(IntVector.of(store, 1, 2), "[1,2]");
        expected.put(DoubleVector.of(store, 0.5), "[0.5]");
        expected.put(Blob.from(store, new byte[] {1, 2}), "'AQI='");
        expected.put(PVector.of(store, LongVector.codec(), LongVector.of(store, 1)), "[[1]]");
        expected.put(PVector.empty(store, Codec.STRING), "[]");
        expected.put(Map.of("key", words.asList().subList(1, 2)), "{'key':['b']}");
        for (Map.Entry<Object, String> entry : expected.entrySet()) {
            assertEquals(entry.getValue().replace('\'', '"'), mapper.write(entry.getKey()));
        }

        Atom<PVector<String>> atom = store.atom("words", words);
        assertEquals("[\"a\",\"b\"]", mapper.write(atom));
        store.removeAtom("words");
    }

    @ParameterizedTest
    @EnumSource
    void writesTheFacade(Mapper mapper) throws Exception {
        assertEquals("[1,\"a\"]", mapper.write(Vector.of(1, "a")));
        assertEquals("{\"a\":[1]}", mapper.write(HashMap.of("a", Vector.of(1))));
        assertEquals("[1]", mapper.write(HashSet.of(1)));
        assertEquals(Vector.of(1, "a"), mapper.read("[1,\"a\"]", Vector.class));
        assertEquals(HashMap.of("a", 1), mapper.read("{\"a\":1}", HashMap.class));
        assertEquals(HashSet.of(1), mapper.read("[1]", HashSet.class));
    }

    @ParameterizedTest
    @EnumSource
    void readsIntoTheStandardStore(Mapper mapper) throws Exception {
        String json = "{'numbers':[1],'names':{'1':'a'},'set':[0.5],'longs':[1,2],'blob':'AQI=','vector':[3]}"
                .replace('\'', '"');
        Bean bean = mapper.read(json, Bean.class);
        assertEquals(PVector.of(1L), bean.numbers);
        assertEquals(PMap.of(1, "a"), bean.names);
        assertEquals(PSet.of(0.5), bean.set);
        assertEquals(LongVector.of(1, 2), bean.longs);
        assertEquals(Blob.from(new byte[] {1, 2}), bean.blob);
        assertEquals(Vector.of(3L), bean.vector);
        assertEquals(json, mapper.write(bean));
    }

    @ParameterizedTest
    @EnumSource
    void refusesBitsThatAreNoBytes(Mapper mapper) {
        Store store = stores.open();
        Blob bits = Blob.from(store, new byte[] {1, 2}).slice(0, 3);
        Exception refused = assertThrows(Exception.class, () -> mapper.write(bits));
        assertTrue(refused.getMessage().contains("3 bits are not whole bytes"), refused::getMessage);
        assertThrows(Exception.class, () -> mapper.read("[1]", Atom.class));
    }
}
