package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.TypeLayout;
import dev.cairn.internal.slot.CodecTable;
import dev.cairn.jackson.CairnModule;
import dev.cairn.message.MessageOptions;
import dev.cairn.message.Nota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Each class that {@link Version} permits is everywhere where a kind of collection has to be. */
@Tag("beside")
class CollectionKindsTest extends StoreTest {
    static List<Class<?>> kinds() {
        return List.of(Version.class.getPermittedSubclasses());
    }

    private static NestedCodec<?> codec(Class<?> kind) {
        String name = kind.getSimpleName();
        return CollectionKinds.named(name, Collections.nCopies(CodecTable.parts(name), Codec.INT));
    }

    private Version empty(Class<?> kind) {
        Version empty = codec(kind).empty(stores.open().core());
        assertEquals(kind, empty.getClass());
        return empty;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itsCodecPassesAStreamOfSerialization(Class<?> kind) throws IOException, ClassNotFoundException {
        NestedCodec<?> codec = codec(kind);
        byte[] bytes = Streams.write(out -> out.writeObject(codec));
        assertEquals(codec, Streams.open(bytes).readObject());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aVersionOfItPassesAStreamOfSerialization(Class<?> kind) throws IOException, ClassNotFoundException {
        Version empty = empty(kind);
        assertEquals(
                empty,
                Streams.open(Streams.write(out -> out.writeObject(empty))).readObject());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void messagesHaveItAloneAndInOtherCollections(Class<?> kind) {
        Version empty = empty(kind);
        Nota nota = Nota.of(MessageOptions.defaults().store(empty.store()));
        assertEquals(empty, nota.decode(nota.encode(empty)));
        PVector<Object> outer = inOther(codec(kind), empty);
        assertEquals(outer, nota.decode(nota.encode(outer)));
    }

    @SuppressWarnings("unchecked") // the codec of this version
    private static PVector<Object> inOther(Codec<?> codec, Version version) {
        return PVector.of(version.store(), (Codec<Object>) codec, version, version);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theTableOfTypesHasANumberForIt(Class<?> kind) {
        Core core = stores.open().core();
        int number = codec(kind).label(core).number();
        TypeLayout layout = Objects.requireNonNull(core.descriptors().layout(number));
        assertNotEquals(TypeLayout.NO_COLLECTION, layout.collection());
        assertEquals(kind != Blob.class, layout.width() > 0);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void jacksonWritesAndReadsIt(Class<?> kind) {
        ObjectMapper mapper = JsonMapper.builder().addModule(new CairnModule()).build();
        Version empty = empty(kind);
        assertEquals(empty, mapper.readValue(mapper.writeValueAsString(empty), kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("tree")
    void theDocumentsNameIt(Class<?> kind) throws IOException {
        for (String document : List.of("docs/wire.md", "README.md")) {
            String text = Files.readString(Path.of(document));
            assertTrue(text.contains(kind.getSimpleName()), () -> document + " does not name " + kind.getSimpleName());
        }
    }
}
