package dev.cairn.ffi;

import dev.cairn.internal.record.RecordAccess;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads values of a class from the rows of columns. What the schema does not allow is found before the first batch. */
final class InputValues {
    private static final Set<String> BYTES = Set.of("c");
    private static final Set<String> SHORTS = Set.of("c", "C", "s");
    private static final Set<String> CHARS = Set.of("C", "S");
    private static final Set<String> INTS = Set.of("c", "C", "s", "S", "i");
    private static final Set<String> LONGS = Set.of("c", "C", "s", "S", "i", "I", "l");
    private static final Set<String> FLOATS = Set.of("c", "C", "s", "S", "f");
    private static final Set<String> DOUBLES = Set.of("c", "C", "s", "S", "i", "I", "f", "g");
    private static final Set<String> FLAGS = Set.of("b");
    private static final Set<String> TEXTS = Set.of("u", "U");

    private InputValues() {}

    /** Reads a value. */
    @FunctionalInterface
    interface Reader {
        /** The value of {@code row} of {@code column}. */
        Object read(InputColumn column, long row);
    }

    /** Throws unless {@code field} has longs, or numbers that are longs, too. */
    static void requireLongs(InputField field) {
        require(field, LONGS, "longs");
    }

    /** As {@link #requireLongs}, for ints. */
    static void requireInts(InputField field) {
        require(field, INTS, "ints");
    }

    /** As {@link #requireLongs}, for doubles. */
    static void requireDoubles(InputField field) {
        require(field, DOUBLES, "doubles");
    }

    /** Throws unless {@code field} has text. */
    static void requireTexts(InputField field) {
        require(field, TEXTS, "text");
    }

    private static void require(InputField field, Set<String> formats, String wanted) {
        if (!formats.contains(field.format())) {
            throw new ArrowException("the column " + field.name() + " has the format " + field.format()
                    + ", whose values are not all " + wanted + "; cast it first, say in SQL");
        }
    }

    private static Reader checked(InputField field, Set<String> formats, Class<?> type, Reader reader) {
        require(field, formats, type.getSimpleName());
        return reader;
    }

    /** The reader of records of {@code type} from the struct {@code field}: each component from the child that has its name. */
    static <R extends Record> Reader ofRecords(InputField field, Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new ArrowException(type + " is not the class of a record");
        }
        if (!field.isStruct()) {
            throw new ArrowException(field + " is no struct, so it has no columns for the components of " + type);
        }
        RecordAccess<R> access =
                new RecordAccess<>(type, components, (problem, cause) -> failure(type, problem, cause));
        int[] places = new int[components.length];
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            places[i] = field.indexOf(components[i].getName());
            if (places[i] < 0) {
                throw new ArrowException(
                        "no column has the name of the component " + components[i] + " of " + type + ": " + field);
            }
            readers.add(of(field.children().get(places[i]), components[i].getType()));
        }
        return (column, row) -> {
            column.requireValue(row);
            @Nullable Object[] values = new Object[places.length];
            for (int i = 0; i < places.length; i++) {
                values[i] = readers.get(i).read(column.children().get(places[i]), row);
            }
            return access.make(values);
        };
    }

    private static ArrowException failure(Class<?> type, String problem, Throwable cause) {
        ArrowException made = new ArrowException(type.getName() + ": " + problem);
        made.initCause(cause);
        return made;
    }

    private static Reader of(InputField field, Class<?> type) {
        if (type == long.class || type == Long.class) {
            return checked(field, LONGS, type, InputColumn::integer);
        }
        if (type == int.class || type == Integer.class) {
            return checked(field, INTS, type, (column, row) -> (int) column.integer(row));
        }
        if (type == double.class || type == Double.class) {
            return checked(field, DOUBLES, type, InputColumn::real);
        }
        if (type == String.class) {
            return checked(field, TEXTS, type, InputColumn::text);
        }
        if (type == boolean.class || type == Boolean.class) {
            return checked(field, FLAGS, type, InputColumn::flag);
        }
        if (type == float.class || type == Float.class) {
            return checked(field, FLOATS, type, (column, row) -> (float) column.real(row));
        }
        if (type == short.class || type == Short.class) {
            return checked(field, SHORTS, type, (column, row) -> (short) column.integer(row));
        }
        if (type == byte.class || type == Byte.class) {
            return checked(field, BYTES, type, (column, row) -> (byte) column.integer(row));
        }
        if (type == char.class || type == Character.class) {
            return checked(field, CHARS, type, (column, row) -> (char) column.integer(row));
        }
        if (type.isRecord()) {
            return ofRecords(field, type.asSubclass(Record.class));
        }
        throw new ArrowException(
                "no column becomes a " + type.getName() + ", the type of the component " + field.name());
    }
}
