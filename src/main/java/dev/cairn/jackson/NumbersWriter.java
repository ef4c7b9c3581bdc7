package dev.cairn.jackson;

import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a vector of primitives as an array, number by number, and boxes none. */
final class NumbersWriter<V> extends StdSerializer<V> {
    private final ToIntFunction<V> size;
    private final BiConsumer<V, JsonGenerator> numbers;

    NumbersWriter(Class<V> type, ToIntFunction<V> size, BiConsumer<V, JsonGenerator> numbers) {
        super(type);
        this.size = size;
        this.numbers = numbers;
    }

    @Override
    public boolean isEmpty(SerializationContext context, V vector) {
        return size.applyAsInt(vector) == 0;
    }

    @Override
    public void serialize(V vector, JsonGenerator out, SerializationContext context) {
        out.writeStartArray(vector, size.applyAsInt(vector));
        numbers.accept(vector, out);
        out.writeEndArray();
    }

    @Override
    public void serializeWithType(V vector, JsonGenerator out, SerializationContext context, TypeSerializer types) {
        WritableTypeId id = types.writeTypePrefix(out, context, types.typeId(vector, JsonToken.START_ARRAY));
        numbers.accept(vector, out);
        types.writeTypeSuffix(out, context, id);
    }
}
