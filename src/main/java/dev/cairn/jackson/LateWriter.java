package dev.cairn.jackson;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Stands for the serializer of {@code type} until there is a context to look for that in. */
final class LateWriter extends StdSerializer<Object> {
    private final JavaType type;

    LateWriter(JavaType type) {
        super(type);
        this.type = type;
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        return context.findPrimaryPropertySerializer(type, property);
    }

    @Override
    public void serialize(Object value, JsonGenerator out, SerializationContext context) {
        throw new IllegalStateException("used without its context");
    }
}
