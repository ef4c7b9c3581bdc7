package dev.cairn.wasm;

import dev.cairn.internal.alloc.Slabs;
import dev.cairn.internal.memory.Memory;
import java.util.Arrays;

/** Linear memory that has the slabs for which the kernel asks, each as a page, in the order in which it asks. For stores of any size. */
final class BankedMemory extends LinearMemory {
    /*
     * Layout of linear memory
     *
     *     page 0      pages 1 and on             then                 then
     *     +----------+--------------------------+--------------------+------------------------+----
     *     | nothing  | u16 a slab: its page, 0  | the kernel's block | slabs, as asked for     |
     *     +----------+--------------------------+--------------------+------------------------+----
     *
     * The table of pages is an array on the heap. The kernel reads it by loads of 16 bits. A large node is a run of slabs. The kernel asks for
     * its first slab, and gets all of them side by side. Runs change from call to call, so each call begins without slabs.
     */
    /** Where the table of pages is. */
    static final int TABLE = PAGE;

    private static final int PAGE_BITS = 16;
    private static final int PAGES = (int) (BYTES >>> PAGE_BITS);
    private static final long NOTHING = Long.MIN_VALUE;

    private final Slabs slabs;
    private final long origin;
    private final long[] bank = new long[PAGES];
    private final int[] slabOf = new int[PAGES];
    private final int tableBytes;
    private short[] table = new short[0];
    private int firstFree;
    private int free;

    BankedMemory(Memory memory, Slabs slabs) {
        super(memory);
        if (slabs.slabBytes() != PAGE) {
            throw new ModuleException("the kernel is compiled with CAIRN_BANKED, which needs slabs of " + PAGE
                    + " bytes, and the store has slabs of " + slabs.slabBytes() + ". Compile it without");
        }
        this.slabs = slabs;
        this.origin = memory.atOffset(0);
        long most = memory.region().bytes() >>> PAGE_BITS;
        this.tableBytes = (int) (2 * most);
        Arrays.fill(bank, NOTHING);
        this.firstFree = 1 + pages(tableBytes);
        this.free = firstFree;
    }

    private static int pages(long bytes) {
        return (int) ((bytes + PAGE - 1) >>> PAGE_BITS);
    }

    @Override
    void refresh() {
        for (int page = firstFree; page < free; page++) {
            bank[page] = NOTHING;
            if (slabOf[page] >= 0) {
                table[slabOf[page]] = 0;
            }
        }
        free = firstFree;
    }

    /** The page of the piece {@code slab} of 64 KiB of the store. What belongs to a node there lies on the pages behind it. */
    int bring(int slab) {
        long from = (long) slab << PAGE_BITS;
        if (slab < 0 || !isUsed(from)) {
            throw new KernelTrapException(
                    "the kernel asks for slab " + Integer.toUnsignedString(slab) + ", which the store does not have");
        }
        int count = from < slabs.firstOffset() ? 1 : slabs.runAt(from);
        int page = map(origin + from, count);
        if (table.length <= slab) {
            table = Arrays.copyOf(table, Math.min(tableBytes / 2, Math.max(slab + 1, 2 * table.length)));
        }
        table[slab] = (short) page;
        slabOf[page] = slab;
        return page;
    }

    private boolean isUsed(long offset) {
        return offset + PAGE <= slabs.headBytes() || (offset >= slabs.firstOffset() && offset < slabs.endOffset());
    }

    private int map(long at, int count) {
        if (count > PAGES - free) {
            throw new KernelTrapException("the kernel needs more than " + (PAGES - firstFree) + " slabs in one call");
        }
        int page = free;
        for (int i = 0; i < count; i++) {
            bank[page + i] = at + ((long) i << PAGE_BITS);
            slabOf[page + i] = -1;
        }
        free += count;
        return page;
    }

    @Override
    long readable(int address, int bytes) {
        int page = address >>> PAGE_BITS;
        int in = address & PAGE - 1;
        long begin = page < PAGES ? bank[page] : NOTHING;
        if (begin == NOTHING || in > PAGE - bytes) {
            requireRow(address, page, in, bytes);
        }
        return begin + in;
    }

    /** Throws unless the bytes lie side by side in the store, too. */
    private void requireRow(int address, int page, int in, int bytes) {
        int last = (int) (((long) in + bytes - 1) >>> PAGE_BITS) + page;
        for (int i = page; i <= last; i++) {
            if (i >= PAGES || bank[i] == NOTHING || bank[i] != bank[page] + ((long) (i - page) << PAGE_BITS)) {
                throw unreadable(address & UNSIGNED, bytes);
            }
        }
    }

    @Override
    short getShort(int address) {
        int in = address - TABLE;
        if (in >= 0 && in < tableBytes && (in & 1) == 0) {
            return in >> 1 < table.length ? table[in >> 1] : 0;
        }
        return super.getShort(address);
    }

    @Override
    int place(long at, long bytes) {
        refresh();
        int in = (int) (at - origin) & PAGE - 1;
        int page = map(at - in, pages(in + bytes));
        firstFree = free;
        return (page << PAGE_BITS) + in;
    }
}
