package dev.cairn.program;

import dev.cairn.LongVector;
import dev.cairn.Store;
import dev.cairn.VectorChanges;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;

/** LongVectors. */
final class Longs implements Subject<LongVector, Long> {
    @Override
    public Long element(int seed) {
        return seed * 0x9E3779B97F4A7C15L;
    }

    private static long[] array(List<Long> elements) {
        return elements.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public LongVector empty(Store store) {
        return LongVector.empty(store);
    }

    @Override
    public LongVector from(Store store, List<Long> elements) {
        return LongVector.from(store, array(elements));
    }

    @Override
    public int size(LongVector vector) {
        return vector.size();
    }

    @Override
    public Long get(LongVector vector, int index) {
        return vector.get(index);
    }

    @Override
    public LongVector append(LongVector vector, Long element) {
        return vector.append(element);
    }

    @Override
    public LongVector appendAll(LongVector vector, List<Long> elements) {
        return vector.appendAll(array(elements));
    }

    @Override
    public LongVector update(LongVector vector, int index, Long element) {
        return vector.update(index, element);
    }

    @Override
    public LongVector removeLast(LongVector vector) {
        return vector.removeLast();
    }

    @Override
    public LongVector prepend(LongVector vector, Long element) {
        return vector.prepend(element);
    }

    @Override
    public LongVector insert(LongVector vector, int index, Long element) {
        return vector.insert(index, element);
    }

    @Override
    public Iterator<Long> iterator(LongVector vector) {
        return vector.iterator();
    }

    @Override
    public Spliterator<Long> spliterator(LongVector vector) {
        return vector.spliterator();
    }

    @Override
    public VectorChanges<Long> changes(LongVector before, LongVector after) {
        return before.changesTo(after);
    }

    @Override
    public LongVector patch(LongVector vector, VectorChanges<Long> changes) {
        return vector.patch(changes);
    }

    @Override
    public Session<LongVector, Long> builder(LongVector vector) {
        return new Building(vector.toBuilder());
    }

    @Override
    public String toString() {
        return "LongVector";
    }

    private record Building(LongVector.Builder builder) implements Session<LongVector, Long> {
        @Override
        public void append(Long element) {
            builder.append(element);
        }

        @Override
        public void appendAll(List<Long> elements) {
            builder.appendAll(array(elements));
        }

        @Override
        public void update(int index, Long element) {
            builder.update(index, element);
        }

        @Override
        public Long get(int index) {
            return builder.get(index);
        }

        @Override
        public int size() {
            return builder.size();
        }

        @Override
        public LongVector build() {
            return builder.build();
        }
    }
}
