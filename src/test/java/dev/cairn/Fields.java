package dev.cairn;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;

/** Reads private fields, and calls what is private. */
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

    /** The value of a static field. */
    public static Object ofClass(Class<?> type, String name) {
        try {
            Field field = field(type, name);
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    /** A new object, by the constructor that takes one int. */
    public static <T> T make(Class<T> type, int argument) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return constructor.newInstance(argument);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
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
