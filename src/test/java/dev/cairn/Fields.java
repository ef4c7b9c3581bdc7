package dev.cairn;

import java.lang.reflect.Field;

/** Reads private fields. */
public final class Fields {
    private Fields() {}

    public static Object of(Object object, String name) {
        try {
            Field field = object.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }
}
