package dev.cairn.internal.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the components of a record by its accessors, and makes a record by its canonical constructor. */
public final class RecordAccess<R extends Record> {
    private final Failure failure;
    private final String[] names;
    private final MethodHandle[] accessors;
    private final MethodHandle constructor;

    /** Makes the exception to throw. */
    @FunctionalInterface
    public interface Failure {
        /** The exception for {@code problem}, caused by {@code cause}. */
        RuntimeException of(String problem, Throwable cause);
    }

    /** The access to records of {@code type}, which have these components. */
    public RecordAccess(Class<R> type, RecordComponent[] components, Failure failure) {
        this.failure = failure;
        this.names = Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
        this.accessors = new MethodHandle[components.length];
        try {
            Constructor<R> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            MethodHandles.Lookup lookup = lookup(type, canonical);
            for (int i = 0; i < accessors.length; i++) {
                accessors[i] = lookup.unreflect(components[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
            }
            this.constructor = lookup.unreflectConstructor(canonical)
                    .asFixedArity()
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw failure.of(inaccessible(type), e);
        } catch (IllegalArgumentException e) {
            throw failure.of(components.length + " components, more than a method handle takes", e);
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

    /** Component {@code index} of {@code value}. */
    public @Nullable Object get(R value, int index) {
        try {
            return (Object) accessors[index].invokeExact((Object) value);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw failure.of(
                    "the accessor " + names[index] + " threw " + e.getClass().getName(), e);
        }
    }

    /** A record of these components. */
    @SuppressWarnings("unchecked")
    public R make(@Nullable Object[] components) {
        try {
            return (R) (Object) constructor.invokeExact(components);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw failure.of("the constructor threw " + e.getClass().getName(), e);
        }
    }

    /** The name of component {@code index}. */
    public String name(int index) {
        return names[index];
    }
}
