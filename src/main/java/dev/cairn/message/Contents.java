package dev.cairn.message;

import dev.cairn.codec.CodecException;
import dev.cairn.internal.node.Shape;
import java.util.ConcurrentModificationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes and reads the elements of arrays and the entries of maps. */
final class Contents {
    private Contents() {}

    static void write(FormatWriter out, Iterable<?> elements, int size, Form form) {
        out.beginArray(size);
        int count = 0;
        for (Object element : elements) {
            form.write(out, element);
            count++;
        }
        requireSize(size, count);
        out.end();
    }

    static void requireSize(int size, int count) {
        if (count != size) {
            throw new ConcurrentModificationException(count + " values of a collection of " + size);
        }
    }

    /** Refuses elements of a shape that is new to the store, if it has little room for more: its users need that. */
    static void requireShape(FormatReader in, Shape shape) {
        if (!in.options().core().shapes().spares(shape)) {
            throw in.fault("too many codecs: the store has no more room for what messages choose, as " + shape);
        }
    }

    static void read(FormatReader in, FormatType next, Form form, Consumer<@Nullable Object> to) {
        if (next != FormatType.ARRAY) {
            throw in.fault(next + " in the place of an array");
        }
        long count = in.begin();
        for (long i = 0; i < count; i++) {
            Object element = form.read(in);
            try {
                to.accept(element);
            } catch (CodecException | NullPointerException | ClassCastException e) {
                throw in.fault("no element of this collection", e);
            }
        }
        in.end();
    }

    /**
     * Reads the entries of a map: the pairs of a record, whose keys are strings, or an array of keys and values in turn.
     * Refuses a key that is {@code known}.
     */
    static void readEntries(
            FormatReader in,
            FormatType next,
            Form keys,
            Form values,
            Predicate<@Nullable Object> known,
            BiConsumer<@Nullable Object, @Nullable Object> to) {
        boolean record = next == FormatType.RECORD && keys.equals(Scalars.TEXT);
        if (!record && (next != FormatType.ARRAY || in.size() % 2 != 0)) {
            throw in.fault(next + " of " + in.size() + " in the place of entries");
        }
        long count = record ? in.begin() : in.begin() / 2;
        for (long i = 0; i < count; i++) {
            Object key = record ? in.key() : keys.read(in);
            if (known.test(key)) {
                throw in.fault("the key " + key + " twice");
            }
            Object value = values.read(in);
            try {
                to.accept(key, value);
            } catch (CodecException | NullPointerException | ClassCastException e) {
                throw in.fault("no entry of this map", e);
            }
        }
        in.end();
    }
}
