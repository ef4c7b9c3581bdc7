package dev.cairn.tool;

/** By how much the heap grows, after collections, from when this was made. */
final class HeapUse {
    private final long before = inUse();

    long grownBy() {
        return Math.max(0, inUse() - before);
    }

    private static long inUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
