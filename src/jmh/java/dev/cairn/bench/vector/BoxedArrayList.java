package dev.cairn.bench.vector;

import java.util.ArrayList;
import java.util.Arrays;

/** {@link ArrayList} of boxed longs, the limit of a boxed sequence. */
final class BoxedArrayList extends Limit<ArrayList<Long>> {
    @Override
    public ArrayList<Long> empty() {
        return new ArrayList<>();
    }

    @Override
    public ArrayList<Long> bulk(Values values) {
        return new ArrayList<>(Arrays.asList(values.boxed()));
    }

    @Override
    public ArrayList<Long> build(Values values) {
        ArrayList<Long> list = new ArrayList<>();
        for (int i = 0; i < values.count(); i++) {
            list.add(values.boxed(i));
        }
        return list;
    }

    @Override
    public int size(ArrayList<Long> version) {
        return version.size();
    }

    @Override
    public long get(ArrayList<Long> version, int index) {
        return version.get(index);
    }

    @Override
    public long iterate(ArrayList<Long> version) {
        return Sums.of(version.iterator());
    }
}
