package dev.cairn.ffi;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.Version;
import dev.cairn.codec.Codec;
import dev.cairn.internal.stored.StoredBridge;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collections as streams of Apache Arrow, and such streams as collections, by the C stream interface. The other side needs no library of ours,
 * and we need none of Arrow's.
 *
 * <p>A stream gives batches of rows. Numbers that lie one after another in the store, 4,096 or more, are not copied: the batch has the store's
 * memory. All else is copied into batches of 65,536 rows: records column by column, text as UTF-8. No value is null. Each stream can be read
 * once.
 */
public final class Arrow {
    private Arrow() {}

    /**
     * A stream with the column {@code name}, the elements of {@code vector}. O(1) after pending edits are written.
     *
     * @throws NativeAccessException if there is no native access
     */
    public static ArrowStream stream(String name, LongVector vector) {
        return ofVector(vector, Column.of(name, ColumnType.LONG));
    }

    /** As {@link #stream(String, LongVector)}. */
    public static ArrowStream stream(String name, IntVector vector) {
        return ofVector(vector, Column.of(name, ColumnType.INT));
    }

    /** As {@link #stream(String, LongVector)}. */
    public static ArrowStream stream(String name, DoubleVector vector) {
        return ofVector(vector, Column.of(name, ColumnType.DOUBLE));
    }

    /**
     * As {@link #stream(String, LongVector)}. The elements may be numbers, booleans, text, or records of these, which become structs.
     *
     * @throws IllegalArgumentException if there is no column for such elements
     */
    public static ArrowStream stream(String name, PVector<? extends @Nullable Object> vector) {
        NativeAccessException.require();
        return ofVector(vector, Column.of(name, vector.codec()));
    }

    /**
     * A stream with a column for each component of {@code records}. O(1) after pending edits are written. The components may be numbers,
     * booleans, text, or records, which become structs.
     *
     * @throws IllegalArgumentException if the elements are no records, or there is no column for a component
     * @throws NativeAccessException if there is no native access
     */
    public static ArrowStream stream(PVector<? extends @Nullable Object> records) {
        NativeAccessException.require();
        Column all = Column.of("", records.codec());
        if (all.type() != ColumnType.STRUCT) {
            throw new IllegalArgumentException("elements of " + records.codec()
                    + " are no records, whose components would name columns; use stream(name, vector)");
        }
        return made(Elements.of(StoredBridge.get().stored(records)), all);
    }

    /**
     * A stream with the column {@code name}, the bytes of {@code blob} as numbers in the byte order of the machine. {@code elements} is one of the
     * layouts of {@link ValueLayout} for byte, short, char, int, long, float and double; its alignment and order do not matter.
     *
     * @throws IllegalArgumentException if the length is no multiple of that of a number, or Arrow has no such numbers
     * @throws NativeAccessException if there is no native access
     */
    public static ArrowStream stream(String name, Blob blob, ValueLayout elements) {
        NativeAccessException.require();
        ColumnType type = ColumnType.ofWord(elements.carrier().getName());
        if (type == null || !type.isCopied()) {
            throw new IllegalArgumentException("a blob has no elements of the type " + elements.carrier()
                    + "; use a layout of byte, short, char, int, long, float or double");
        }
        Elements all = Elements.ofBlob(StoredBridge.get().stored(blob), type.width());
        return made(all, Column.together(List.of(Column.of(name, type))));
    }

    private static ArrowStream ofVector(Version vector, Column column) {
        NativeAccessException.require();
        return made(Elements.of(StoredBridge.get().stored(vector)), Column.together(List.of(column)));
    }

    private static ArrowStream made(Elements elements, Column columns) {
        return new ArrowStream(new ExportedStream(new Batches(elements, columns)));
    }

