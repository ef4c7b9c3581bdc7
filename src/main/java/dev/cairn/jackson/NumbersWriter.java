package dev.cairn.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a vector of primitives as an array, without boxing the numbers. */
final class NumbersWriter<V> extends StdSerializer<V> {
    private final ToIntFunction<V> size;
    private final BiConsumer<V, JsonGenerator> numbers;
    private final @Nullable Boolean unwrapSingle;

    NumbersWriter(Class<V> type, ToIntFunction<V> size, BiConsumer<V, JsonGenerator> numbers) {
        super(type);
        this.size = size;
        this.numbers = numbers;
        this.unwrapSingle = null;
    }

    private NumbersWriter(NumbersWriter<V> from, @Nullable Boolean unwrapSingle) {
        super(from);
        this.size = from.size;
        this.numbers = from.numbers;
        this.unwrapSingle = unwrapSingle;
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        JsonFormat.Value format = findFormatOverrides(context, property, handledType());
        return format == null
                ? this
                : new NumbersWriter<>(this, format.getFeature(JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED));
    }

    @Override
    public boolean isEmpty(SerializationContext context, V vector) {
        return size.applyAsInt(vector) == 0;
    }

    @Override
    public void serialize(V vector, JsonGenerator out, SerializationContext context) {
        if (size.applyAsInt(vector) == 1 && unwraps(context)) {
            numbers.accept(vector, out);
            return;
        }
        out.writeStartArray(vector, size.applyAsInt(vector));
        numbers.accept(vector, out);
        out.writeEndArray();
    }

    private boolean unwraps(SerializationContext context) {
        return unwrapSingle == null
                ? context.isEnabled(SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
                : unwrapSingle;
    }

    @Override
    public void serializeWithType(V vector, JsonGenerator out, SerializationContext context, TypeSerializer types) {
        WritableTypeId id = types.writeTypePrefix(out, context, types.typeId(vector, JsonToken.START_ARRAY));
        numbers.accept(vector, out);
        types.writeTypeSuffix(out, context, id);
    }
}
