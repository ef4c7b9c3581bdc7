package dev.cairn.wasm;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.trie.vector.Reservation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The memory of a kernel: addresses of 32 bits that stand for bytes of a store. No byte is copied. */
abstract class LinearMemory {
    /*
     * Invariants
     *   1. A kernel reads the superblock and slabs that are in use, and nothing else: other pages of a file may be holes, and touching one of
     *      these can kill the process if the file system is full.
     *   2. A kernel writes to the places that it was given to fill, and to its own block, and nowhere else.
     *   3. An address is a number of a hostile program. It is compared before it is used, also those above 2 GiB, which are negative here.
     *
     * Most accesses are to one range, and cost one comparison: reads to the slabs, writes to the leaf to which was written last. The code of a kernel
     * has both ranges in local variables, see KernelCode. So a range that a function once had must stay valid until its call ends.
     *
     * Evidence: WriteGuardTest.
     */
    /** The bytes of a page of linear memory. */
    static final int PAGE = 1 << 16;

    /** The bytes of linear memory: as many pages as the runtime can number. */
    static final long BYTES = 32767L * PAGE;

    /** The bits of an int as a number without a sign. No call, which may not be inlined where it is rare. */
    static final long UNSIGNED = 0xFFFF_FFFFL;

    /** No address of linear memory is as high: a range that begins here has none. */
    private static final long NOWHERE = 1L << 40;

    /** A range has as many bytes at least, so that the bytes of an access can be subtracted. */
    static final int RANGE_LEAST = Long.BYTES;

    final Memory memory;

    /** Where the range begins that can be read without more questions, how many bytes it has, and how many there are at address 0. */
    private long readFrom = NOWHERE;

    private long readBytes = RANGE_LEAST;

    private long readHead = RANGE_LEAST;

    /** What is added to an address in it to have that in the store. */
    private long readShift;

    /** The range that can be written without more questions. */
    private long writeFrom = NOWHERE;

    private long writeBytes = RANGE_LEAST;
    private long writeShift;

    private long blockFrom = 1;
    private long blockTo;
    private @Nullable FillPlaces places;

    /** Keeps the block alive. */
    @SuppressWarnings("unused") // it is there to be kept
    private @Nullable Object block;

    LinearMemory(Memory memory) {
        this.memory = memory;
    }

    /** Looks how much of the store is in use. Before each call, as a version may lie in a slab that is new. */
    abstract void refresh();

    /** The address in the store of {@code bytes} at {@code address}. Throws unless all may be read. */
    abstract long readable(int address, int bytes);

    /** The linear address at which the {@code bytes} at {@code at} of the store can be reached as long as this exists. */
    abstract int place(long at, long bytes);

    /** Lets the kernel write to the {@code bytes} at {@code at}, which {@code keeper} keeps, as long as this exists. */
    final void own(Object keeper, long at, long bytes) {
        block = keeper;
        blockFrom = at;
        blockTo = at + bytes;
    }

    /** Lets the kernel write to {@code reservation}, until that ends, and to no other places than those. */
    final void fill(Reservation reservation) {
        endFill();
        places = new FillPlaces(reservation);
        reservation.atEnd(this::endFill);
    }

    /** Ends what {@link #fill} began. */
    final void endFill() {
        places = null;
        writeFrom = NOWHERE;
        writeBytes = RANGE_LEAST;
    }

    /** Lets the kernel read the first {@code head} bytes, and {@code bytes} from {@code address} on. {@code origin} is the store's address 0. */
    final void reads(long head, int address, long bytes, long origin) {
        readHead = head;
        readShift = origin;
        if (bytes >= RANGE_LEAST && address >= KernelSpans.FAR) {
            readFrom = address;
            readBytes = bytes;
        }
    }

    /** How many bytes from address 0 on can be read without more questions, 8 at least. */
    final long readHead() {
        return readHead;
    }

    /** Where the range begins that can be read without more questions. */
    final long readFrom() {
        return readFrom;
    }

    /** How many bytes it has, 8 at least. */
    final long readBytes() {
        return readBytes;
    }

    /** What is added to an address in it to have that in the store. */
    final long readShift() {
        return readShift;
    }

