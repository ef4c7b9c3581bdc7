package dev.cairn.jackson;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.jdk.CollectionSerializer;
import tools.jackson.databind.ser.jdk.MapSerializer;
import tools.jackson.databind.ser.std.StdContainerSerializer;

/** Writes a collection by its view as a collection of the JDK, with Jackson's serializer of such collections. */
abstract class ViewWriter<C, W> extends StdContainerSerializer<C> {
    final Class<C> type;
    final Function<C, W> view;
    final StdContainerSerializer<W> writer;

    private ViewWriter(Class<C> type, Function<C, W> view, StdContainerSerializer<W> writer) {
        super(type);
        this.type = type;
        this.view = view;
        this.writer = writer;
    }

    @SuppressWarnings("rawtypes") // a class has no parameters
    static ViewWriter<?, ?> ofVectors(StdContainerSerializer<Collection<?>> writer) {
        return new OfElements<>(PVector.class, PVector::asList, writer);
    }

    @SuppressWarnings("rawtypes") // a class has no parameters
    static ViewWriter<?, ?> ofSets(StdContainerSerializer<Collection<?>> writer) {
        return new OfElements<>(PSet.class, PSet::asSet, writer);
    }

    @SuppressWarnings("rawtypes") // a class has no parameters
    static ViewWriter<?, ?> ofMaps(StdContainerSerializer<Map<?, ?>> writer) {
        return new OfEntries<>(PMap.class, PMap::asMap, writer);
    }

    /** A writer like this one that uses {@code other}. */
    abstract ViewWriter<C, W> by(StdContainerSerializer<W> other);

    /** Writes the contents between the brackets. */
    abstract void writeContents(W value, JsonGenerator out, SerializationContext context);

    abstract JsonToken start();

    @SuppressWarnings("unchecked") // Jackson's serializers of containers return serializers of their own class
    private ViewWriter<C, W> byAny(ValueSerializer<?> other) {
        return by((StdContainerSerializer<W>) other);
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        return byAny(writer.createContextual(context, property));
    }

    @Override
    protected StdContainerSerializer<?> _withValueTypeSerializer(TypeSerializer types) {
        return byAny(writer.withValueTypeSerializer(types));
    }

    @Override
    public void serialize(C value, JsonGenerator out, SerializationContext context) {
        writer.serialize(view.apply(value), out, context);
    }

    @Override
    public void serializeWithType(C value, JsonGenerator out, SerializationContext context, TypeSerializer types) {
        WritableTypeId id = types.writeTypePrefix(out, context, types.typeId(value, start()));
        out.assignCurrentValue(value);
        writeContents(view.apply(value), out, context);
        types.writeTypeSuffix(out, context, id);
    }

    @Override
    public boolean isEmpty(SerializationContext context, C value) {
        return writer.isEmpty(context, view.apply(value));
    }

    @Override
    public boolean hasSingleElement(C value) {
        return writer.hasSingleElement(view.apply(value));
    }

    @Override
    public JavaType getContentType() {
        return writer.getContentType();
    }

    @Override
    public ValueSerializer<?> getContentSerializer() {
        return writer.getContentSerializer();
    }

    @Override
    public void acceptJsonFormatVisitor(JsonFormatVisitorWrapper visitor, JavaType hint) {
        writer.acceptJsonFormatVisitor(visitor, hint);
    }

    private static final class OfElements<C> extends ViewWriter<C, Collection<?>> {
        OfElements(Class<C> type, Function<C, Collection<?>> view, StdContainerSerializer<Collection<?>> writer) {
            super(type, view, writer);
        }

        @Override
        ViewWriter<C, Collection<?>> by(StdContainerSerializer<Collection<?>> other) {
            return new OfElements<>(type, view, other);
        }

        @Override
        void writeContents(Collection<?> value, JsonGenerator out, SerializationContext context) {
            ((CollectionSerializer) writer).serializeContents(value, out, context);
        }

        @Override
        JsonToken start() {
            return JsonToken.START_ARRAY;
        }
    }

    private static final class OfEntries<C> extends ViewWriter<C, Map<?, ?>> {
        OfEntries(Class<C> type, Function<C, Map<?, ?>> view, StdContainerSerializer<Map<?, ?>> writer) {
            super(type, view, writer);
        }

        @Override
        ViewWriter<C, Map<?, ?>> by(StdContainerSerializer<Map<?, ?>> other) {
            return new OfEntries<>(type, view, other);
        }

        @Override
        void writeContents(Map<?, ?> value, JsonGenerator out, SerializationContext context) {
            ((MapSerializer) writer).serializeWithoutTypeInfo(value, out, context);
        }

        @Override
        JsonToken start() {
            return JsonToken.START_OBJECT;
        }
    }
}
