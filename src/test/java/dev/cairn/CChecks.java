package dev.cairn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cairn.internal.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a store by {@code cairn.h}: the functions of {@code checks.c}, in one of the libraries that are made of it. */
@SuppressWarnings("restricted") // the tests have native access
final class CChecks {
    static final int OK = 0;
    static final int ABSENT = 1;
    static final int BAD_ARGUMENT = 2;
    static final int OUT_OF_RANGE = 3;
    static final int OTHER_KIND = 4;
    static final int NOT_A_STORE = 5;
    static final int TRUNCATED = 9;
    static final int CORRUPT = 10;
    static final int NOT_YOURS = 11;

    private final SymbolLookup library;
    private final Map<String, MethodHandle> handles = new HashMap<>();

    CChecks(Path library) {
        this.library = SymbolLookup.libraryLookup(library, Arena.global());
    }

    /** The bytes of a store, as another language sees them. */
    record Place(long base, long bytes) {
        static Place of(Store store) {
            Memory memory = store.core().memory();
            return new Place(
                    (long) Fields.of(memory.region(), "base"), memory.region().bytes());
        }
    }

    /** A function that was not as expected. */
    static final class Failed extends AssertionError {
        private static final long serialVersionUID = 1;

        final int status;

        Failed(String function, int status) {
            super(function + " returned the status " + status);
            this.status = status;
        }
    }

