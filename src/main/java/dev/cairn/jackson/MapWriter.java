package dev.cairn.jackson;

import dev.cairn.PMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.jdk.MapSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a map by Jackson's serializer of maps. */
final class MapWriter extends StdSerializer<PMap<?, ?>> {
    private final MapSerializer entries;

    MapWriter(MapSerializer entries) {
        super(PMap.class);
        this.entries = entries;
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        return new MapWriter((MapSerializer) entries.createContextual(context, property));
    }

    @Override
    public boolean isEmpty(SerializationContext context, PMap<?, ?> map) {
        return entries.isEmpty(context, map.asMap());
    }

    @Override
    public void serialize(PMap<?, ?> map, JsonGenerator out, SerializationContext context) {
        entries.serialize(map.asMap(), out, context);
    }

    @Override
    public void serializeWithType(
            PMap<?, ?> map, JsonGenerator out, SerializationContext context, TypeSerializer types) {
        WritableTypeId id = types.writeTypePrefix(out, context, types.typeId(map, JsonToken.START_OBJECT));
        entries.serializeWithoutTypeInfo(map.asMap(), out, context);
        types.writeTypeSuffix(out, context, id);
    }
}
