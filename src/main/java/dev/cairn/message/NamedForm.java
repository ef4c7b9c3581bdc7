package dev.cairn.message;

import dev.cairn.codec.CodecException;

/** A form of the values of a class that goes by a name: a record or an enum. */
abstract class NamedForm<T> extends TypedForm<T> {
    private final String name;

    NamedForm(String name, Class<T> type) {
        super(type);
        this.name = name;
    }

    final String name() {
        return name;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a class that is an enum's is a Class<E extends Enum<E>>
    static NamedForm<?> of(String name, Class<?> type) {
        return type.isEnum() ? new EnumForm(name, type) : new RecordForm<>(name, type.asSubclass(Record.class));
    }

    /** The form of the records or constants of {@code type}. */
    static NamedForm<?> of(FormatWriter out, Class<?> type) {
        NamedForm<?> form = out.options().types().of(type);
        if (form == null) {
            throw new CodecException(out.format(), unknown(type.getName()));
        }
        return form;
    }

    /** The form of the records or constants of {@code type}. */
    static NamedForm<?> of(FormatReader in, Class<?> type) {
        NamedForm<?> form = in.options().types().of(type);
        if (form == null) {
            throw in.fault(unknown(type.getName()));
        }
        return form;
    }

    /** The form that {@code name} is the name of. */
    static NamedForm<?> of(FormatReader in, String name) {
        NamedForm<?> form = in.options().types().of(name);
        if (form == null) {
            throw in.fault(unknown(name));
        }
        return form;
    }

    private static String unknown(String name) {
        return name + " is none of the types of these MessageOptions";
    }
}
