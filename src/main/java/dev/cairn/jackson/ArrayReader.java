package dev.cairn.jackson;

import dev.cairn.Version;
import java.util.function.BinaryOperator;
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

/** Makes a vector or a blob of an array of primitives, which Jackson reads. */
final class ArrayReader<A, V extends Version> extends StdDeserializer<V> {
    private final Class<A> array;
    private final @Nullable ValueDeserializer<?> reader;
    private final Function<A, V> finish;
    private final BinaryOperator<V> join;

    ArrayReader(Class<A> array, Class<V> type, Function<A, V> finish, BinaryOperator<V> join) {
        super(type);
        this.array = array;
        this.reader = null;
        this.finish = finish;
        this.join = join;
    }

    private ArrayReader(ArrayReader<A, V> from, ValueDeserializer<?> reader) {
        super(from);
        this.array = from.array;
        this.reader = reader;
        this.finish = from.finish;
        this.join = from.join;
    }

    private ValueDeserializer<?> reader() {
        if (reader == null) {
            throw new IllegalStateException("used before createContextual was called");
        }
        return reader;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        JavaType source = context.constructType(array);
        return new ArrayReader<>(this, context.findContextualValueDeserializer(source, property));
    }

    @Override
    public @Nullable V deserialize(JsonParser parser, DeserializationContext context) {
        return finished(reader().deserialize(parser, context));
    }

    /** Appends the elements, as Jackson does when it merges arrays. */
    @Override
    public @Nullable V deserialize(JsonParser parser, DeserializationContext context, V into) {
        V more = deserialize(parser, context);
        return more == null ? null : join.apply(into, more);
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

    @SuppressWarnings("unchecked") // the reader makes such arrays
    private @Nullable V finished(@Nullable Object read) {
        return read == null ? null : finish.apply((A) read);
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
    public LogicalType logicalType() {
        return LogicalType.Array;
    }

    @Override
    public boolean isCachable() {
        return true;
    }
}
