package dev.cairn.jackson;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Stands for the reader of {@code type} until there is a context to look for that in. */
final class LateReader extends StdDeserializer<Object> {
    private final JavaType type;

    LateReader(JavaType type) {
        super(type);
        this.type = type;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return context.findContextualValueDeserializer(type, property);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        throw new IllegalStateException("used without its context");
    }

    @Override
    public boolean isCachable() {
        return true;
    }
}
