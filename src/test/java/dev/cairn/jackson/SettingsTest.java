package dev.cairn.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import dev.cairn.DoubleVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.Version;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.type.LogicalType;

/** Jackson's settings and annotations hold for our collections, and a value that cannot be kept is refused with its position. */
class SettingsTest extends StoreTest {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Square.class, name = "square")
    })
    interface Figure {}

    record Circle(double radius) implements Figure {}

    record Square(double side) implements Figure {}

    record General(
            Iterable<Long> longs,
            Iterable<Figure> figures,
            Iterable<Map.Entry<String, Long>> entries,
            Version version) {}

    record Box(Object value) {}

    record Name(String text) {}

    record Size(double width) {}

    record Drawing(
            PVector<Figure> figures,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) LongVector marks,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) PMap<String, PSet<String>> layers,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(contentNulls = Nulls.SKIP)
            PVector<String> names) {}

    private final Store store = stores.open();
    private final JsonMapper.Builder settings = JsonMapper.builder().addModule(new CairnModule(store));

    @Test
    void propertiesAndPolymorphicElements() {
        ObjectMapper mapper = settings.build();
        Drawing drawing = new Drawing(
                PVector.of(store, Codec.object(), new Circle(1), new Square(2)),
                LongVector.empty(store),
                PMap.empty(store, Codec.STRING, PSet.codec(Codec.STRING)),
                PVector.empty(store, Codec.STRING));
        String json = mapper.writeValueAsString(drawing);
        assertEquals("{\"figures\":[{\"kind\":\"circle\",\"radius\":1.0},{\"kind\":\"square\",\"side\":2.0}]}", json);
        assertEquals(drawing.figures(), mapper.readValue(json, Drawing.class).figures());

        Drawing read = mapper.readValue(
                "{\"names\":[\"a\",null,\"b\"],\"marks\":[1,\"2\"],\"layers\":{\"x\":[\"y\"]}}", Drawing.class);
        assertNull(read.figures());
        assertEquals(PVector.of(store, Codec.STRING, "a", "b"), read.names());
        assertEquals(LongVector.of(store, 1, 2), read.marks());
        assertEquals(PSet.of(store, Codec.STRING, "y"), read.layers().get("x"));
    }

    @Test
    void typesWrittenWithTheValues() {
        var allowed = BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("dev.cairn.")
                .build();
        ObjectMapper mapper = settings.activateDefaultTyping(allowed, DefaultTyping.NON_FINAL_AND_ENUMS)
                .build();
        List<Object> values = List.of(
                LongVector.of(store, 1, 2),
                DoubleVector.of(store, 0.5),
                PVector.of(store, Codec.object(), "a", PSet.of(store, Codec.object(), "b")),
                PMap.empty(store, Codec.object(), Codec.object()).put("key", new Size(1)));
        for (Object value : values) {
            Box box = new Box(value);
            assertEquals(box, mapper.readValue(mapper.writeValueAsString(box), Box.class));
        }
    }

    @Test
    void propertiesDeclaredAsSomethingMoreGeneral() {
        ObjectMapper mapper = settings.build();
        General general = new General(
                PVector.of(store, Codec.LONG, 1L),
                PVector.of(store, Codec.object(), new Circle(1)),
                PMap.empty(store, Codec.STRING, Codec.LONG).put("a", 1L),
                LongVector.of(store, 7));
        assertEquals(
                "{\"longs\":[1],\"figures\":[{\"kind\":\"circle\",\"radius\":1.0}],\"entries\":{\"a\":1},\"version\":[7]}",
                mapper.writeValueAsString(general));
    }

    @Test
    void singleValuesAndEmptyTextWhereTheyAreAllowed() {
        ObjectMapper mapper = settings.enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .withCoercionConfig(
                        LogicalType.Collection,
                        config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsEmpty))
                .build();
        var vectors = new TypeReference<PVector<Integer>>() {};
        assertEquals(PVector.of(store, Codec.INT, 3), mapper.readValue("3", vectors));
        assertEquals(LongVector.of(store, 3), mapper.readValue("3", LongVector.class));
        assertEquals(PVector.empty(store, Codec.INT), mapper.readValue("\"\"", vectors));
    }

    @Test
    void codecsThatWereChosen() {
        CairnModule module =
                new CairnModule(store).withCodec(Long.class, Codec.any()).withCodec(Size.class, Codec.object());
        ObjectMapper mapper = JsonMapper.builder().addModule(module).build();
        PVector<Long> longs = mapper.readValue("[1,null]", new TypeReference<>() {});
        assertSame(Codec.any(), longs.codec());
        assertEquals("[1, null]", longs.toString());
        PMap<String, Size> sizes = mapper.readValue("{\"a\":{\"width\":2}}", new TypeReference<>() {});
        assertSame(Codec.<Size>object(), sizes.valueCodec());
    }

    @Test
    void whatACodecRefusesIsToldWithItsPlace() {
        ObjectMapper mapper = settings.build();
        DatabindException nulls = assertThrows(
                DatabindException.class,
                () -> mapper.readValue("{\"a\":[1,null]}", new TypeReference<PMap<String, PVector<Long>>>() {}));
        assertTrue(nulls.getMessage().contains("does not accept `null` values"), nulls::getMessage);
        assertEquals("a", nulls.getPath().get(0).getPropertyName());
        assertEquals(1, nulls.getPath().get(1).getIndex());

        DatabindException component = assertThrows(
                DatabindException.class, () -> mapper.readValue("[{}]", new TypeReference<PVector<Name>>() {}));
        assertInstanceOf(NullPointerException.class, component.getCause());
        assertEquals(0, component.getPath().getFirst().getIndex());

        ObjectMapper simple = JsonMapper.builder()
                .addModule(new CairnModule(store).withCodec(Object.class, Codec.any()))
                .build();
        DatabindException classes =
                assertThrows(DatabindException.class, () -> simple.readValue("[1,[2]]", PVector.class));
        assertInstanceOf(CodecException.class, classes.getCause());
    }

    @Test
    void whatIsNotOfTheirFormIsRefused() {
        ObjectMapper mapper = settings.build();
        for (Class<?> type : List.of(LongVector.class, PVector.class, PSet.class)) {
            assertThrows(MismatchedInputException.class, () -> mapper.readValue("{\"a\":1}", type));
            assertThrows(MismatchedInputException.class, () -> mapper.readValue("7", type));
        }
        assertThrows(MismatchedInputException.class, () -> mapper.readValue("[1]", PMap.class));
        assertThrows(MismatchedInputException.class, () -> mapper.readValue("[\"x\"]", LongVector.class));
    }

    @Test
    void theModuleIsFoundAndUsesTheStandardStore() {
        ObjectMapper mapper = JsonMapper.builder().findAndAddModules().build();
        PVector<String> read = mapper.readValue("[\"a\"]", new TypeReference<>() {});
        assertSame(Store.standard(), read.store());
        assertEquals("[\"a\"]", mapper.writeValueAsString(read));
    }
}
