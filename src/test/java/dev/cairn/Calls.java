package dev.cairn;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls public methods by reflection. */
final class Calls {
    private Calls() {}

    /** The public methods of {@code type} that are not those of every object; nothing that only the compiler calls. */
    static List<Method> instanceMethods(Class<?> type) {
        return methods(type, false);
    }

    static List<Method> staticMethods(Class<?> type) {
        return methods(type, true);
    }

    private static List<Method> methods(Class<?> type, boolean isStatic) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) == isStatic)
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .toList();
    }

    static Object call(Object object, String method) {
        try {
            return object.getClass().getMethod(method).invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method, e);
        }
    }

    /** What an action throws, or null. */
    static @Nullable Throwable thrown(Runnable action) {
        try {
            action.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** What a call throws, or null. */
    static @Nullable Throwable thrownBy(@Nullable Object object, Method method, Object[] arguments) {
        try {
            method.setAccessible(true);
            method.invoke(object, arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new LinkageError(method.toString(), e);
        }
    }
}