    /** As {@link #readFrom}, of what can be written. It may be another range after a write. */
    final long writeFrom() {
        return writeFrom;
    }

    /** As {@link #readBytes}. */
    final long writeBytes() {
        return writeBytes;
    }

    /** As {@link #readShift}. */
    final long writeShift() {
        return writeShift;
    }

    /** The address in the store of {@code bytes} at {@code address}. Throws unless all may be written. */
    private long writable(int address, int bytes) {
        long at = readable(address, bytes);
        if (at >= blockFrom && at <= blockTo - bytes) {
            return at;
        }
        FillPlaces target = places;
        if (target == null || !target.find(at) || at > target.to() - bytes) {
            throw refused(address, bytes);
        }
        writes(address, at, target);
        return at;
    }

    private void writes(int address, long at, FillPlaces found) {
        long unsigned = address & UNSIGNED;
        long from = found.from();
        long bytes = found.to() - from;
        if (bytes >= RANGE_LEAST && at >= unsigned) {
            writeFrom = unsigned - (at - from); // no call from here on: an error would leave parts of two ranges
            writeBytes = bytes;
            writeShift = at - unsigned;
        }
    }

    private static KernelTrapException refused(int address, int bytes) {
        return new KernelTrapException("a write of " + bytes + " bytes to the address "
                + Integer.toUnsignedString(address) + ", which is not in what this call may fill");
    }

    static KernelTrapException unreadable(long address, int bytes) {
        return new KernelTrapException(
                "an access to " + bytes + " bytes at the address " + address + ", where the store has no node");
    }

    final byte getByte(int address) {
        return memory.getByte(readable(address, Byte.BYTES));
    }

    short getShort(int address) {
        return memory.getShort(readable(address, Short.BYTES));
    }

    final int getInt(int address) {
        return memory.getInt(readable(address, Integer.BYTES));
    }

    final long getLong(int address) {
        return memory.getLong(readable(address, Long.BYTES));
    }

    final float getFloat(int address) {
        return memory.getFloat(readable(address, Float.BYTES));
    }

    final double getDouble(int address) {
        return memory.getDouble(readable(address, Double.BYTES));
    }

    final void setByte(int address, byte value) {
        memory.setByte(writable(address, Byte.BYTES), value);
    }

    final void setShort(int address, short value) {
        memory.setShort(writable(address, Short.BYTES), value);
    }

    final void setInt(int address, int value) {
        memory.setInt(writable(address, Integer.BYTES), value);
    }

    final void setLong(int address, long value) {
        memory.setLong(writable(address, Long.BYTES), value);
    }

    final void setFloat(int address, float value) {
        memory.setFloat(writable(address, Float.BYTES), value);
    }

    final void setDouble(int address, double value) {
        memory.setDouble(writable(address, Double.BYTES), value);
    }

    /** Writes a part of an array. All of it lies in one leaf, or in the block. */
    final void write(int address, byte[] bytes, int from, int count) {
        Objects.checkFromIndexSize(from, count, bytes.length);
        if (count > 0) {
            memory.copyIn(bytes, from, writable(address, count), count);
        }
    }

    /** A copy of {@code count} bytes. */
    final byte[] read(int address, int count) {
        if (count == 0) {
            return new byte[0];
        }
        long at = count < 0 ? -1 : readable(address, count); // before the array is made: the count is the program's
        if (at < 0) {
            throw unreadable(address & UNSIGNED, count);
        }
        byte[] copy = new byte[count];
        memory.copyOut(at, copy, 0, count);
        return copy;
    }

    /** Sets {@code count} bytes, all of which lie in one leaf or in the block. */
    final void set(int address, int count, byte value) {
        if (count < 0) {
            throw refused(address, count);
        }
        if (count > 0) {
            memory.fill(writable(address, count), count, value);
        }
    }

    /** Copies bytes, which may overlap, to one leaf or within the block. */
    final void copy(int to, int from, int count) {
        if (count < 0) {
            throw refused(to, count);
        }
        if (count > 0) {
            long at = writable(to, count); // so few that an array can have them
            byte[] copy = read(from, count);
            memory.copyIn(copy, 0, at, count);
        }
    }
}
