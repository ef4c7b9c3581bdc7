package dev.cairn;

import java.lang.reflect.Field;

/** Reads private fields. */
public final class Fields {
    private Fields() {}

    public static Object of(Object object, String name) {
        try {
            Field field = field(object.getClass(), name);
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type + " " + name);
    }
}
