package dev.cairn.jackson;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import java.lang.reflect.Type;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.type.CollectionLikeType;
import tools.jackson.databind.type.MapLikeType;
import tools.jackson.databind.type.TypeBindings;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.type.TypeModifier;

/**
 * Tells Jackson which types have elements, and which have keys and values. Jackson does not ask for a type that it derives from a more
 * general one, so {@link Readers} and {@link Writers} ask again.
 */
final class ContainerTypes extends TypeModifier {
    @Override
    public JavaType modifyType(JavaType type, Type source, TypeBindings bindings, TypeFactory factory) {
        return isContainer(type) ? asContainer(type) : type;
    }

    static boolean isContainer(JavaType type) {
        return type.hasRawClass(PVector.class) || type.hasRawClass(PSet.class) || type.hasRawClass(PMap.class);
    }

    static JavaType asContainer(JavaType type) {
        return type.hasRawClass(PMap.class)
                ? MapLikeType.upgradeFrom(type, type.containedTypeOrUnknown(0), type.containedTypeOrUnknown(1))
                : CollectionLikeType.upgradeFrom(type, type.containedTypeOrUnknown(0));
    }
}
