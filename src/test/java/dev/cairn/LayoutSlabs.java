package dev.cairn;

import java.util.ArrayList;
import java.util.List;

/** Finds the block that a node lies in, with numbers from docs/layout.md only. */
final class LayoutSlabs {
    private static final String ENTRY = "An entry of the slab table";
    private static final String SLAB = "A slab of blocks";
    private static final String GROUP = "A group's header";

    private final LayoutReader reader;
    private final DocumentTables document;
    private final int slabBytes;
    private final long firstSlab;
    private final List<Integer> sizes = new ArrayList<>();

    LayoutSlabs(LayoutReader reader, DocumentTables document) {
        this.reader = reader;
        this.document = document;
        this.slabBytes = reader.u32(reader.superblock("slabBytes"));
        int slabsMax = reader.u32(reader.superblock("slabsMax"));
        long tableEnd = reader.superblock("slabs") + document.at(ENTRY, "end") * slabsMax;
        this.firstSlab = reader.u64(reader.superblock("firstSlab"));
        require(firstSlab == (tableEnd + slabBytes - 1) / slabBytes * slabBytes, "the first slab");
        int largest = (slabBytes - 32) / 2 / 16 * 16;
        for (int size = 16; size < largest; size = size < 320 ? size + 16 : (size + size / 4 + 15) / 16 * 16) {
            sizes.add(size);
        }
        sizes.add(largest);
    }

    /** How many bytes the block has that begins at {@code node}, and is taken. */
    long blockBytes(long node) {
        long slab = (node - firstSlab) / slabBytes;
        if (slab < 0 || slab >= reader.u32(reader.superblock("frontier"))) {
            throw new AssertionError("slab " + slab);
        }
        long entry = reader.superblock("slabs") + document.at(ENTRY, "end") * slab;
        int state = reader.u32(entry + document.at(ENTRY, "state"));
        long begin = firstSlab + slab * slabBytes;
        if (state == document.at(ENTRY, "RUN_HEAD")) {
            require(node == begin, "a run begins at its slab");
            return (long) slabBytes * reader.u32(entry + document.at(ENTRY, "runSlabs"));
        }
        int sizeClass = state - 1;
        require(sizeClass == reader.u32(begin + document.at(SLAB, "class")), "the class of the slab");
        int blocks = reader.u32(begin + document.at(SLAB, "blocks"));
        int perGroup = (int) document.at(GROUP, "GROUP");
        long groups = begin + document.at(SLAB, "groups");
        long firstBlock = groups + document.at(GROUP, "end") * ((blocks + perGroup - 1) / perGroup);
        int size = sizes.get(sizeClass);
        long index = (node - firstBlock) / size;
        require(node == firstBlock + index * size && index >= 0 && index < blocks, "a block of the slab");
        long group = groups + index / perGroup * document.at(GROUP, "end");
        long free = reader.u64(group + document.at(GROUP, "free"));
        require((free >>> (index % perGroup) & 1) == 0, "not free");
        return size;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not so: " + what);
        }
    }
}
