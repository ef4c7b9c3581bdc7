package dev.cairn.jackson;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.UnresolvedForwardReference;
import tools.jackson.databind.deser.impl.ObjectIdReader;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/** Reads elements that may be object ids. For an id whose object was not read yet it returns a {@link Place}. */
final class ElementReader extends DelegatingDeserializer {
    private ElementReader(ValueDeserializer<?> reader) {
        super(reader);
    }

    /** {@code reader}; if its values have object ids, a reader that returns places. */
    static ValueDeserializer<?> of(ValueDeserializer<?> reader, DeserializationContext context) {
        return reader.getObjectIdReader(context) == null ? reader : new ElementReader(reader);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> reader) {
        return new ElementReader(reader);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        return orPlace(() -> super.deserialize(parser, context));
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context, Object into) {
        return orPlace(() -> super.deserialize(parser, context, into));
    }

    @Override
    public @Nullable Object deserializeWithType(
            JsonParser parser, DeserializationContext context, TypeDeserializer types) {
        return orPlace(() -> super.deserializeWithType(parser, context, types));
    }

    private static @Nullable Object orPlace(Supplier<@Nullable Object> read) {
        try {
            return read.get();
        } catch (UnresolvedForwardReference reference) {
            if (!reference.getPath().isEmpty()) {
                throw reference; // the element was read, but an object inside it was not
            }
            return Place.of(reference);
        }
    }

    /** Null, so that Jackson's reader of collections leaves unknown ids to this reader. */
    @Override
    public @Nullable ObjectIdReader getObjectIdReader(DeserializationContext context) {
        return null;
    }

    /** The id reader of the delegate. */
    @Nullable
    ObjectIdReader ids(DeserializationContext context) {
        return super.getObjectIdReader(context);
    }
}
