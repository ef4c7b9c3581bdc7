package dev.cairn.internal.alloc;

/** Takes slabs of a store that nothing uses, so that what is made next lies behind them. Their memory is never touched. */
public final class TakenSlabs implements AutoCloseable {
    private final Slabs slabs;
    private final int first;

    /** Takes {@code count} slabs, until this is closed. */
    public TakenSlabs(Slabs slabs, int count) {
        this.slabs = slabs;
        this.first = slabs.takeRun(count);
        if (first < 0) {
            throw new OutOfBlocks((long) count * slabs.slabBytes());
        }
    }

    @Override
    public void close() {
        slabs.giveBack(first);
    }
}
