package dev.cairn;

/** A program that fills its heap again and again while a store has work to do; then all must be as if nothing had happened. */
final class FullHeap {
    private static final int ROUNDS = 40;
    private static final int CYCLES = 3;
    private static final Object[] HOG = new Object[1 << 17];

    private FullHeap() {}

    private static void fill() {
        int count = 0;
        for (int size = 1 << 20; size >= 16; size >>= 2) {
            try {
                while (count < HOG.length) {
                    HOG[count] = new byte[size];
                    count++;
                }
            } catch (OutOfMemoryError e) {
                // smaller ones may fit
            }
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        Store store = Store.inMemory(StoreOptions.defaults().maxBytes(512L << 20));
        LongVector kept = LongVector.from(store, new long[100_000]);
        for (int round = 0; round < ROUNDS; round++) {
            fill();
            try {
                for (int i = 0; i < 1000; i++) {
                    kept.update(i, i).append(i);
                }
            } catch (OutOfMemoryError e) {
                // as a program that goes on
            }
            Thread.sleep(50);
        }
        java.util.Arrays.fill(HOG, null);
        LongVector last = kept;
        for (int i = 0; i < 200_000; i++) {
            last = last.update(i % 100_000, i);
        }
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            store.reclaim();
        }
        store.verify();
        if (last.get(99_999) != 199_999 || kept.sum() != 0 || store.core().reclaimerRestarts() != 0) {
            throw new AssertionError(store.stats());
        }
    }
}
