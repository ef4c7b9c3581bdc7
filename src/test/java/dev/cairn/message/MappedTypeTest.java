package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.StoreTest;
import dev.cairn.codec.CodecException;
import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Classes that the formats don't know, by functions of the user. */
@Tag("beside")
class MappedTypeTest extends StoreTest {
    private record Link(String text, URI target) {}

    private static MessageOptions mapped() {
        return MessageOptions.defaults()
                .types(Link.class)
                .type("uri", URI.class, URI::toString, text -> URI.create((String) text))
                .type("number", Number.class, Number::toString, text -> new BigInteger((String) text));
    }

    @Test
    void valuesGoThereAndBack() {
        MessageOptions options = mapped().store(stores.open());
        List<Object> value = Arrays.asList(
                new Link("a", URI.create("x:y")), new Link("b", null), URI.create("z:1"), new BigInteger("7"));
        assertEquals(value, Nota.of(options).decode(Nota.of(options).encode(value)));
        assertEquals(value, Wota.of(options).decode(Wota.of(options).encode(value)));
        assertEquals(value, Letter.of(options, value).open());
    }

    @Test
    void whatTheFunctionsRefuseIsRefused() {
        Nota nota = Nota.of(mapped());
        Nota others = Nota.of(MessageOptions.defaults()
                .type("uri", String[].class, array -> Arrays.asList(array), _ -> new String[0]));
        byte[] bytes = others.encode(new String[] {"no uri", "at all"});
        assertThrows(FormatException.class, () -> nota.decode(bytes));
        assertThrows(CodecException.class, () -> nota.encode(new Object()));
        var taken = assertThrows(
                IllegalArgumentException.class,
                () -> mapped().type("uri", Object.class, Object::toString, text -> text));
        assertTrue(taken.getMessage().contains("uri"), taken::getMessage);
    }
}