    /**
     * The one column of a stream as a vector in {@code store}. Reads and releases the stream, a struct ArrowArrayStream, also if this throws. O(n).
     * Integers that are not longs are refused, and so is null. What the stream does in its functions, and where its pointers lead, can't be checked:
     * take streams only of code that you trust.
     *
     * @throws ArrowException if the stream has several columns or one that has not only longs, or null, or if it fails
     * @throws NativeAccessException if there is no native access
     */
    public static LongVector longs(Store store, MemorySegment stream) {
        LongVector.Builder builder = LongVector.builder(store);
        readOnly(stream, InputValues::requireLongs, column -> {
            if (column.field().format().equals("l")) {
                copy(column, (more, from) -> fill(Ffi.reserve(builder, more), from));
                return;
            }
            for (long row = 0; row < column.length(); row++) {
                builder.append(column.integer(row));
            }
        });
        return builder.build();
    }

    /** As {@link #longs}, for ints. */
    public static IntVector ints(Store store, MemorySegment stream) {
        IntVector.Builder builder = IntVector.builder(store);
        readOnly(stream, InputValues::requireInts, column -> {
            if (column.field().format().equals("i")) {
                copy(column, (more, from) -> fill(Ffi.reserve(builder, more), from));
                return;
            }
            for (long row = 0; row < column.length(); row++) {
                builder.append((int) column.integer(row));
            }
        });
        return builder.build();
    }

    /** As {@link #longs}, for doubles, floats, and integers of up to 32 bits. */
    public static DoubleVector doubles(Store store, MemorySegment stream) {
        DoubleVector.Builder builder = DoubleVector.builder(store);
        readOnly(stream, InputValues::requireDoubles, column -> {
            if (column.field().format().equals("g")) {
                copy(column, (more, from) -> fill(Ffi.reserve(builder, more), from));
                return;
            }
            for (long row = 0; row < column.length(); row++) {
                builder.append(column.real(row));
            }
        });
        return builder.build();
    }

    /** As {@link #longs}, for text. */
    public static PVector<String> texts(Store store, MemorySegment stream) {
        PVector.Builder<String> builder = PVector.builder(store, Codec.STRING);
        readOnly(stream, InputValues::requireTexts, column -> {
            for (long row = 0; row < column.length(); row++) {
                builder.append(column.text(row));
            }
        });
        return builder.build();
    }

    /**
     * As {@link #longs}, for records: a component has the value of the column with its name. A component that is a record needs a struct. Columns
     * that no component names are passed over.
     *
     * @throws ArrowException also if a component has no column, or one of another type
     */
    public static <R extends Record> PVector<R> records(Store store, Class<R> type, MemorySegment stream) {
        PVector.Builder<R> builder = PVector.builder(store, Codec.record(type));
        NativeAccessException.require();
        try (ArrowInput input = new ArrowInput(stream)) {
            InputValues.Reader reader = InputValues.ofRecords(input.schema(), type);
            input.forEachBatch(rows -> {
                for (long row = 0; row < rows.length(); row++) {
                    builder.append(type.cast(reader.read(rows, row)));
                }
            });
        }
        return builder.build();
    }

    /** Reads a stream of one column, after {@code check} of its field. */
    private static void readOnly(MemorySegment stream, Consumer<InputField> check, Consumer<InputColumn> action) {
        NativeAccessException.require();
        try (ArrowInput input = new ArrowInput(stream)) {
            check.accept(input.schema().only());
            input.forEachBatch(rows -> {
                rows.requireValues();
                action.accept(rows.field().isStruct() ? rows.children().getFirst() : rows);
            });
        }
    }

    /** Gives the bytes of {@code column} to {@code places}, with the number of elements. */
    private static void copy(InputColumn column, BiConsumer<Integer, MemorySegment> places) {
        column.requireValues();
        places.accept((int) Math.min(Integer.MAX_VALUE, column.length()), column.bytes());
    }

    private static void fill(Places places, MemorySegment source) {
        try (places) {
            long done = 0;
            for (MemorySegment run : places.segments()) {
                MemorySegment.copy(source, done, run, 0, run.byteSize());
                done += run.byteSize();
            }
            places.done();
        }
    }
}
