package dev.cairn.wasm;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import org.jspecify.annotations.Nullable;

/** Linear memory as this runtime wants it. */
@SuppressWarnings("removal") // what it can't do may be left out in its next version
final class ChicoryMemory implements Memory {
    private final LinearMemory memory;
    private final int pages;
    private DataSegment @Nullable [] segments;

    ChicoryMemory(LinearMemory memory, MemoryLimits limits) {
        this.memory = memory;
        this.pages = Math.min(RUNTIME_MAX_PAGES, limits.maximumPages());
        if (limits.shared()) {
            throw new ModuleException("the module wants memory that threads share; a kernel has one thread");
        }
    }

    /** What may be read and written. */
    LinearMemory linear() {
        return memory;
    }

    @Override
    public byte read(int address) {
        return memory.getByte(address);
    }

    @Override
    public short readShort(int address) {
        return memory.getShort(address);
    }

    @Override
    public int readInt(int address) {
        return memory.getInt(address);
    }

    @Override
    public long readLong(int address) {
        return memory.getLong(address);
    }

    @Override
    public float readFloat(int address) {
        return memory.getFloat(address);
    }

    @Override
    public double readDouble(int address) {
        return memory.getDouble(address);
    }

    @Override
    public long readU16(int address) {
        return Short.toUnsignedLong(memory.getShort(address));
    }

    @Override
    public long readF32(int address) {
        return memory.getInt(address);
    }

    @Override
    public long readF64(int address) {
        return memory.getLong(address);
    }

    @Override
    public byte[] readBytes(int address, int count) {
        return memory.read(address, count);
    }

    @Override
    public void writeByte(int address, byte value) {
        memory.setByte(address, value);
    }

    @Override
    public void writeShort(int address, short value) {
        memory.setShort(address, value);
    }

    @Override
    public void writeI32(int address, int value) {
        memory.setInt(address, value);
    }

    @Override
    public void writeLong(int address, long value) {
        memory.setLong(address, value);
    }

    @Override
    public void writeF32(int address, float value) {
        memory.setFloat(address, value);
    }

    @Override
    public void writeF64(int address, double value) {
        memory.setDouble(address, value);
    }

    @Override
    public void write(int address, byte[] bytes, int from, int count) {
        memory.write(address, bytes, from, count);
    }

    @Override
    public void fill(byte value, int from, int to) {
        memory.set(from, to - from, value);
    }

    @Override
    public void copy(int to, int from, int count) {
        memory.copy(to, from, count);
    }

    @Override
    public void initialize(Instance instance, DataSegment[] data) {
        initialize(instance, data, 0);
    }

    @Override
    public void initialize(Instance instance, DataSegment[] data, int number) {
        segments = data;
        if (data == null) {
            return;
        }
        for (DataSegment segment : data) {
            if (segment instanceof ActiveDataSegment active && active.index() == number) {
                int at = (int) ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0];
                place(at, active.data());
            }
        }
    }

    private void place(int at, byte[] data) {
        try {
            memory.write(at, data, 0, data.length);
        } catch (KernelTrapException e) {
            throw new ModuleException(
                    "the module has data at the address " + Integer.toUnsignedString(at)
                            + ", which is the store's. Compile it as position independent: -fPIC, and -shared for the linker",
                    e);
        }
    }

    @Override
    public void initPassiveSegment(int number, int to, int from, int count) {
        DataSegment[] known = segments;
        if (known == null || number >= known.length) {
            throw new KernelTrapException("the module has no data segment " + number);
        }
        byte[] data = known[number].data();
        if ((from | count) < 0 || from > data.length - count) {
            throw new KernelTrapException(
                    "data segment " + number + " has " + data.length + " bytes; " + Integer.toUnsignedString(count)
                            + " from " + Integer.toUnsignedString(from) + " on were asked for");
        }
        memory.write(to, data, from, count);
    }

    @Override
    public void drop(int number) {
        // the segment stays, and reads as it was: only a program that relies on a trap sees that
    }

    @Override
    public void zero() {
        // it is the store
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public int initialPages() {
        return pages;
    }

    @Override
    public int maximumPages() {
        return pages;
    }

    @Override
    public int grow(int more) {
        return more == 0 ? pages : -1;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Object lock(int address) {
        return this;
    }

    @Override
    public int waitOn(int address, int expected, long timeout) {
        throw new KernelTrapException("a kernel can't wait");
    }

    @Override
    public int waitOn(int address, long expected, long timeout) {
        throw new KernelTrapException("a kernel can't wait");
    }

    @Override
    public int notify(int address, int most) {
        return 0;
    }
}
