package dev.cairn.soak;

/** Numbers that checksums are the sums of. */
final class Marks {
    private Marks() {}

    static long of(long number) {
        long mixed = (number + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return (mixed ^ mixed >>> 29) * 0x94D049BB133111EBL;
    }
}
