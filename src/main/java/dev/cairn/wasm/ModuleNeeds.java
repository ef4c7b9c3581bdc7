package dev.cairn.wasm;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a module that is position independent needs of its host.
 *
 * @param isMovable whether the module says at all that its data can lie anywhere
 * @param dataBytes bytes for its data
 * @param dataAlignment the power of two at a multiple of which they begin
 * @param functions places in the table of functions
 */
record ModuleNeeds(boolean isMovable, int dataBytes, int dataAlignment, int functions) {
    /*
     * The custom section dylink.0 is a list of parts: number 1, bytes, content. Part 1 says: bytes of data, log2 of the alignment, places in the
     * table, log2 of their alignment. Numbers are LEB128.
     * https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md
     */
    /** The custom section that has it. */
    static final String SECTION = "dylink.0";

    private static final int MEMORY_INFO = 1;
    private static final int DATA_MOST = 1 << 28;
    private static final int ALIGNMENT_MOST = 12;
    private static final int FUNCTIONS_MOST = 1 << 16;
    private static final ModuleNeeds NONE = new ModuleNeeds(false, 0, 1, 0);

    /** What the section says, or nothing if there is none. */
    static ModuleNeeds read(byte @Nullable [] section) {
        if (section == null) {
            return NONE;
        }
        ByteBuffer in = ByteBuffer.wrap(section);
        try {
            while (in.hasRemaining()) {
                int part = in.get();
                int bytes = number(in, section.length);
                int end = in.position() + bytes;
                if (part == MEMORY_INFO) {
                    int data = number(in, DATA_MOST);
                    int alignment = number(in, ALIGNMENT_MOST);
                    return new ModuleNeeds(true, data, 1 << alignment, number(in, FUNCTIONS_MOST));
                }
                in.position(end);
            }
            return new ModuleNeeds(true, 0, 1, 0);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new ModuleException("the section " + SECTION + " of the module is damaged", e);
        }
    }

    private static int number(ByteBuffer in, int most) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0 && shift < Integer.SIZE);
        if (next < 0 || value > most) {
            throw new ModuleException("the section " + SECTION + " of the module has the number " + value + ", and "
                    + most + " is the most");
        }
        return (int) value;
    }
}