    Object call(String name, MemoryLayout result, MemoryLayout[] parameters, Object... arguments) {
        MethodHandle handle = handles.computeIfAbsent(
                name,
                key -> Linker.nativeLinker()
                        .downcallHandle(
                                library.findOrThrow(key),
                                result == null
                                        ? FunctionDescriptor.ofVoid(parameters)
                                        : FunctionDescriptor.of(result, parameters)));
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new AssertionError(name, e);
        }
    }

    /** Calls a function that returns a status. */
    int status(String name, Object... arguments) {
        MemoryLayout[] parameters = Arrays.stream(arguments)
                .map(argument -> switch (argument) {
                    case Integer _ -> JAVA_INT;
                    case Long _ -> JAVA_LONG;
                    case Double _ -> JAVA_DOUBLE;
                    default -> ADDRESS;
                })
                .toArray(MemoryLayout[]::new);
        Object status = call(name, JAVA_INT, parameters, arguments);
        return (int) status;
    }

    private void require(String name, Object... arguments) {
        int status = status(name, arguments);
        if (status != OK) {
            throw new Failed(name, status);
        }
    }

    /** The version that the atom holds. */
    int atom(Place place, String name) {
        try (Arena arena = Arena.ofConfined()) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            MemorySegment version = arena.allocate(JAVA_INT);
            require("check_atom", place.base, place.bytes, bytes(arena, bytes), (long) bytes.length, version);
            return version.get(JAVA_INT, 0);
        }
    }

    static MemorySegment bytes(Arena arena, byte[] bytes) {
        MemorySegment copy = arena.allocate(bytes.length + 1L, 8);
        MemorySegment.copy(bytes, 0, copy, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, bytes.length);
        return copy;
    }

    /** Elements or entries, one behind another. */
    record Slots(MemorySegment bytes, int size) {
        MemorySegment slot(int index) {
            long width = bytes.byteSize() / size;
            return bytes.asSlice(index * width, width);
        }
    }

    /** All elements of a vector, each of {@code width} bytes. */
    Slots vector(Place place, int version, int size, int width, Arena arena) {
        MemorySegment out = arena.allocate((long) size * width + 1, 8);
        MemorySegment counted = arena.allocate(JAVA_INT);
        require("check_vector", place.base, place.bytes, version, out, (long) size * width, counted);
        return new Slots(out.asSlice(0, (long) size * width), counted.get(JAVA_INT, 0));
    }

    /** All entries of a map or set, each of {@code stride} bytes. */
    Slots entries(Place place, int version, int keys, int values, int size, int stride, Arena arena) {
        MemorySegment out = arena.allocate((long) size * stride + 1, 8);
        MemorySegment counted = arena.allocate(JAVA_INT);
        require("check_entries", place.base, place.bytes, version, keys, values, out, (long) size * stride, counted);
        MemorySegment parts = arena.allocate(JAVA_INT);
        require("check_parts", place.base, place.bytes, version, keys, values, parts);
        if (parts.get(JAVA_INT, 0) != counted.get(JAVA_INT, 0)) {
            throw new AssertionError(parts.get(JAVA_INT, 0) + " entries in the nodes");
        }
        return new Slots(out.asSlice(0, (long) size * stride), counted.get(JAVA_INT, 0));
    }

    /** What to look for: the number of a form in {@code checks.c}, and what that needs. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sought(int form, long number, double real, byte[] data) {
        static Sought integer(long value) {
            return new Sought(1, value, 0, new byte[0]);
        }

        static Sought real(double value) {
            return new Sought(2, 0, value, new byte[0]);
        }

        static Sought real(float value) {
            return new Sought(3, 0, value, new byte[0]);
        }

        static Sought bytes(byte[] value) {
            return new Sought(4, 0, 0, value);
        }

        static Sought text(String value) {
            return new Sought(5, 0, 0, utf8(value));
        }

        /** A text whose slot this is. */
        static Sought slot(byte[] slot) {
            return new Sought(6, 0, 0, slot);
        }

        static Sought hashed(long hash, byte[] slot) {
            return new Sought(7, hash, 0, slot);
        }
    }

    /** UTF-8, in which a surrogate without its pair has three bytes. */
    static byte[] utf8(String text) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (point >= 0xD800 && point <= 0xDFFF) {
                out.write(0xE0 | point >> 12);
                out.write(0x80 | (point >> 6 & 0x3F));
                out.write(0x80 | (point & 0x3F));
            } else {
                out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    /** The status of a search; of a found one {@code out} gets the value, or the entry of a set. */
    int find(Place place, int version, int keys, int values, Sought sought, MemorySegment out) {
        try (Arena arena = Arena.ofConfined()) {
            return status(
                    "check_find",
                    place.base,
                    place.bytes,
                    version,
                    keys,
                    values,
                    sought.form,
                    sought.number,
                    sought.real,
                    bytes(arena, sought.data),
                    (long) sought.data.length,
                    out);
        }
    }

    /** The text in a slot of {@link dev.cairn.codec.Codec#STRING}, in UTF-8 as {@link #utf8} makes it. */
    byte[] text(Place place, MemorySegment slot) {
        return sized("check_text", place, slot);
    }

    byte[] array(Place place, MemorySegment slot) {
        return sized("check_bytes", place, slot);
    }

    private byte[] sized(String name, Place place, MemorySegment slot) {
        try (Arena arena = Arena.ofConfined()) {
            long room = 1 << 16;
            MemorySegment out = arena.allocate(room);
            MemorySegment written = arena.allocate(JAVA_LONG);
            require(name, place.base, place.bytes, slot, out, room, written);
            return out.asSlice(0, written.get(JAVA_LONG, 0)).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        }
    }

    /** The type of a version as a text; empty if it has none. */
    String type(Place place, int version) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(1000);
            MemorySegment written = arena.allocate(JAVA_LONG);
            int status = status("check_type", place.base, place.bytes, version, out, 999L, written);
            return status == ABSENT ? "" : out.getString(0);
        }
    }

    /** What the type of a version says: kind, width of an entry, and of both slots the code, the width and the place. */
    List<Integer> typeNumbers(Place place, int version) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_INT, 8);
            require("check_type_numbers", place.base, place.bytes, version, out);
            return Arrays.stream(out.toArray(JAVA_INT)).boxed().toList();
        }
    }

    /** How many bits a blob has, and how many pieces. */
    long[] blob(Place place, int version) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_LONG, 2);
            require("check_blob_bits", place.base, place.bytes, version, out, out.asSlice(8));
            return out.toArray(JAVA_LONG);
        }
    }

    /** Bits of a blob. */
    byte[] blob(Place place, int version, long from, long bits) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate((bits + 7) / 8 + 1);
            require("check_blob", place.base, place.bytes, version, from, bits, out);
            return out.asSlice(0, (bits + 7) / 8).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        }
    }
}
