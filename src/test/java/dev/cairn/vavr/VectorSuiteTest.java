package dev.cairn.vavr;

import dev.cairn.Store;
import io.vavr.collection.VectorTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** Vavr's own tests of vectors, with our class. */
@Tag("vavr")
@LeftOut(
        because = "looks into a list whose class only Vavr's package can name",
        tests = "shouldReturnSelfWhenIterableIsInstanceOfListView")
@LeftOut(because = "toVector() gives Vavr's own class, by its return type", tests = "shouldReturnSelfOnConvertToVector")
class VectorSuiteTest extends VectorTest {
    @AfterAll
    static void allReferencesAreCounted() {
        Store.standard().reclaim();
        Store.standard().verify();
    }
}
