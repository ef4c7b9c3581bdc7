package dev.cairn.jackson;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.util.AccessPattern;

/** Lets another deserializer read, and makes a collection of what that gives. */
final class FinishingDeserializer extends StdDeserializer<Object> {
    private final JavaType source;
    private final @Nullable ValueDeserializer<?> reader;
    private final Function<Object, Object> finish;

    /** {@code reader} may be null: then it is the one Jackson has for {@code source}. */
    FinishingDeserializer(JavaType source, @Nullable ValueDeserializer<?> reader, Function<Object, Object> finish) {
        super(source);
        this.source = source;
        this.reader = reader;
        this.finish = finish;
    }

    private ValueDeserializer<?> reader() {
        if (reader == null) {
            throw new IllegalStateException("used without its context");
        }
        return reader;
    }

    @Override
    public void resolve(DeserializationContext context) {
        if (reader != null) {
            reader.resolve(context);
        }
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        ValueDeserializer<?> contextual = reader == null
                ? context.findContextualValueDeserializer(source, property)
                : context.handleSecondaryContextualization(reader, property, source);
        return new FinishingDeserializer(source, contextual, finish);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        return finished(reader().deserialize(parser, context));
    }

    @Override
    public @Nullable Object deserializeWithType(
            JsonParser parser, DeserializationContext context, TypeDeserializer types) {
        return reader().deserializeWithType(parser, context, types);
    }

    @Override
    public @Nullable Object getEmptyValue(DeserializationContext context) {
        return finished(reader().getEmptyValue(context));
    }

    private @Nullable Object finished(@Nullable Object read) {
        return read == null ? null : finish.apply(read);
    }

    @Override
    public AccessPattern getEmptyAccessPattern() {
        return AccessPattern.DYNAMIC;
    }

    @Override
    public Boolean supportsUpdate(DeserializationConfig config) {
        return false;
    }

    @Override
    public @Nullable LogicalType logicalType() {
        return reader == null ? LogicalType.Array : reader.logicalType();
    }

    @Override
    public boolean isCachable() {
        return reader == null || reader.isCachable();
    }
}
