package dev.cairn.codec;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;

/** Finds the codecs of a record's components by their types. */
final class RecordComponents {
    private static final Map<Class<?>, Codec<?>> KNOWN = Map.ofEntries(
            Map.entry(boolean.class, Codec.BOOLEAN),
            Map.entry(Boolean.class, Codec.BOOLEAN),
            Map.entry(byte.class, Codec.BYTE),
            Map.entry(Byte.class, Codec.BYTE),
            Map.entry(short.class, Codec.SHORT),
            Map.entry(Short.class, Codec.SHORT),
            Map.entry(char.class, Codec.CHAR),
            Map.entry(Character.class, Codec.CHAR),
            Map.entry(int.class, Codec.INT),
            Map.entry(Integer.class, Codec.INT),
            Map.entry(long.class, Codec.LONG),
            Map.entry(Long.class, Codec.LONG),
            Map.entry(float.class, Codec.FLOAT),
            Map.entry(Float.class, Codec.FLOAT),
            Map.entry(double.class, Codec.DOUBLE),
            Map.entry(Double.class, Codec.DOUBLE),
            Map.entry(String.class, Codec.STRING),
            Map.entry(byte[].class, Codec.BYTES));

    private RecordComponents() {}

    static RecordComponent[] of(String codec, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new CodecException(codec, "not the class of a record");
        }
        return components;
    }

    /** The codec of {@code type}, which is a component of what is in {@code around}. */
    static <R extends Record> Codec<R> codec(Class<R> type, Set<Class<?>> around) {
        String name = "Codec.record(" + type.getName() + ")";
        RecordComponent[] components = of(name, type);
        Codec<?>[] codecs = new Codec<?>[components.length];
        around.add(type);
        for (int i = 0; i < codecs.length; i++) {
            codecs[i] = codec(components[i], around);
        }
        around.remove(type);
        return RecordCodec.of(type, codecs);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a class that is an enum's is a Class<E extends Enum<E>>
    private static Codec<?> codec(RecordComponent component, Set<Class<?>> around) {
        Class<?> type = component.getType();
        Codec<?> known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return Codec.enumeration((Class) type);
        }
        if (type.isRecord() && !around.contains(type)) {
            return codec(type.asSubclass(Record.class), around);
        }
        return Plain.CLASSES.contains(type) ? Codec.any() : Codec.standard();
    }
}
