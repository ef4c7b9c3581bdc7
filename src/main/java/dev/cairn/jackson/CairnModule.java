package dev.cairn.jackson;

import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;

/**
 * Lets a Jackson mapper write and read every collection: vectors and sets as arrays, maps as objects, blobs as binary data. {@code
 * findAndAddModules()} finds the module; or add it by {@code JsonMapper.builder().addModule(new CairnModule()).build()}.
 *
 * <p>Elements are read into one store, one after another. Jackson's declared type of the elements picks the codec: the constant of {@link
 * Codec} for a primitive's box, {@code String} and {@code byte[]}; {@link Codec#enumeration} and {@link Codec#record(Class)} for enums
 * and records; the collection's own codec for a collection in a collection. Values of any other type, {@code Object} among them, and
 * records that have no such codec are kept by {@link Codec#object()}. {@link #withCodec} sets another codec for a type. A value that the
 * codec cannot keep, such as null for most codecs, is refused with its position in the input.
 *
 * <p>Jackson's settings and annotations for lists, maps and arrays of primitives hold for these collections too. A collection is
 * immutable. So if an element is an object id whose object comes later, the collection must be the value of a field or a setter, which
 * gets it when all objects have come; a creator or the root value cannot wait, and is refused. Elements with object ids or with back
 * references must be kept by {@link Codec#object()}; records with object ids are. Merging adds to the version that is there, in its
 * store; its codecs stay, unless it is empty.
 *
 * <p>A mapper of Jackson 2 or 3 without this module writes the same, by annotations on the collections. It reads into the standard store
 * by the factories without a codec, and gathers the elements on the heap first.
 */
public final class CairnModule extends JacksonModule {
    private final Supplier<Store> store;
    private final ElementCodecs codecs;

    /** A module that reads into the standard store. */
    public CairnModule() {
        this(Store::standard, new ElementCodecs(Map.of()));
    }

    /** A module that reads into {@code store}. */
    public CairnModule(Store store) {
        this(() -> store, new ElementCodecs(Map.of()));
    }

    private CairnModule(Supplier<Store> store, ElementCodecs codecs) {
        this.store = store;
        this.codecs = codecs;
    }

    /** A module like this one that keeps elements, keys and values of the declared type {@code type} by {@code codec}. */
    public <T> CairnModule withCodec(Class<T> type, Codec<? super T> codec) {
        return new CairnModule(store, codecs.with(type, codec));
    }

    @Override
    public String getModuleName() {
        return "cairn";
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addTypeModifier(new ContainerTypes());
        context.addSerializers(new Writers());
        context.addDeserializers(new Readers(store, codecs.forMapper()));
        context.addDeserializerModifier(new BackReferences.Modifier());
    }
}
