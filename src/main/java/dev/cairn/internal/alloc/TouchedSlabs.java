package dev.cairn.internal.alloc;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/** The slabs in which the reclaimer freed blocks in this cycle, each once. Reclaimer only. */
final class TouchedSlabs {
    private final BitSet seen = new BitSet();
    private int[] slabs = new int[64];
    private int count;
    private int last = -1;

    void add(int slab) {
        if (slab == last || seen.get(slab)) {
            return;
        }
        last = slab;
        seen.set(slab);
        if (count == slabs.length) {
            slabs = Arrays.copyOf(slabs, count * 2);
        }
        slabs[count++] = slab;
    }

    void forget() {
        seen.clear();
        count = 0;
        last = -1;
    }

    void drain(IntConsumer action) {
        for (int i = 0; i < count; i++) {
            seen.clear(slabs[i]);
            action.accept(slabs[i]);
        }
        count = 0;
        last = -1;
    }
}
