package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Looks which groups with free blocks are on no stack, so that nobody can take their blocks. */
public final class Offers {
    private Offers() {}

    /** The groups of which at least a quarter is free, and that are not offered. Nobody changes the store meanwhile. */
    public static int missing(Memory memory, Allocator allocator) {
        Groups groups = new Groups(memory);
        Set<Long> offered = offered(memory, allocator);
        int missing = 0;
        for (int slab = 0; slab < allocator.slabs().frontier(); slab++) {
            int c = allocator.slabs().sizeClass(slab);
            for (int g = 0; c >= 0 && g < allocator.classes().groups(c); g++) {
                long group = SlabTable.group(allocator.slabs().at(slab), g);
                int free = Long.bitCount(groups.bits(group));
                boolean isMuch = 4 * free >= allocator.classes().blocksIn(c, g);
                missing += isMuch && !offered.contains(group) ? 1 : 0;
            }
        }
        return missing;
    }

    /** Takes a group off each stack, as a mutator does that is killed before it says so. Returns how many. */
    public static int takeOne(Memory memory, Allocator allocator) {
        Groups groups = new Groups(memory);
        return (int) IntStream.range(0, allocator.classes().count())
                .filter(c -> groups.pop(c) != 0)
                .count();
    }

    private static Set<Long> offered(Memory memory, Allocator allocator) {
        Set<Long> offered = new HashSet<>();
        for (int c = 0; c < allocator.classes().count(); c++) {
            int next = (int) memory.getLong(memory.atOffset(Superblock.AT_CLASS_HEADS + 8L * c));
            for (; next != 0; next = memory.getInt(memory.at(next) + Groups.AT_NEXT)) {
                offered.add(memory.at(next));
            }
        }
        return offered;
    }
}
