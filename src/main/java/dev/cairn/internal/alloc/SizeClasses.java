package dev.cairn.internal.alloc;

import java.util.Arrays;

/** The block sizes of a store, and how many blocks a slab has: steps of 16 bytes up to 320; from there each is a quarter larger, up to half a slab. */
public final class SizeClasses {
    private static final int STEP = 16;
    private static final int FINE_LIMIT = 320;

    private final int[] blockBytes;
    private final byte[] classOfGranules;
    private final int[] blocksPerSlab;
    private final int[] headerBytes;

    /** The size classes for slabs of {@code slabBytes}: at least two blocks fit into a slab. */
    SizeClasses(int slabBytes) {
        int largest = (slabBytes - SlabTable.headerBytes(2)) / 2 / STEP * STEP;
        int[] sizes = new int[96];
        int count = 0;
        for (int size = STEP; size <= largest; size = next(size, largest)) {
            sizes[count++] = size;
            if (size == largest) {
                break;
            }
        }
        this.blockBytes = Arrays.copyOf(sizes, count);
        this.classOfGranules = new byte[largest / STEP + 1];
        for (int granules = 1, c = 0; granules < classOfGranules.length; granules++) {
            while (blockBytes[c] < granules * STEP) {
                c++;
            }
            classOfGranules[granules] = (byte) c;
        }
        this.blocksPerSlab = new int[count];
        this.headerBytes = new int[count];
        for (int c = 0; c < count; c++) {
            blocksPerSlab[c] = SlabTable.blocksPerSlab(slabBytes, blockBytes[c]);
            headerBytes[c] = SlabTable.headerBytes(blocksPerSlab[c]);
        }
    }

    private static int next(int size, int largest) {
        int grown = size < FINE_LIMIT ? size + STEP : (size + size / 4 + STEP - 1) / STEP * STEP;
        return Math.min(grown, Math.max(largest, size + 1));
    }

    /** The number of classes. */
    public int count() {
        return blockBytes.length;
    }

    /** The bytes of a block of class {@code sizeClass}. */
    public int blockBytes(int sizeClass) {
        return blockBytes[sizeClass];
    }

    /** The largest size of an object in a block of a slab; a larger object is a run of slabs. */
    int largest() {
        return blockBytes[blockBytes.length - 1];
    }

    /** The class of the smallest block that holds {@code bytes}. */
    int classOf(int bytes) {
        return classOfGranules[(bytes + STEP - 1) / STEP];
    }

    /** The number of blocks in a slab of class {@code c}. */
    int blocksPerSlab(int c) {
        return blocksPerSlab[c];
    }

    /** The bytes before the first block of a slab. */
    int headerBytes(int c) {
        return headerBytes[c];
    }

    /** The number of groups in a slab. */
    int groups(int c) {
        return (blocksPerSlab[c] + SlabTable.BLOCKS_PER_GROUP - 1) / SlabTable.BLOCKS_PER_GROUP;
    }

    /** The number of blocks in the group {@code g} of a slab. */
    int blocksIn(int c, int g) {
        return Math.min(SlabTable.BLOCKS_PER_GROUP, blocksPerSlab[c] - g * SlabTable.BLOCKS_PER_GROUP);
    }

    /** The address of the first block of the group {@code g} in the slab at {@code slab}. */
    long firstBlock(int c, long slab, int g) {
        return slab + headerBytes[c] + (long) g * SlabTable.BLOCKS_PER_GROUP * blockBytes[c];
    }
}
