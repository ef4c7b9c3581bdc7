package dev.cairn.bench.vector;

import dev.cairn.LongVector;
import java.util.PrimitiveIterator;

/** Cairn's unboxed vector in the standard store. */
final class CairnLongVector implements LongSequence<LongVector> {
    @Override
    public LongVector empty() {
        return LongVector.empty();
    }

    @Override
    public LongVector bulk(Values values) {
        return LongVector.from(values.raw());
    }

    @Override
    public LongVector build(Values values) {
        LongVector.Builder builder = LongVector.builder();
        for (int i = 0; i < values.count(); i++) {
            builder.append(values.raw(i));
        }
        return builder.build();
    }

    @Override
    public int size(LongVector version) {
        return version.size();
    }

    @Override
    public long get(LongVector version, int index) {
        return version.get(index);
    }

    @Override
    public long iterate(LongVector version) {
        long sum = 0;
        PrimitiveIterator.OfLong elements = version.iterator();
        while (elements.hasNext()) {
            sum += elements.nextLong();
        }
        return sum;
    }

    @Override
    public long fold(LongVector version) {
        return version.sum();
    }

    @Override
    public LongVector append(LongVector version, Values values, int i) {
        return version.append(values.raw(i));
    }

    @Override
    public LongVector update(LongVector version, int index, Values values, int i) {
        return version.update(index, values.raw(i));
    }

    @Override
    public LongVector removeLast(LongVector version) {
        return version.removeLast();
    }

    @Override
    public LongVector concat(LongVector version, LongVector other) {
        return version.concat(other);
    }

    @Override
    public LongVector slice(LongVector version, int from, int to) {
        return version.slice(from, to);
    }

    @Override
    public LongVector prepend(LongVector version, Values values, int i) {
        return version.prepend(values.raw(i));
    }

    @Override
    public LongVector insert(LongVector version, int index, Values values, int i) {
        return version.insert(index, values.raw(i));
    }

    @Override
    public LongVector removeAt(LongVector version, int index) {
        return version.removeAt(index);
    }
}
