package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.util.ArrayList;
import java.util.List;

/** Says what is wrong with the slab table of a file that nobody is changing. */
public final class TableCheck {
    private TableCheck() {}

    /** What is wrong, if anything is. {@code isSwept}: no process is cutting a slab. */
    public static List<String> faults(Memory memory, Allocator allocator, boolean isSwept) {
        List<String> faults = new ArrayList<>();
        Slabs slabs = allocator.slabs();
        long lock = memory.getLong(memory.atOffset(Superblock.AT_SLAB_LOCK));
        if (lock != 0) {
            faults.add("row " + OwnerWord.row(lock) + " has the lock");
        }
        int frontier = memory.getInt(memory.atOffset(Superblock.AT_FRONTIER));
        if (frontier != slabs.frontier()) {
            faults.add("the frontier is " + frontier + ", known is " + slabs.frontier());
        }
        int free = 0;
        for (int slab = 0; slab < frontier; slab++) {
            int state = slabs.state(slab);
            if (state == SlabTable.FREE) {
                free++;
            } else if (state == SlabTable.CARVING && isSwept) {
                faults.add("slab " + slab + " is being cut by row " + OwnerWord.row(slabs.carver(slab)));
            } else if (state == SlabTable.RUN_REST) {
                faults.add("slab " + slab + " is the rest of nothing");
            } else if (state == SlabTable.RUN_HEAD) {
                for (int rest = slab + slabs.runSlabs(slab) - 1; slab < rest; ) {
                    slab++;
                    if (slabs.state(slab) != SlabTable.RUN_REST) {
                        faults.add("slab " + slab + " is not in the run that has it");
                    }
                }
            }
        }
        int noted = memory.getInt(memory.atOffset(Superblock.AT_FREE_SLABS));
        if (noted != free || slabs.free() != free) {
            faults.add(free + " slabs are free, noted are " + noted + ", known " + slabs.free());
        }
        return faults;
    }
}
