package dev.cairn.message;

import dev.cairn.codec.CodecException;
import dev.cairn.internal.record.RecordAccess;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Records, as arrays of their components, in the order of their declaration. */
final class RecordForm<R extends Record> extends NamedForm<R> {
    private final RecordAccess<R> access;
    private final Form[] forms;
    private final Class<?>[] types;
    private final Class<?>[] boxes;

    RecordForm(String name, Class<R> type) {
        super(name, type);
        RecordComponent[] components = type.getRecordComponents();
        this.access = new RecordAccess<>(type, components, this::failure);
        this.forms = new Form[components.length];
        this.types = new Class<?>[components.length];
        this.boxes = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boxes[i] = MethodType.methodType(types[i]).wrap().returnType();
            forms[i] = Form.of(types[i]);
        }
    }

    private CodecException failure(String problem, Throwable cause) {
        return new CodecException(type().getName(), problem, cause);
    }

    @Override
    void put(FormatWriter out, R value) {
        out.beginArray(forms.length);
        for (int i = 0; i < forms.length; i++) {
            Object component = access.get(value, i);
            if (component == null) {
                out.putNull();
            } else {
                forms[i].write(out, component);
            }
        }
        out.end();
    }

    @Override
    R take(FormatReader in, FormatType next) {
        if (next == FormatType.RECORD) {
            return takeTagged(in, next);
        }
        in.begin(next, forms.length);
        @Nullable Object[] components = new @Nullable Object[forms.length];
        for (int i = 0; i < forms.length; i++) {
            components[i] = component(in, i);
        }
        in.end();
        try {
            return access.make(components);
        } catch (CodecException e) {
            throw in.fault("no record: " + e.getMessage(), e);
        }
    }

    private @Nullable Object component(FormatReader in, int index) {
        FormatType next = in.next();
        if (next == FormatType.NULL && !types[index].isPrimitive()) {
            return null;
        }
        Object component = forms[index].read(in, next);
        if (!boxes[index].isInstance(component)) {
            throw in.fault(name() + "." + access.name(index) + " is no " + types[index].getTypeName());
        }
        return component;
    }
}
