package dev.cairn.views;

import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestSetGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The sets that a suite asks for, of five elements. */
record SetSample<E>(SampleElements<E> samples, IntFunction<E[]> arrays, Function<List<E>, Set<E>> maker)
        implements TestSetGenerator<E> {
    @Override
    @SuppressWarnings("unchecked") // they are samples
    public Set<E> create(Object... elements) {
        return maker.apply((List<E>) Arrays.asList(elements));
    }

    @Override
    public E[] createArray(int length) {
        return arrays.apply(length);
    }

    @Override
    public Iterable<E> order(List<E> insertionOrder) {
        return insertionOrder;
    }
}
