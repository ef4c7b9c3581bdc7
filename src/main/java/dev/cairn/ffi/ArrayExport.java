package dev.cairn.ffi;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.slot.SlotCodec;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Writes elements as an ArrowArray: their own memory, or a copy of it, column by column. */
final class ArrayExport {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final Elements elements;
    private final long from;
    private final int count;
    private final boolean isCopied;

    /**
     * The {@code count} elements from {@code from} on. If not {@code isCopied}, they lie one after another, and each is as wide as its one
     * column.
     */
    ArrayExport(Elements elements, long from, int count, boolean isCopied) {
        this.elements = elements;
        this.from = from;
        this.count = count;
        this.isCopied = isCopied;
    }

    /** Writes {@code column} of the elements to the struct {@code out}, which has any bytes. */
    void write(Column column, MemorySegment out) {
        out.fill((byte) 0);
        boolean shares = !isCopied && column.type() != ColumnType.STRUCT;
        if (shares) {
            elements.hold();
        }
        Exported made = new Exported(CStructs.ARRAY_RELEASE, shares ? elements::letGo : () -> {});
        try {
            fill(column, made, out);
        } catch (Throwable e) {
            made.end();
            throw e;
        }
        made.publish(out);
    }

    private void fill(Column column, Exported made, MemorySegment out) {
        int buffers = column.type().buffers();
        MemorySegment pointers = made.allocate((long) buffers * CStructs.POINTER);
        int children = column.children().size();
        MemorySegment childPointers = made.allocate((long) children * CStructs.POINTER);
        MemorySegment structs = made.allocate((long) children * CStructs.ARRAY_BYTES);
        for (int i = 0; i < children; i++) {
            MemorySegment child = structs.asSlice((long) i * CStructs.ARRAY_BYTES, CStructs.ARRAY_BYTES);
            write(column.children().get(i), child);
            made.add(child);
            CStructs.set(childPointers, (long) i * CStructs.POINTER, child.address());
        }
        switch (column.type()) {
            case STRUCT -> {}
            case TEXT -> writeText(column, made, pointers);
            case BOOLEAN -> CStructs.set(pointers, CStructs.POINTER, flags(column, made));
            default ->
                CStructs.set(pointers, CStructs.POINTER, isCopied ? numbers(column, made) : elements.address(from));
        }
        CStructs.set(out, 0, count);
        CStructs.set(out, CStructs.ARRAY_BUFFER_COUNT, buffers);
        CStructs.set(out, CStructs.ARRAY_CHILD_COUNT, children);
        CStructs.set(out, CStructs.ARRAY_BUFFERS, pointers.address());
        CStructs.set(out, CStructs.ARRAY_CHILDREN, childPointers.address());
    }

    private long numbers(Column column, Exported made) {
        int width = column.type().width();
        MemorySegment copy = made.allocate((long) count * width);
        if (width == elements.width()) {
            elements.copy(from, count, copy);
            return copy.address();
        }
        Memory memory = elements.memory();
        int step = elements.width();
        int offset = column.offset();
        elements.read(from, count, (at, done, some) -> {
            long field = at + offset;
            for (int i = done; i < done + some; i++, field += step) {
                switch (width) {
                    case Byte.BYTES -> copy.set(ValueLayout.JAVA_BYTE, i, memory.getByte(field));
                    case Short.BYTES -> copy.setAtIndex(SHORT, i, memory.getShort(field));
                    case Integer.BYTES -> copy.setAtIndex(INT, i, memory.getInt(field));
                    default -> copy.setAtIndex(LONG, i, memory.getLong(field));
                }
            }
        });
        return copy.address();
    }

    private long flags(Column column, Exported made) {
        MemorySegment bits = made.allocate((count + 7) >>> 3);
        Memory memory = elements.memory();
        elements.read(from, count, (at, done, some) -> {
            for (int i = 0; i < some; i++) {
                if (memory.getByte(at + (long) i * elements.width() + column.offset()) != 0) {
                    int bit = done + i;
                    byte known = bits.get(ValueLayout.JAVA_BYTE, bit >>> 3);
                    bits.set(ValueLayout.JAVA_BYTE, bit >>> 3, (byte) (known | 1 << (bit & 7)));
                }
            }
        });
        return bits.address();
    }

    private void writeText(Column column, Exported made, MemorySegment pointers) {
        MemorySegment ends = made.allocate((count + 1L) * Integer.BYTES);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        SlotCodec<String> texts = SlotCodec.of(Codec.STRING);
        Core core = elements.core();
        elements.read(from, count, (at, done, some) -> {
            for (int i = 0; i < some; i++) {
                String text = texts.load(core, at + (long) i * elements.width() + column.offset());
                all.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                ends.setAtIndex(INT, done + i + 1L, all.size());
            }
        });
        MemorySegment copy = made.allocate(all.size());
        MemorySegment.copy(all.toByteArray(), 0, copy, ValueLayout.JAVA_BYTE, 0, all.size());
        CStructs.set(pointers, CStructs.POINTER, ends.address());
        CStructs.set(pointers, 2L * CStructs.POINTER, copy.address());
    }
}
