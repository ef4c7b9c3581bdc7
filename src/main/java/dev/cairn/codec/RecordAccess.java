package dev.cairn.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a record by its accessors and makes one by its canonical constructor. */
final class RecordAccess<R extends Record> {
    private final String codec;
    private final String[] names;
    private final MethodHandle[] accessors;
    private final MethodHandle constructor;

    RecordAccess(String codec, Class<R> type) {
        this.codec = codec;
        RecordComponent[] components = RecordComponents.of(codec, type);
        this.names = Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
        this.accessors = new MethodHandle[components.length];
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            MethodHandles.Lookup lookup = lookup(type, canonical);
            for (int i = 0; i < accessors.length; i++) {
                accessors[i] = lookup.unreflect(components[i].getAccessor())
                        .asType(java.lang.invoke.MethodType.methodType(Object.class, Object.class));
            }
            this.constructor = lookup.unreflectConstructor(canonical)
                    .asFixedArity()
                    .asSpreader(Object[].class, components.length)
                    .asType(java.lang.invoke.MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new CodecException(codec, inaccessible(type), e);
        }
    }

    private static MethodHandles.Lookup lookup(Class<?> type, Constructor<?> canonical) throws IllegalAccessException {
        MethodHandles.Lookup everyone = MethodHandles.publicLookup();
        try {
            everyone.unreflectConstructor(canonical);
            return everyone;
        } catch (IllegalAccessException e) {
            RecordAccess.class.getModule().addReads(type.getModule());
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        }
    }

    private static String inaccessible(Class<?> type) {
        return "not accessible; let its module (" + type.getModule().getName() + ") open the package "
                + type.getPackageName() + " to dev.cairn, or export it and make the record public";
    }

    /** The component {@code index} of {@code value}. */
    @Nullable
    Object get(R value, int index) {
        try {
            return (Object) accessors[index].invokeExact((Object) value);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new CodecException(
                    codec,
                    "the accessor " + names[index] + " threw " + e.getClass().getName(),
                    e);
        }
    }

    /** The record of these components. */
    @SuppressWarnings("unchecked")
    R make(@Nullable Object[] components) {
        return (R) UserCode.<Object>call(codec, "the constructor", () -> (Object) constructor.invokeExact(components));
    }

    /** What to throw when the component {@code index} is null and may not be. */
    NullPointerException isNull(int index, NullPointerException reason) {
        return new NullPointerException(codec + ", component " + names[index] + ": " + reason.getMessage());
    }
}
