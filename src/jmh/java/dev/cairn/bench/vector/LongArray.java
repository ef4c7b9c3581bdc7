package dev.cairn.bench.vector;

/** {@code long[]}, the limit of an unboxed sequence. */
final class LongArray extends Limit<long[]> {
    @Override
    public long[] empty() {
        return new long[0];
    }

    @Override
    public long[] bulk(Values values) {
        return values.raw().clone();
    }

    @Override
    public long[] build(Values values) {
        long[] array = new long[values.count()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.raw(i);
        }
        return array;
    }

    @Override
    public int size(long[] version) {
        return version.length;
    }

    @Override
    public long get(long[] version, int index) {
        return version[index];
    }

    @Override
    public long iterate(long[] version) {
        long sum = 0;
        for (long x : version) {
            sum += x;
        }
        return sum;
    }
}
