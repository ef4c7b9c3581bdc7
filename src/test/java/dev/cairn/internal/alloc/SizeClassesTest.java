package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeClassesTest {
    @ParameterizedTest
    @ValueSource(ints = {4096, 8192, 16384, 32768, 65536})
    void everySizeHasTheSmallestClassThatHoldsIt(int slabBytes) {
        SizeClasses classes = new SizeClasses(slabBytes);
        for (int bytes = 1; bytes <= classes.largest(); bytes++) {
            int c = classes.classOf(bytes);
            assertTrue(classes.blockBytes(c) >= bytes);
            assertTrue(c == 0 || classes.blockBytes(c - 1) < bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 8192, 16384, 32768, 65536})
    void sizesGrowByAGranuleAndThenByAQuarter(int slabBytes) {
        SizeClasses classes = new SizeClasses(slabBytes);
        for (int c = 0; c < classes.count(); c++) {
            int bytes = classes.blockBytes(c);
            assertEquals(0, bytes % 16);
            int before = c == 0 ? 0 : classes.blockBytes(c - 1);
            assertTrue(bytes > before && bytes - before <= Math.max(16, before / 4 + 15));
            assertTrue(SlabTable.blocksPerSlab(slabBytes, bytes) >= 2);
        }
        assertEquals(classes.blockBytes(classes.count() - 1), classes.largest());
        assertTrue(Superblock.AT_CLASS_HEADS + 8 * classes.count() <= Superblock.AT_SHAPES);
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 8192, 16384, 32768, 65536})
    void headersAndBlocksFitASlab(int slabBytes) {
        SizeClasses classes = new SizeClasses(slabBytes);
        for (int c = 0; c < classes.count(); c++) {
            int blocks = SlabTable.blocksPerSlab(slabBytes, classes.blockBytes(c));
            int header = SlabTable.headerBytes(blocks);
            assertTrue(header + blocks * classes.blockBytes(c) <= slabBytes);
            assertTrue(
                    SlabTable.headerBytes(blocks + 1) + (blocks + 1) * classes.blockBytes(c) > slabBytes,
                    "one more would fit");
            assertEquals(0, header % 16);
        }
    }
}
