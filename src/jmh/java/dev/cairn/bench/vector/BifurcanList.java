package dev.cairn.bench.vector;

import io.lacuna.bifurcan.List;
import java.util.Arrays;

/** Bifurcan's list, a relaxed radix-balanced tree. */
final class BifurcanList implements LongSequence<List<Long>> {
    @Override
    public List<Long> empty() {
        return List.empty();
    }

    @Override
    public List<Long> bulk(Values values) {
        return List.from(Arrays.asList(values.boxed()));
    }

    @Override
    public List<Long> build(Values values) {
        List<Long> open = List.<Long>empty().linear();
        for (int i = 0; i < values.count(); i++) {
            open = open.addLast(values.boxed(i));
        }
        return open.forked();
    }

    @Override
    public int size(List<Long> version) {
        return (int) version.size();
    }

    @Override
    public long get(List<Long> version, int index) {
        return version.nth(index);
    }

    @Override
    public long iterate(List<Long> version) {
        return Sums.of(version.iterator());
    }

    @Override
    public List<Long> append(List<Long> version, Values values, int i) {
        return version.addLast(values.boxed(i));
    }

    @Override
    public List<Long> update(List<Long> version, int index, Values values, int i) {
        return version.set(index, values.boxed(i));
    }

    @Override
    public List<Long> removeLast(List<Long> version) {
        return version.removeLast();
    }

    @Override
    public List<Long> concat(List<Long> version, List<Long> other) {
        return (List<Long>) version.concat(other);
    }

    @Override
    public List<Long> slice(List<Long> version, int from, int to) {
        return version.slice(from, to);
    }

    @Override
    public List<Long> prepend(List<Long> version, Values values, int i) {
        return version.addFirst(values.boxed(i));
    }
}
