package dev.cairn.codec;

import dev.cairn.internal.record.RecordAccess;
import java.lang.ref.WeakReference;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A record or an enum with a number in this process. So bytes can name the class. */
final class NumberedClass {
    /*
     * A number holds its class for ever. So only classes get one that the process has for ever anyway: those of the class loaders of Cairn
     * and of the program, and of the loaders above these. Values of other classes stay objects, and their classes can be unloaded.
     */
    private static final WeakReference<@Nullable ClassLoader> PROGRAM =
            new WeakReference<>(Thread.currentThread().getContextClassLoader());

    private static final ClassValue<Optional<NumberedClass>> BY_CLASS = new ClassValue<>() {
        @Override
        protected Optional<NumberedClass> computeValue(Class<?> type) {
            return isLasting(type) ? make(type) : Optional.empty();
        }
    };

    private static volatile NumberedClass[] byNumber = {};

    final int number;
    final Class<?> type;
    private final @Nullable RecordAccess<Record> access;
    private final int components;
    private final Object[] constants;

    /** The hash of each constant among those of all enums. */
    private final long[] hashes;

    private NumberedClass(
            int number, Class<?> type, @Nullable RecordAccess<Record> access, int components, Object[] constants) {
        this.number = number;
        this.type = type;
        this.hashes = Arrays.stream(constants)
                .mapToLong(constant ->
                        StoreConstants.hash(type.getName(), StoreConstants.hash(((Enum<?>) constant).name())))
                .toArray();
        this.access = access;
        this.components = components;
        this.constants = constants;
    }

    /** The entry of the record or enum {@code type}; null if it has no number. */
    static @Nullable NumberedClass of(Class<?> type) {
        return BY_CLASS.get(type).orElse(null);
    }

    static NumberedClass of(int number) {
        return byNumber[number];
    }

    private static boolean isLasting(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return !type.isHidden()
                && (loader == null
                        || isAbove(loader, ClassLoader.getSystemClassLoader())
                        || isAbove(loader, NumberedClass.class.getClassLoader())
                        || isAbove(loader, PROGRAM.get()));
    }

    private static boolean isAbove(ClassLoader loader, @Nullable ClassLoader lowest) {
        ClassLoader next = lowest;
        while (next != null && !next.equals(loader)) {
            next = next.getParent();
        }
        return next != null;
    }

    private static Optional<NumberedClass> make(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(add(type, null, 0, Objects.requireNonNull(type.getEnumConstants())));
        }
        try {
            @SuppressWarnings("unchecked") // it is the class of a record
            Class<Record> record = (Class<Record>) type;
            RecordComponent[] components = record.getRecordComponents();
            if (components == null) {
                return Optional.empty(); // some tools leave only the superclass of a record
            }
            RecordAccess<Record> access = new RecordAccess<>(
                    record, components, (problem, cause) -> new CodecException(type.getName(), problem, cause));
            return Optional.of(add(type, access, components.length, new Object[0]));
        } catch (CodecException e) {
            return Optional.empty(); // not accessible
        }
    }

    private static synchronized NumberedClass add(
            Class<?> type, @Nullable RecordAccess<Record> access, int components, Object[] constants) {
        NumberedClass known = new NumberedClass(byNumber.length, type, access, components, constants);
        NumberedClass[] more = Arrays.copyOf(byNumber, known.number + 1);
        more[known.number] = known;
        byNumber = more;
        return known;
    }

    boolean isEnum() {
        return access == null;
    }

    /** The class of an enum. */
    @SuppressWarnings("unchecked")
    Class<? extends Enum<?>> enumType() {
        return (Class<? extends Enum<?>>) type;
    }

    /** The names of a record's components. */
    List<String> names() {
        RecordAccess<Record> of = Objects.requireNonNull(access);
        return IntStream.range(0, components).mapToObj(of::name).toList();
    }

    /** The hash of the constant with this ordinal, among the constants of all enums. It is that of its name and of the class's name. */
    long hash(int ordinal) {
        return hashes[ordinal];
    }

    /** The constant of an enum with this ordinal. */
    Object constant(int ordinal) {
        return constants[ordinal];
    }

    /** The components of {@code value}, read by its accessors. */
    @Nullable
    Object[] components(Record value) {
        RecordAccess<Record> of = Objects.requireNonNull(access);
        @Nullable Object[] values = new @Nullable Object[components];
        for (int i = 0; i < components; i++) {
            values[i] = of.get(value, i);
        }
        return values;
    }

    /** The number of components. */
    int components() {
        return components;
    }

    /** The record of these components. */
    Record make(@Nullable Object[] values) {
        return Objects.requireNonNull(access).make(values);
    }
}
