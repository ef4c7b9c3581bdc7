package dev.cairn.program;

import dev.cairn.DoubleVector;
import dev.cairn.Store;
import dev.cairn.VectorChanges;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;

/** DoubleVectors. */
final class Doubles implements Subject<DoubleVector, Double> {
    @Override
    public Double element(int seed) {
        return seed % 7 == 0 ? Double.NaN : seed % 7 == 1 ? -0.0 : seed / 8.0;
    }

    private static double[] array(List<Double> elements) {
        return elements.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public DoubleVector empty(Store store) {
        return DoubleVector.empty(store);
    }

    @Override
    public DoubleVector from(Store store, List<Double> elements) {
        return DoubleVector.from(store, array(elements));
    }

    @Override
    public int size(DoubleVector vector) {
        return vector.size();
    }

    @Override
    public Double get(DoubleVector vector, int index) {
        return vector.get(index);
    }

    @Override
    public DoubleVector append(DoubleVector vector, Double element) {
        return vector.append(element);
    }

    @Override
    public DoubleVector appendAll(DoubleVector vector, List<Double> elements) {
        return vector.appendAll(array(elements));
    }

    @Override
    public DoubleVector update(DoubleVector vector, int index, Double element) {
        return vector.update(index, element);
    }

    @Override
    public DoubleVector removeLast(DoubleVector vector) {
        return vector.removeLast();
    }

    @Override
    public DoubleVector prepend(DoubleVector vector, Double element) {
        return vector.prepend(element);
    }

    @Override
    public DoubleVector insert(DoubleVector vector, int index, Double element) {
        return vector.insert(index, element);
    }

    @Override
    public Iterator<Double> iterator(DoubleVector vector) {
        return vector.iterator();
    }

    @Override
    public Spliterator<Double> spliterator(DoubleVector vector) {
        return vector.spliterator();
    }

    @Override
    public VectorChanges<Double> changes(DoubleVector before, DoubleVector after) {
        return before.changesTo(after);
    }

    @Override
    public DoubleVector patch(DoubleVector vector, VectorChanges<Double> changes) {
        return vector.patch(changes);
    }

    @Override
    public Session<DoubleVector, Double> builder(DoubleVector vector) {
        return new Building(vector.toBuilder());
    }

    @Override
    public String toString() {
        return "DoubleVector";
    }

    private record Building(DoubleVector.Builder builder) implements Session<DoubleVector, Double> {
        @Override
        public void append(Double element) {
            builder.append(element);
        }

        @Override
        public void appendAll(List<Double> elements) {
            builder.appendAll(array(elements));
        }

        @Override
        public void update(int index, Double element) {
            builder.update(index, element);
        }

        @Override
        public Double get(int index) {
            return builder.get(index);
        }

        @Override
        public int size() {
            return builder.size();
        }

        @Override
        public DoubleVector build() {
            return builder.build();
        }
    }
}
