package dev.cairn.message;

import dev.cairn.codec.CodecException;
import dev.cairn.internal.record.RecordAccess;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A class whose values messages may have, and its name there. */
abstract sealed class NamedType<T> {
    final String name;
    final Class<T> type;

    private NamedType(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    /** Whether {@code type} is a record or an enum: it needs no functions to be in a message. */
    static boolean isNamed(Class<?> type) {
        return type.isRecord() || type.isEnum();
    }

    /** The record or enum {@code type}. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the class of an enum is a Class<E extends Enum<E>>
    static NamedType<?> of(String name, Class<?> type) {
        return type.isEnum() ? new OfEnum(name, type) : new OfRecord<>(name, type.asSubclass(Record.class));
    }

    /** The text of an error: the options do not have {@code name}. */
    static String unknown(String name) {
        return name + " is none of the types of these MessageOptions";
    }

    /** Returns {@code value}, which has to be of this class and not null. */
    final T cast(@Nullable Object value) {
        return type.cast(Objects.requireNonNull(value));
    }

    /** An enum. */
    static final class OfEnum<E extends Enum<E>> extends NamedType<E> {
        /** The constants by their names. */
        final Map<String, E> constants = new HashMap<>();

        OfEnum(String name, Class<E> type) {
            super(name, type);
            for (E constant : type.getEnumConstants()) {
                constants.put(constant.name(), constant);
            }
        }
    }

    /** A record. */
    static final class OfRecord<R extends Record> extends NamedType<R> {
        final RecordAccess<R> access;

        /** The declared types of the components, and the classes of their values. */
        final Class<?>[] types;

        final Class<?>[] boxes;

        OfRecord(String name, Class<R> type) {
            super(name, type);
            RecordComponent[] components = type.getRecordComponents();
            this.access = new RecordAccess<>(type, components, this::failure);
            this.types = new Class<?>[components.length];
            this.boxes = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                boxes[i] = MethodType.methodType(types[i]).wrap().returnType();
            }
        }

        private CodecException failure(String problem, Throwable cause) {
            return new CodecException(type.getName(), problem, cause);
        }
    }

    /** A class that a user's functions map to values that the formats have, and back. */
    static final class Mapped<T> extends NamedType<T> {
        private final Function<? super T, ?> to;
        private final Function<Object, ? extends T> from;

        Mapped(String name, Class<T> type, Function<? super T, ?> to, Function<Object, ? extends T> from) {
            super(name, type);
            this.to = to;
            this.from = from;
        }

        /** The value that the message has for {@code value}. */
        Object image(@Nullable Object value) {
            return to.apply(cast(value));
        }

        /** The value for which the message has {@code image}. */
        T value(Object image) {
            return type.cast(from.apply(image));
        }
    }
}
