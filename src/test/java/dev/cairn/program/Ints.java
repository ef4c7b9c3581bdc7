package dev.cairn.program;

import dev.cairn.IntVector;
import dev.cairn.Store;
import dev.cairn.VectorChanges;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;

/** IntVectors. */
final class Ints implements Subject<IntVector, Integer> {
    @Override
    public Integer element(int seed) {
        return seed * 0x9E3779B9;
    }

    private static int[] array(List<Integer> elements) {
        return elements.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public IntVector empty(Store store) {
        return IntVector.empty(store);
    }

    @Override
    public IntVector from(Store store, List<Integer> elements) {
        return IntVector.from(store, array(elements));
    }

    @Override
    public int size(IntVector vector) {
        return vector.size();
    }

    @Override
    public Integer get(IntVector vector, int index) {
        return vector.get(index);
    }

    @Override
    public IntVector append(IntVector vector, Integer element) {
        return vector.append(element);
    }

    @Override
    public IntVector appendAll(IntVector vector, List<Integer> elements) {
        return vector.appendAll(array(elements));
    }

    @Override
    public IntVector update(IntVector vector, int index, Integer element) {
        return vector.update(index, element);
    }

    @Override
    public IntVector removeLast(IntVector vector) {
        return vector.removeLast();
    }

    @Override
    public IntVector prepend(IntVector vector, Integer element) {
        return vector.prepend(element);
    }

    @Override
    public IntVector insert(IntVector vector, int index, Integer element) {
        return vector.insert(index, element);
    }

    @Override
    public Iterator<Integer> iterator(IntVector vector) {
        return vector.iterator();
    }

    @Override
    public Spliterator<Integer> spliterator(IntVector vector) {
        return vector.spliterator();
    }

    @Override
    public VectorChanges<Integer> changes(IntVector before, IntVector after) {
        return before.changesTo(after);
    }

    @Override
    public IntVector patch(IntVector vector, VectorChanges<Integer> changes) {
        return vector.patch(changes);
    }

    @Override
    public Session<IntVector, Integer> builder(IntVector vector) {
        return new Building(vector.toBuilder());
    }

    @Override
    public String toString() {
        return "IntVector";
    }

    private record Building(IntVector.Builder builder) implements Session<IntVector, Integer> {
        @Override
        public void append(Integer element) {
            builder.append(element);
        }

        @Override
        public void appendAll(List<Integer> elements) {
            builder.appendAll(array(elements));
        }

        @Override
        public void update(int index, Integer element) {
            builder.update(index, element);
        }

        @Override
        public Integer get(int index) {
            return builder.get(index);
        }

        @Override
        public int size() {
            return builder.size();
        }

        @Override
        public IntVector build() {
            return builder.build();
        }
    }
}
