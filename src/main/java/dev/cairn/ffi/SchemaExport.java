package dev.cairn.ffi;

import java.lang.foreign.MemorySegment;

/** Writes a column as an ArrowSchema. */
final class SchemaExport {
    private SchemaExport() {}

    /** Writes {@code column} to the struct {@code out}, which has any bytes. */
    static void write(Column column, MemorySegment out) {
        out.fill((byte) 0);
        Exported made = new Exported(CStructs.SCHEMA_RELEASE, () -> {});
        try {
            fill(column, made, out);
        } catch (Throwable e) {
            made.end();
            throw e;
        }
        made.publish(out);
    }

    private static void fill(Column column, Exported made, MemorySegment out) {
        int count = column.children().size();
        MemorySegment pointers = made.allocate((long) count * CStructs.POINTER);
        MemorySegment structs = made.allocate((long) count * CStructs.SCHEMA_BYTES);
        for (int i = 0; i < count; i++) {
            MemorySegment child = structs.asSlice((long) i * CStructs.SCHEMA_BYTES, CStructs.SCHEMA_BYTES);
            write(column.children().get(i), child);
            made.add(child);
            CStructs.set(pointers, (long) i * CStructs.POINTER, child.address());
        }
        CStructs.set(out, 0, made.allocate(column.type().format()).address());
        CStructs.set(out, CStructs.SCHEMA_NAME, made.allocate(column.name()).address());
        CStructs.set(out, CStructs.SCHEMA_CHILD_COUNT, count);
        CStructs.set(out, CStructs.SCHEMA_CHILDREN, pointers.address());
    }
}
