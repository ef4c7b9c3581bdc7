package dev.cairn.internal.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Handles by which a class reads and writes its own fields in the access modes of {@link VarHandle}. */
public final class FieldHandle {
    private FieldHandle() {}

    /** The handle of the field {@code name} of the class that made {@code lookup}. */
    public static VarHandle of(MethodHandles.Lookup lookup, String name, Class<?> type) {
        try {
            return lookup.findVarHandle(lookup.lookupClass(), name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
