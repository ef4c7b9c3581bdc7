package dev.cairn.ffi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** The structs of Arrow's C data and C stream interfaces: where their fields are, if pointers have 64 bits. */
@SuppressWarnings("restricted")
final class CStructs {
    /*
     *  ArrowSchema              ArrowArray               ArrowArrayStream
     *   0 format                 0 length                 0 get_schema
     *   8 name                   8 null_count             8 get_next
     *  16 metadata              16 offset                16 get_last_error
     *  24 flags                 24 n_buffers             24 release
     *  32 n_children            32 n_children            32 private_data
     *  40 children              40 buffers
     *  48 dictionary            48 children
     *  56 release               56 dictionary
     *  64 private_data          64 release
     *                           72 private_data
     */
    static final int POINTER = Long.BYTES;

    static final int SCHEMA_NAME = 8;
    static final int SCHEMA_CHILD_COUNT = 32;
    static final int SCHEMA_CHILDREN = 40;
    static final int SCHEMA_DICTIONARY = 48;
    static final int SCHEMA_RELEASE = 56;
    static final int SCHEMA_BYTES = 72;

    static final int ARRAY_NULL_COUNT = 8;
    static final int ARRAY_OFFSET = 16;
    static final int ARRAY_BUFFER_COUNT = 24;
    static final int ARRAY_CHILD_COUNT = 32;
    static final int ARRAY_BUFFERS = 40;
    static final int ARRAY_CHILDREN = 48;
    static final int ARRAY_DICTIONARY = 56;
    static final int ARRAY_RELEASE = 64;
    static final int ARRAY_BYTES = 80;

    static final int STREAM_NEXT = 8;
    static final int STREAM_ERROR = 16;
    static final int STREAM_RELEASE = 24;
    static final int STREAM_PRIVATE = 32;
    static final int STREAM_BYTES = 40;

    /** The field behind {@code release}, of schemas and arrays. */
    static final int PRIVATE_BEHIND_RELEASE = POINTER;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;

    private CStructs() {}

    /** {@code bytes} at {@code address}. */
    static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /** The field at {@code offset}: a number or a pointer. */
    static long get(MemorySegment struct, long offset) {
        return struct.get(WORD, offset);
    }

    static void set(MemorySegment struct, long offset, long value) {
        struct.set(WORD, offset, value);
    }

    /** The text at {@code address}; empty if that is 0. */
    static String text(long address) {
        return address == 0 ? "" : at(address, Integer.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
    }
}
