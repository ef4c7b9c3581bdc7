package dev.cairn.bench.vector;

import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cairn's vector of objects in the standard store. */
record CairnVector(Codec<Long> codec) implements LongSequence<PVector<Long>> {
    @Override
    public PVector<Long> empty() {
        return PVector.empty(codec);
    }

    @Override
    public PVector<Long> bulk(Values values) {
        return PVector.from(Store.standard(), codec, Arrays.asList(values.boxed()));
    }

    @Override
    public PVector<Long> build(Values values) {
        PVector.Builder<Long> builder = PVector.builder(codec);
        for (int i = 0; i < values.count(); i++) {
            builder.append(values.boxed(i));
        }
        return builder.build();
    }

    @Override
    public int size(PVector<Long> version) {
        return version.size();
    }

    @Override
    public long get(PVector<Long> version, int index) {
        return version.get(index);
    }

    @Override
    public long iterate(PVector<Long> version) {
        return Sums.of(version.iterator());
    }

    @Override
    public long fold(PVector<Long> version) {
        Adder adder = new Adder();
        version.forEach(adder);
        return adder.sum;
    }

    @Override
    public PVector<Long> append(PVector<Long> version, Values values, int i) {
        return version.append(values.boxed(i));
    }

    @Override
    public PVector<Long> update(PVector<Long> version, int index, Values values, int i) {
        return version.update(index, values.boxed(i));
    }

    @Override
    public PVector<Long> removeLast(PVector<Long> version) {
        return version.removeLast();
    }

    @Override
    public PVector<Long> concat(PVector<Long> version, PVector<Long> other) {
        return version.concat(other);
    }

    @Override
    public PVector<Long> slice(PVector<Long> version, int from, int to) {
        return version.slice(from, to);
    }

    @Override
    public PVector<Long> prepend(PVector<Long> version, Values values, int i) {
        return version.prepend(values.boxed(i));
    }

    @Override
    public PVector<Long> insert(PVector<Long> version, int index, Values values, int i) {
        return version.insert(index, values.boxed(i));
    }

    @Override
    public PVector<Long> removeAt(PVector<Long> version, int index) {
        return version.removeAt(index);
    }

    private static final class Adder implements Consumer<Long> {
        private long sum;

        @Override
        public void accept(Long element) {
            sum += element;
        }
    }
}
