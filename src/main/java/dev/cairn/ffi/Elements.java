package dev.cairn.ffi;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.stored.Runs;
import dev.cairn.internal.stored.StoredVersion;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The elements of a version, for batches: those of a vector, or numbers in the bytes of a blob. Holds the version until everybody has let go who
 * uses its memory: the stream, and each array that has no copy.
 */
final class Elements {
    private final StoredVersion stored;
    private final Runs runs;
    private final int width;
    private final int unitsEach;
    private final AtomicInteger holders = new AtomicInteger(1);

    private Elements(StoredVersion stored, Runs runs, int width) {
        this.stored = stored;
        this.runs = runs;
        this.width = width;
        this.unitsEach = width / runs.width();
    }

    /** The elements of {@code stored}, a vector. Takes it. */
    static Elements of(StoredVersion stored) {
        try {
            Runs runs = Runs.of(stored);
            return new Elements(stored, runs, runs.width());
        } catch (Throwable e) {
            stored.close();
            throw e;
        }
    }

    /** Numbers of {@code width} bytes in {@code stored}, a blob. Takes it. */
    static Elements ofBlob(StoredVersion stored, int width) {
        try {
            if (stored.extent() % (8L * width) != 0) {
                throw new IllegalArgumentException(
                        "a blob of " + stored.extent() + " bits is no sequence of numbers of " + width + " bytes");
            }
            return new Elements(stored, Runs.of(stored), width);
        } catch (Throwable e) {
            stored.close();
            throw e;
        }
    }

    /** One more user of the memory. */
    void hold() {
        holders.incrementAndGet();
    }

    /** One user less. */
    void letGo() {
        if (holders.decrementAndGet() == 0) {
            stored.close();
        }
    }

    /** Throws if the store was closed. */
    void check() {
        stored.check();
    }

    /** The core by which elements are read. */
    Core core() {
        return stored.base().core();
    }

    Memory memory() {
        return stored.memory();
    }

    /** Bytes of an element. */
    int width() {
        return width;
    }

    /** How many elements there are. */
    long count() {
        return runs.size() / unitsEach;
    }

    /** The address of element {@code index}, as {@link Memory} takes it. */
    long at(long index) {
        return runs.at(index * unitsEach);
    }

    /** The address of element {@code index} for native code. */
    long address(long index) {
        Memory memory = memory();
        return memory.all().address() + memory.offset(at(index));
    }

    /** How many whole elements lie one after another from {@code index} on. */
    long together(long index) {
        return (runs.end(index * unitsEach) - index * unitsEach) / unitsEach;
    }

    /** What reads elements that lie one after another. */
    @FunctionalInterface
    interface Reader {
        /** The {@code count} elements from {@code at} on; {@code done} were read before. */
        void read(long at, int done, int count);
    }

    /** Reads {@code count} elements from {@code from} on, which lie in the runs of a vector. */
    void read(long from, int count, Reader reader) {
        try {
            for (int done = 0; done < count; ) {
                int some = (int) Math.min(count - done, together(from + done));
                reader.read(at(from + done), done, some);
                done += some;
            }
        } finally {
            Reference.reachabilityFence(stored);
        }
    }

    /** Copies {@code count} elements from {@code from} on. An element may lie in two pieces of a blob. */
    void copy(long from, int count, MemorySegment target) {
        MemorySegment all = memory().all();
        long unit = from * unitsEach;
        long end = unit + (long) count * unitsEach;
        int unitBytes = runs.width();
        try {
            for (long done = 0; unit < end; ) {
                long next = Math.min(end, runs.end(unit));
                long bytes = (next - unit) * unitBytes;
                MemorySegment.copy(all, memory().offset(runs.at(unit)), target, done, bytes);
                done += bytes;
                unit = next;
            }
        } finally {
            Reference.reachabilityFence(stored);
        }
    }
}
