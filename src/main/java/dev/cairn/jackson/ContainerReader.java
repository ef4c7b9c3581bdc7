package dev.cairn.jackson;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.UnresolvedForwardReference;
import tools.jackson.databind.deser.impl.ObjectIdReader;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.util.AccessPattern;

/** Reads a collection: lets Jackson's reader of collections or maps fill a {@link Sink}, and builds the collection from it. */
final class ContainerReader extends StdDeserializer<Object> {
    private final JavaType type;
    private final ContainerDeserializerBase<?> reader;
    private final Sinks sinks;

    ContainerReader(JavaType type, ContainerDeserializerBase<?> reader, Sinks sinks) {
        super(type);
        this.type = type;
        this.reader = reader;
        this.sinks = sinks;
    }

    @Override
    public void resolve(DeserializationContext context) {
        reader.resolve(context);
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        ValueDeserializer<?> contextual = context.handleSecondaryContextualization(reader, property, type);
        return new ContainerReader(type, (ContainerDeserializerBase<?>) contextual, sinks);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        return finished(reader.deserialize(parser, context), parser);
    }

    @Override
    @SuppressWarnings("unchecked") // the reader fills any sink
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context, Object into) {
        return finished(
                ((ValueDeserializer<Object>) reader).deserialize(parser, context, sinks.sink(into, context)), parser);
    }

    /** If the collection has to wait for objects, skips the rest of the wrapper that names its type before it throws. */
    @Override
    public @Nullable Object deserializeWithType(
            JsonParser parser, DeserializationContext context, TypeDeserializer types) {
        int depth = depth(parser) - 1;
        try {
            return reader.deserializeWithType(parser, context, types);
        } catch (UnresolvedForwardReference reference) {
            while (depth(parser) > depth) {
                parser.nextToken();
            }
            throw reference;
        }
    }

    private static int depth(JsonParser parser) {
        TokenStreamContext context = parser.streamReadContext();
        return context == null ? 0 : context.getNestingDepth();
    }

    @Override
    public @Nullable Object getEmptyValue(DeserializationContext context) {
        Object empty = reader.getEmptyValue(context);
        return empty == null ? null : ((Sink) empty).build();
    }

    private @Nullable Object finished(@Nullable Object read, JsonParser parser) {
        if (read == null) {
            return null;
        }
        Sink sink = (Sink) read;
        if (sink.pending().isComplete()) {
            return sink.build();
        }
        throw sink.pending().reference(parser, type.getRawClass());
    }

    /** The reader of the elements' ids. Jackson asks for it to know whether objects may come later. */
    @Override
    public @Nullable ObjectIdReader getObjectIdReader(DeserializationContext context) {
        ValueDeserializer<?> elements = reader.getContentDeserializer();
        return elements instanceof ElementReader named ? named.ids(context) : null;
    }

    @Override
    public SettableBeanProperty findBackReference(String name) {
        return reader.findBackReference(name);
    }

    @Override
    public AccessPattern getEmptyAccessPattern() {
        return AccessPattern.DYNAMIC;
    }

    @Override
    public Boolean supportsUpdate(DeserializationConfig config) {
        return true;
    }

    @Override
    public @Nullable LogicalType logicalType() {
        return reader.logicalType();
    }

    @Override
    public boolean isCachable() {
        return reader.isCachable();
    }
}
