package dev.cairn.jackson;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.NullValueProvider;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.jdk.MapDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/** Jackson's reader of maps, which fills a {@link Sink} and reads values by an {@link ElementReader}. */
final class EntriesFiller extends MapDeserializer {
    EntriesFiller(
            JavaType type,
            ValueInstantiator sinks,
            @Nullable KeyDeserializer keys,
            @Nullable ValueDeserializer<Object> values,
            @Nullable TypeDeserializer valueTypes) {
        super(type, sinks, keys, values, valueTypes);
    }

    private EntriesFiller(
            EntriesFiller from,
            KeyDeserializer keys,
            ValueDeserializer<Object> values,
            @Nullable TypeDeserializer valueTypes,
            NullValueProvider nulls,
            @Nullable Set<String> ignored,
            @Nullable Set<String> included) {
        super(from, keys, values, valueTypes, nulls, ignored, included);
    }

    private EntriesFiller(EntriesFiller from, boolean mergeValues) {
        super(from, mergeValues);
    }

    @Override
    protected MapDeserializer withMergeValues(boolean mergeValues) {
        return _mergeValues == mergeValues ? this : new EntriesFiller(this, mergeValues);
    }

    @Override
    @SuppressWarnings("unchecked")
    protected MapDeserializer withResolved(
            KeyDeserializer keys,
            @Nullable TypeDeserializer valueTypes,
            ValueDeserializer<?> values,
            NullValueProvider nulls,
            @Nullable Set<String> ignored,
            @Nullable Set<String> included) {
        return new EntriesFiller(this, keys, (ValueDeserializer<Object>) values, valueTypes, nulls, ignored, included);
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        EntriesFiller filler = (EntriesFiller) super.createContextual(context, property);
        return ((EntriesFiller) filler.withResolved(
                        filler._keyDeserializer,
                        filler._valueTypeDeserializer,
                        ElementReader.of(filler._valueDeserializer, context),
                        filler._nullProvider,
                        filler._ignorableProperties,
                        filler._includableProperties))
                .withMergeValues(filler._mergeValues);
    }
}
