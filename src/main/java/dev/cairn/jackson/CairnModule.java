package dev.cairn.jackson;

import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;

/**
 * Teaches a Jackson mapper to write and read every collection: vectors and sets as arrays, maps as objects, blobs as
 * arrays of bytes. It is found by {@code findAndAddModules()}, or added:
 * {@code JsonMapper.builder().addModule(new CairnModule()).build()}.
 *
 * <p>What is read goes into one store, element by element, in the form that the declared type of the elements asks for: that
 * of the constant in {@link Codec} for a primitive's box, {@code String} and {@code byte[]}, {@link Codec#enumeration} and
 * {@link Codec#record(Class)} for enums and records, and as one reference for a collection in a collection. What is of any
 * other type, {@code Object} among them, and records that have no such codec, are kept by {@link Codec#object()}. {@link
 * #withCodec} says otherwise. What a codec cannot keep, null for most of these, is refused with the place where it stood.
 *
 * <p>Jackson's settings and annotations for lists, maps and arrays of primitives hold for these collections too. A collection
 * does not change, so elements named by object ids that come before their objects need a field or a setter, which gets the
 * collection when all have come; a creator or the root cannot wait, and is refused. Such elements, and those with back
 * references, have to be kept by {@link Codec#object()}, as are records with object ids. Merging goes on from the version that
 * is there, in its store; unless that is empty, its codecs stay.
 *
 * <p>A mapper without this module, of Jackson 2 or 3, writes the same by the annotations that the collections have, and reads
 * into the standard store what the factories without a codec take; there Jackson gathers the elements on the heap first.
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

    /** This module, but elements, keys and values declared as {@code type} are kept by {@code codec}. */
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
