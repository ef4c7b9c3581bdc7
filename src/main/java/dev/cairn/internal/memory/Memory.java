package dev.cairn.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The only way to a store's bytes. The methods are named by their access mode. They take an address, called <em>at</em>, which
 * {@link #at(int)} makes of a reference.
 *
 * <p>The methods work in one of two ways, chosen once by the system property {@code dev.cairn.checked}. The fast way reads through one
 * segment of the whole address space, whose checks the compiler removes. The checked way (also without native access) reads through the
 * region's own bounded segment, so a wrong address throws.
 */
public final class Memory {
    /** Whether this JVM checks all addresses, and overwrites freed blocks. */
    public static final boolean CHECKED = SystemProperty.flag(SystemProperty.CHECKED, false);

    /** The bytes of one step of a reference. */
    public static final int GRANULE = 16;

    private static final int GRANULE_SHIFT = 4;
    private static final int BULK = 64;
    private static final int ARRAY_MOST = Integer.MAX_VALUE - 8;
    private static final boolean DIRECT = !CHECKED && NativeAccess.granted();
    private static final MemorySegment ALL = DIRECT ? NativeAccess.everything() : MemorySegment.NULL;

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle SHARED_BYTE = BYTE.varHandle();
    private static final VarHandle SHARED_INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle SHARED_LONG = ValueLayout.JAVA_LONG.varHandle();

    static {
        // else the first access of each width would do it, perhaps near the end of a stack
        for (ValueLayout layout : List.of(BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE)) {
            layout.varHandle();
        }
    }

    /** The order of a write that the compiler may move among others. */
    static final int PLAIN = 0;

    /** The order of a write that comes after all writes before it. */
    static final int RELEASE = 1;

    /** The order of a write that comes after all writes before it, and before all after it. */
    static final int ATOMIC = 2;

    /** Told of each write of this JVM before it is done, in a JVM that checks; null as a rule. For tests: a process may be killed there. */
    private static volatile @Nullable WriteListener listening;

    private final Region region;
    private final MemorySegment segment;
    private final long base;

    /** Is told of writes. */
    @FunctionalInterface
    interface WriteListener {
        /** {@code bytes} at {@code at} will be written next, in one of the orders of {@link Memory}. */
        void writing(Memory memory, long at, long bytes, int order);
    }

    /** Lets {@code listener} be told of each write, or nobody if it is null. Does nothing unless this JVM checks. */
    static void listen(@Nullable WriteListener listener) {
        listening = listener;
    }

    /** The bytes of {@code region}, which stays mapped as long as this object is reachable. */
    public Memory(Region region) {
        this.region = region;
        this.segment = region.segment();
        this.base = DIRECT ? region.base() : 0;
    }

    /** The region under these bytes. */
    public Region region() {
        return region;
    }

    /** The address of the block that {@code reference} names. */
    public long at(int reference) {
        return base + bytes(reference);
    }

    /** The offset in the store of the block that {@code reference} names. */
    public static long bytes(int reference) {
        return (reference & 0xFFFF_FFFFL) << GRANULE_SHIFT;
    }

    /** The address of the byte {@code offset} of the store. */
    public long atOffset(long offset) {
        return base + offset;
    }

    /** The offset in the store of the address {@code at}. */
    public long offset(long at) {
        return at - base;
    }

    /** The reference to the block at {@code at}. */
    public int reference(long at) {
        return (int) ((at - base) >>> GRANULE_SHIFT);
    }

    private MemorySegment reach() {
        return DIRECT ? ALL : segment;
    }

    /** As {@link #reach}, for a write of {@code bytes} at {@code at} that comes next. */
    private MemorySegment written(long at, long bytes, int order) {
        if (CHECKED) {
            tell(at, bytes, order);
        }
        return DIRECT ? ALL : segment;
    }

    private void tell(long at, long bytes, int order) {
        WriteListener listener = listening;
        if (listener != null) {
            listener.writing(this, at, bytes, order);
        }
    }

    public byte getByte(long at) {
        return reach().get(BYTE, at);
    }

    public void setByte(long at, byte value) {
        written(at, Byte.BYTES, PLAIN).set(BYTE, at, value);
    }

    public short getShort(long at) {
        return reach().get(SHORT, at);
    }

    public void setShort(long at, short value) {
        written(at, Short.BYTES, PLAIN).set(SHORT, at, value);
    }

    public char getChar(long at) {
        return reach().get(CHAR, at);
    }

    public void setChar(long at, char value) {
        written(at, Character.BYTES, PLAIN).set(CHAR, at, value);
    }

    public int getInt(long at) {
        return reach().get(INT, at);
    }

    public void setInt(long at, int value) {
        written(at, Integer.BYTES, PLAIN).set(INT, at, value);
    }

    public long getLong(long at) {
        return reach().get(LONG, at);
    }

    public void setLong(long at, long value) {
        written(at, Long.BYTES, PLAIN).set(LONG, at, value);
    }

    public float getFloat(long at) {
        return reach().get(FLOAT, at);
    }

    public void setFloat(long at, float value) {
        written(at, Float.BYTES, PLAIN).set(FLOAT, at, value);
    }

    public double getDouble(long at) {
        return reach().get(DOUBLE, at);
    }

    public void setDouble(long at, double value) {
        written(at, Double.BYTES, PLAIN).set(DOUBLE, at, value);
    }

    public int getIntAcquire(long at) {
        return (int) SHARED_INT.getAcquire(reach(), at);
    }

    public void setByteRelease(long at, byte value) {
        SHARED_BYTE.setRelease(written(at, Byte.BYTES, RELEASE), at, value);
    }

    public void setIntRelease(long at, int value) {
        SHARED_INT.setRelease(written(at, Integer.BYTES, RELEASE), at, value);
    }

    public void setLongRelease(long at, long value) {
        SHARED_LONG.setRelease(written(at, Long.BYTES, RELEASE), at, value);
    }

    public long getLongAcquire(long at) {
        return (long) SHARED_LONG.getAcquire(reach(), at);
    }

    public long getLongVolatile(long at) {
        return (long) SHARED_LONG.getVolatile(reach(), at);
    }

    public boolean casInt(long at, int expected, int value) {
        return SHARED_INT.compareAndSet(written(at, Integer.BYTES, ATOMIC), at, expected, value);
    }

    public boolean casLong(long at, long expected, long value) {
        return SHARED_LONG.compareAndSet(written(at, Long.BYTES, ATOMIC), at, expected, value);
    }

    public long getAndAddLong(long at, long value) {
        return (long) SHARED_LONG.getAndAdd(written(at, Long.BYTES, ATOMIC), at, value);
    }

    public long getAndSetLong(long at, long value) {
        return (long) SHARED_LONG.getAndSet(written(at, Long.BYTES, ATOMIC), at, value);
    }

    public long getAndOrLong(long at, long bits) {
        return (long) SHARED_LONG.getAndBitwiseOr(written(at, Long.BYTES, ATOMIC), at, bits);
    }

    /**
     * Writes a reference, perhaps unaligned, after all writes before it. So whoever follows it finds a node that is complete, also if this
     * process is killed at any instruction.
     */
    public void publish(long at, int reference) {
        VarHandle.releaseFence();
        written(at, Integer.BYTES, RELEASE).set(INT, at, reference);
    }

    /** Copies between blocks that do not overlap. */
    public void copy(long from, long to, int bytes) {
        if (bytes >= BULK || (bytes & Long.BYTES - 1) != 0) {
            MemorySegment.copy(reach(), from, written(to, bytes, PLAIN), to, bytes);
            return;
        }
        for (int i = 0; i < bytes; i += Long.BYTES) {
            setLong(to + i, getLong(from + i));
        }
    }

    /** Sets a multiple of eight bytes to zero. */
    public void zeroWords(long at, int bytes) {
        for (int i = 0; i < bytes; i += Long.BYTES) {
            setLong(at + i, 0);
        }
    }

    /** Sets {@code bytes} to {@code value}. */
    public void fill(long at, long bytes, byte value) {
        written(at, bytes, PLAIN).asSlice(at, bytes).fill(value);
    }

    /** Copies out of an array into the store. */
    public void copyIn(byte[] source, int from, long at, int length) {
        MemorySegment.copy(source, from, written(at, length, PLAIN), BYTE, at, length);
    }

    /** Copies out of the store into an array. */
    public void copyOut(long at, byte[] target, int from, int length) {
        MemorySegment.copy(reach(), BYTE, at, target, from, length);
    }

    /** Copies out of an array of chars into the store. */
    public void copyIn(char[] source, int from, long at, int length) {
        MemorySegment.copy(source, from, written(at, (long) length * Character.BYTES, PLAIN), CHAR, at, length);
    }

    /** Copies out of the store into an array of chars. */
    public void copyOut(long at, char[] target, int from, int length) {
        MemorySegment.copy(reach(), CHAR, at, target, from, length);
    }

    /** Copies out of an array of longs into the store. */
    public void copyIn(long[] source, int from, long at, int length) {
        MemorySegment.copy(source, from, written(at, (long) length * Long.BYTES, PLAIN), LONG, at, length);
    }

    /** Copies out of the store into an array of longs. */
    public void copyOut(long at, long[] target, int from, int length) {
        MemorySegment.copy(reach(), LONG, at, target, from, length);
    }

    /** Copies out of an array of ints into the store. */
    public void copyIn(int[] source, int from, long at, int length) {
        MemorySegment.copy(source, from, written(at, (long) length * Integer.BYTES, PLAIN), INT, at, length);
    }

    /** Copies out of the store into an array of ints. */
    public void copyOut(long at, int[] target, int from, int length) {
        MemorySegment.copy(reach(), INT, at, target, from, length);
    }

    /** Copies out of an array of doubles into the store. */
    public void copyIn(double[] source, int from, long at, int length) {
        MemorySegment.copy(source, from, written(at, (long) length * Double.BYTES, PLAIN), DOUBLE, at, length);
    }

    /** Copies out of the store into an array of doubles. */
    public void copyOut(long at, double[] target, int from, int length) {
        MemorySegment.copy(reach(), DOUBLE, at, target, from, length);
    }

    /** The first byte in which two runs of bytes differ, or -1. */
    public long mismatch(long a, long b, long bytes) {
        return MemorySegment.mismatch(reach(), a, a + bytes, reach(), b, b + bytes);
    }

    /** The first byte in which a run of bytes differs from one in {@code other}, or -1. */
    public long mismatch(long at, Memory other, long otherAt, long bytes) {
        return MemorySegment.mismatch(reach(), at, at + bytes, other.reach(), otherAt, otherAt + bytes);
    }

    /** A writable segment over {@code bytes} at {@code at}; the caller keeps them mapped. */
    public ByteBuffer buffer(long at, int bytes) {
        return written(at, bytes, PLAIN).asSlice(at, bytes).asByteBuffer();
    }

    /** Copies out of a segment into the store. */
    public void copyIn(MemorySegment source, long at) {
        MemorySegment.copy(source, 0, written(at, source.byteSize(), PLAIN), at, source.byteSize());
    }

    /** Whether two runs of bytes are equal. */
    public boolean isSame(long a, long b, int bytes) {
        if (bytes >= BULK || bytes < Long.BYTES) {
            return a == b || mismatch(a, b, bytes) < 0;
        }
        for (int i = 0; i < bytes - Long.BYTES; i += Long.BYTES) {
            if (getLong(a + i) != getLong(b + i)) {
                return false;
            }
        }
        int last = bytes - Long.BYTES;
        return getLong(a + last) == getLong(b + last);
    }

    /** Whether the bytes at {@code at} are those of the array. */
    public boolean isSame(long at, byte[] array) {
        int bytes = array.length;
        if (bytes >= BULK || bytes < Long.BYTES) {
            return MemorySegment.mismatch(reach(), at, at + bytes, MemorySegment.ofArray(array), 0, bytes) < 0;
        }
        for (int i = 0; i < bytes - Long.BYTES; i += Long.BYTES) {
            if (getLong(at + i) != (long) WORDS.get(array, i)) {
                return false;
            }
        }
        int last = bytes - Long.BYTES;
        return getLong(at + last) == (long) WORDS.get(array, last);
    }

    /**
     * A read-only segment over {@code bytes} at {@code at}. It keeps {@code owner} reachable as long as any segment of {@code arena} is.
     * Without native access no such segment can be made, so the bytes are copied: to the heap, unless they are too many for an array.
     */
    public MemorySegment view(long at, long bytes, Arena arena, Object owner) {
        if (Region.callsNative()) {
            return NativeAccess.kept(region.base() + offset(at), bytes, arena, owner)
                    .asReadOnly();
        }
        if (bytes > ARRAY_MOST) {
            MemorySegment copy = arena.allocate(bytes);
            MemorySegment.copy(reach(), at, copy, 0, bytes);
            return copy.asReadOnly();
        }
        long[] aligned = new long[(int) ((bytes + Long.BYTES - 1) / Long.BYTES)]; // for all numbers
        MemorySegment copy = MemorySegment.ofArray(aligned).asSlice(0, bytes);
        MemorySegment.copy(reach(), at, copy, 0, bytes);
        return copy.asReadOnly();
    }

    /**
     * All bytes, read-only. They stay mapped as long as this object is reachable; the segment alone does not keep them. Without native access
     * it does, until a store in a file is closed.
     */
    public MemorySegment all() {
        return segment.asReadOnly();
    }

    /** As {@link #view}, but writable, and only with native access. */
    public MemorySegment writable(long at, long bytes, Arena arena, Object owner) {
        return NativeAccess.kept(region.base() + offset(at), bytes, arena, owner);
    }
}
