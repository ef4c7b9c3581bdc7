package dev.cairn.views;

import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestListGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The lists that a suite asks for, of five elements. */
record ListSample<E>(SampleElements<E> samples, IntFunction<E[]> arrays, Function<List<E>, List<E>> maker)
        implements TestListGenerator<E> {
    @Override
    @SuppressWarnings("unchecked") // they are samples
    public List<E> create(Object... elements) {
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
