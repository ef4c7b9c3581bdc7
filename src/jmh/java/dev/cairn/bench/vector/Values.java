package dev.cairn.bench.vector;

/** Numbers to put into sequences, primitive and boxed: boxed beforehand, which favours the libraries that box. */
public final class Values {
    private final long[] raw;
    private final Long[] boxed;

    private Values(long[] raw, Long[] boxed) {
        this.raw = raw;
        this.boxed = boxed;
    }

    /** {@code count} different numbers, none from the cache of {@link Long#valueOf}, starting behind {@code from}. */
    public static Values counting(long from, int count) {
        long[] raw = new long[count];
        Long[] boxed = new Long[count];
        for (int i = 0; i < count; i++) {
            raw[i] = 1000 + from + i;
            boxed[i] = raw[i];
        }
        return new Values(raw, boxed);
    }

    public int count() {
        return raw.length;
    }

    public long[] raw() {
        return raw;
    }

    public Long[] boxed() {
        return boxed;
    }

    public long raw(int i) {
        return raw[i];
    }

    public Long boxed(int i) {
        return boxed[i];
    }
}
