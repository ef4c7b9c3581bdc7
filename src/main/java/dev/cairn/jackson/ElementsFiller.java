package dev.cairn.jackson;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.NullValueProvider;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.jdk.CollectionDeserializer;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.jsontype.TypeDeserializer;

/** Jackson's reader of collections, which fills a {@link Sink} and reads elements by an {@link ElementReader}. */
final class ElementsFiller extends CollectionDeserializer {
    ElementsFiller(
            JavaType type,
            @Nullable ValueDeserializer<Object> elements,
            @Nullable TypeDeserializer elementTypes,
            ValueInstantiator sinks,
            @Nullable AnnotatedClass annotations) {
        super(type, elements, elementTypes, sinks, annotations);
    }

    private ElementsFiller(
            ElementsFiller from,
            ValueDeserializer<Object> elements,
            @Nullable TypeDeserializer elementTypes,
            NullValueProvider nulls,
            @Nullable Boolean unwrapSingle) {
        super(
                from._containerType,
                elements,
                elementTypes,
                from._valueInstantiator,
                null,
                nulls,
                unwrapSingle,
                from._classInfo);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected CollectionDeserializer withResolved(
            @Nullable ValueDeserializer<?> delegate,
            ValueDeserializer<?> elements,
            @Nullable TypeDeserializer elementTypes,
            NullValueProvider nulls,
            @Nullable Boolean unwrapSingle) {
        return new ElementsFiller(this, (ValueDeserializer<Object>) elements, elementTypes, nulls, unwrapSingle);
    }

    @Override
    public CollectionDeserializer createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        CollectionDeserializer made = super.createContextual(context, property);
        ElementsFiller filler = (ElementsFiller) made;
        return filler.withResolved(
                null,
                ElementReader.of(filler._valueDeserializer, context),
                filler._valueTypeDeserializer,
                filler._nullProvider,
                filler._unwrapSingle);
    }
}
