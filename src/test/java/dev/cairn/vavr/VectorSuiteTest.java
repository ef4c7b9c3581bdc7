package dev.cairn.vavr;

import io.vavr.collection.VectorTest;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Vavr's tests of its vectors, run on ours. */
class VectorSuiteTest extends VectorTest {
    @Override
    @Test
    @Disabled("looks into a list of a class that only Vavr's package can name")
    public void shouldReturnSelfWhenIterableIsInstanceOfListView() {}

    @Override
    @Test
    @Disabled("toVector() gives Vavr's own class, by its return type")
    public void shouldReturnSelfOnConvertToVector() {}
}
