package dev.cairn.message;

import dev.cairn.codec.CodecException;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form of records and enums where their type is declared: a record is the array of its components, in order, and a constant is its
 * name. A value of a mapped class is what the user's function makes of it. The options are asked at each value, since a record can contain
 * itself.
 */
record NamedForm(Class<?> type) implements Form {
    /** The form where no type is declared: an array of the name of the type and the value. */
    static final Form WITH_NAME = new Form() {
        @Override
        public void write(FormatWriter out, @Nullable Object value) {
            Objects.requireNonNull(value);
            NamedType<?> type =
                    out.named(value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass());
            out.beginArray(2);
            Scalars.TEXT.write(out, type.name);
            writeValue(out, type, value);
            out.end();
        }

        @Override
        public Object read(FormatReader in, FormatType next) {
            in.begin(next, 2);
            NamedType<?> type = in.named(in.key());
            Object value = readValue(in, type, in.next());
            in.end();
            return value;
        }
    };

    /** The forms of the components of each record. */
    private static final ClassValue<Form[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected Form[] computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> of(component.getType()))
                    .toArray(Form[]::new);
        }
    };

    /** The form of values that are declared as {@code type}: {@link Form#ANY}, unless all have one class. */
    private static Form of(Class<?> type) {
        Form known = Scalars.BY_CLASS.get(MethodType.methodType(type).wrap().returnType());
        if (known != null) {
            return known;
        }
        return NamedType.isNamed(type) ? new NamedForm(type) : ANY;
    }

    @Override
    public void write(FormatWriter out, @Nullable Object value) {
        writeValue(out, out.named(type), value);
    }

    @Override
    public Object read(FormatReader in, FormatType next) {
        return readValue(in, in.named(type), next);
    }

    private static void writeValue(FormatWriter out, NamedType<?> type, @Nullable Object value) {
        switch (type) {
            case NamedType.OfRecord<?> record -> writeRecord(out, record, value);
            case NamedType.OfEnum<?> constants ->
                Scalars.TEXT.write(out, constants.cast(value).name());
            case NamedType.Mapped<?> mapped -> out.putAny(mapped.image(value));
        }
    }

    private static Object readValue(FormatReader in, NamedType<?> type, FormatType next) {
        return switch (type) {
            case NamedType.OfRecord<?> record -> readRecord(in, record, next);
            case NamedType.OfEnum<?> constants -> readConstant(in, constants, next);
            case NamedType.Mapped<?> mapped -> readMapped(in, mapped, next);
        };
    }

    private static <R extends Record> void writeRecord(
            FormatWriter out, NamedType.OfRecord<R> type, @Nullable Object any) {
        R value = type.cast(any);
        Form[] forms = COMPONENTS.get(type.type);
        out.beginArray(forms.length);
        for (int i = 0; i < forms.length; i++) {
            Object component = type.access.get(value, i);
            if (component == null) {
                out.putNull();
            } else {
                forms[i].write(out, component);
            }
        }
        out.end();
    }

    private static <R extends Record> R readRecord(FormatReader in, NamedType.OfRecord<R> type, FormatType next) {
        if (next == FormatType.RECORD) {
            return Form.readTagged(in, next, type.type);
        }
        Form[] forms = COMPONENTS.get(type.type);
        in.begin(next, forms.length);
        @Nullable Object[] components = new @Nullable Object[forms.length];
        for (int i = 0; i < forms.length; i++) {
            components[i] = component(in, type, i, forms[i]);
        }
        in.end();
        try {
            return type.access.make(components);
        } catch (CodecException e) {
            throw in.fault("no record: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object component(FormatReader in, NamedType.OfRecord<?> type, int index, Form form) {
        FormatType next = in.next();
        if (next == FormatType.NULL && !type.types[index].isPrimitive()) {
            return null;
        }
        Object component = form.read(in, next);
        if (!type.boxes[index].isInstance(component)) {
            throw in.fault(type.name + "." + type.access.name(index) + " is no " + type.types[index].getTypeName());
        }
        return component;
    }

    private static <E extends Enum<E>> E readConstant(FormatReader in, NamedType.OfEnum<E> type, FormatType next) {
        if (next != FormatType.TEXT) {
            return Form.readTagged(in, next, type.type);
        }
        String name = in.text();
        E constant = type.constants.get(name);
        if (constant == null) {
            throw in.fault(type.name + " has no " + name);
        }
        return constant;
    }

    private static <T> T readMapped(FormatReader in, NamedType.Mapped<T> type, FormatType next) {
        Object image = in.any(next);
        if (image == null) {
            throw in.fault("null in the place of a " + type.name);
        }
        try {
            return type.value(image);
        } catch (RuntimeException e) {
            throw in.fault("no " + type.name + ": " + e.getMessage(), e);
        }
    }
}
