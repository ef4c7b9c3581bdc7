package dev.cairn.wasm;

import com.dylibso.chicory.runtime.Memory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What the code of a kernel does to access memory. {@link KernelCode} puts calls of these methods in, which the compiler of the JVM inlines. An
 * access to the range that the function knows is a comparison, and a load or a store. All else is done by {@link ChicoryMemory}.
 */
@SuppressWarnings("unused") // by name
final class KernelAccess {
    private static final long UNSIGNED = LinearMemory.UNSIGNED;

    /** All addresses of stores are below. */
    private static final long ADDRESSES = Long.MAX_VALUE >>> 1;

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private KernelAccess() {}

    /** The method with this name and type; throws {@link IllegalArgumentException} if there is none. */
    static MethodHandle method(String name, MethodType type) {
        try {
            return LOOKUP.findStatic(KernelAccess.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no access is named " + name + " and has the type " + type, e);
        }
    }

    /** The bytes of the store. */
    static Object nodes(Memory memory) {
        return linear(memory).memory;
    }

    static long readFrom(Memory memory) {
        return linear(memory).readFrom();
    }

    static long readBytes(Memory memory) {
        return linear(memory).readBytes();
    }

    static long readShift(Memory memory) {
        return linear(memory).readShift();
    }

    static long writeFrom(Memory memory) {
        return linear(memory).writeFrom();
    }

    static long writeBytes(Memory memory) {
        return linear(memory).writeBytes();
    }

    static long writeShift(Memory memory) {
        return linear(memory).writeShift();
    }

    /** Bytes from the beginning of the store that can be read, too. */
    static long readHead(Memory memory) {
        return linear(memory).readHead();
    }

    private static LinearMemory linear(Memory memory) {
        return ((ChicoryMemory) memory).linear();
    }

    /** Both are numbers without a sign, so the sum can have 33 bits. */
    private static long sum(int base, int offset) {
        return (base & UNSIGNED) + (offset & UNSIGNED);
    }

    /** Whether {@code bytes} at {@code address} are in a range of {@code all} bytes, which are 8 or more. */
    private static boolean isWithin(long address, int bytes, long from, long all) {
        return Long.compareUnsigned(address - from, all - bytes) <= 0;
    }

    /** The address in the store. The compiler sees that it is not negative, and drops a check. */
    private static long at(long address, long shift) {
        return (shift & ADDRESSES) + address;
    }

    /** The address in the store of {@code bytes} that are read. Calls nothing that returns, or each loop would keep all it has on the stack. */
    private static long readable(int base, int offset, int bytes, long from, long all, long shift, long head) {
        long address = sum(base, offset);
        if (!isWithin(address, bytes, from, all) && address > head - bytes) {
            throw LinearMemory.unreadable(address, bytes);
        }
        return at(address, shift);
    }

    /** The same for {@link ChicoryMemory}. */
    private static int address(long address) {
        if (address > UNSIGNED) {
            throw LinearMemory.unreadable(address, 1);
        }
        return (int) address;
    }

    private static dev.cairn.internal.memory.Memory nodes(Object nodes) {
        return (dev.cairn.internal.memory.Memory) nodes;
    }

    static byte memoryReadByte(
            int base, int offset, Memory memory, Object nodes, long from, long all, long shift, long head) {
        return nodes(nodes).getByte(readable(base, offset, Byte.BYTES, from, all, shift, head));
    }

    static short memoryReadShort(
            int base, int offset, Memory memory, Object nodes, long from, long all, long shift, long head) {
        return nodes(nodes).getShort(readable(base, offset, Short.BYTES, from, all, shift, head));
    }

    static int memoryReadInt(
            int base, int offset, Memory memory, Object nodes, long from, long all, long shift, long head) {
        return nodes(nodes).getInt(readable(base, offset, Integer.BYTES, from, all, shift, head));
    }

    static long memoryReadLong(
            int base, int offset, Memory memory, Object nodes, long from, long all, long shift, long head) {
        return nodes(nodes).getLong(readable(base, offset, Long.BYTES, from, all, shift, head));
    }

    static float memoryReadFloat(
            int base, int offset, Memory memory, Object nodes, long from, long all, long shift, long head) {
        return nodes(nodes).getFloat(readable(base, offset, Float.BYTES, from, all, shift, head));
    }

    static double memoryReadDouble(
            int base, int offset, Memory memory, Object nodes, long from, long all, long shift, long head) {
        return nodes(nodes).getDouble(readable(base, offset, Double.BYTES, from, all, shift, head));
    }

    /** Returns whether another range may be written now. */
    static boolean memoryWriteByte(
            int base, byte value, int offset, Memory memory, Object nodes, long from, long all, long shift) {
        long address = sum(base, offset);
        if (isWithin(address, Byte.BYTES, from, all)) {
            nodes(nodes).setByte(at(address, shift), value);
            return false;
        }
        memory.writeByte(address(address), value);
        return true;
    }

    static boolean memoryWriteShort(
            int base, short value, int offset, Memory memory, Object nodes, long from, long all, long shift) {
        long address = sum(base, offset);
        if (isWithin(address, Short.BYTES, from, all)) {
            nodes(nodes).setShort(at(address, shift), value);
            return false;
        }
        memory.writeShort(address(address), value);
        return true;
    }

    static boolean memoryWriteInt(
            int base, int value, int offset, Memory memory, Object nodes, long from, long all, long shift) {
        long address = sum(base, offset);
        if (isWithin(address, Integer.BYTES, from, all)) {
            nodes(nodes).setInt(at(address, shift), value);
            return false;
        }
        memory.writeI32(address(address), value);
        return true;
    }

    static boolean memoryWriteLong(
            int base, long value, int offset, Memory memory, Object nodes, long from, long all, long shift) {
        long address = sum(base, offset);
        if (isWithin(address, Long.BYTES, from, all)) {
            nodes(nodes).setLong(at(address, shift), value);
            return false;
        }
        memory.writeLong(address(address), value);
        return true;
    }

    static boolean memoryWriteFloat(
            int base, float value, int offset, Memory memory, Object nodes, long from, long all, long shift) {
        long address = sum(base, offset);
        if (isWithin(address, Float.BYTES, from, all)) {
            nodes(nodes).setFloat(at(address, shift), value);
            return false;
        }
        memory.writeF32(address(address), value);
        return true;
    }

    static boolean memoryWriteDouble(
            int base, double value, int offset, Memory memory, Object nodes, long from, long all, long shift) {
        long address = sum(base, offset);
        if (isWithin(address, Double.BYTES, from, all)) {
            nodes(nodes).setDouble(at(address, shift), value);
            return false;
        }
        memory.writeF64(address(address), value);
        return true;
    }

    /**
     * The address in the store of the bytes {@code least} to {@code most} from {@code base} on; -1 unless all of them are in the range. Both are far from the
     * largest numbers.
     */
    static long span(int base, long least, long most, long from, long all, long shift) {
        long first = (base & UNSIGNED) + least;
        return first >= from && first + (most - least) <= from + all ? at(first, shift) : -1;
    }

    private static long inSpan(long span, long offset) {
        return (span & ADDRESSES) + offset;
    }

    static byte memoryReadByte(Object nodes, long span, long offset) {
        return nodes(nodes).getByte(inSpan(span, offset));
    }

    static short memoryReadShort(Object nodes, long span, long offset) {
        return nodes(nodes).getShort(inSpan(span, offset));
    }

    static int memoryReadInt(Object nodes, long span, long offset) {
        return nodes(nodes).getInt(inSpan(span, offset));
    }

    static long memoryReadLong(Object nodes, long span, long offset) {
        return nodes(nodes).getLong(inSpan(span, offset));
    }

    static float memoryReadFloat(Object nodes, long span, long offset) {
        return nodes(nodes).getFloat(inSpan(span, offset));
    }

    static double memoryReadDouble(Object nodes, long span, long offset) {
        return nodes(nodes).getDouble(inSpan(span, offset));
    }

    static void memoryWriteByte(Object nodes, long span, long offset, byte value) {
        nodes(nodes).setByte(inSpan(span, offset), value);
    }

    static void memoryWriteShort(Object nodes, long span, long offset, short value) {
        nodes(nodes).setShort(inSpan(span, offset), value);
    }

    static void memoryWriteInt(Object nodes, long span, long offset, int value) {
        nodes(nodes).setInt(inSpan(span, offset), value);
    }

    static void memoryWriteLong(Object nodes, long span, long offset, long value) {
        nodes(nodes).setLong(inSpan(span, offset), value);
    }

    static void memoryWriteFloat(Object nodes, long span, long offset, float value) {
        nodes(nodes).setFloat(inSpan(span, offset), value);
    }

    static void memoryWriteDouble(Object nodes, long span, long offset, double value) {
        nodes(nodes).setDouble(inSpan(span, offset), value);
    }
}
