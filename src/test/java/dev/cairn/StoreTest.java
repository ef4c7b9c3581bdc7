package dev.cairn;

import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;

/**
 * A test that touches stores. Tests keep versions in local variables, not in fields, so that they are dead at the end.
 */
public abstract class StoreTest {
    /**
     * The place of classes that ask for many full collections: first, while little is alive in the test's JVM, so that a collection
     * takes a fifth of the time.
     */
    public static final int COLLECTS = 1;

    /** Of the class whose tests run. */
    private static final Leftovers LEFTOVERS = new Leftovers();

    protected final Stores stores = new Stores();

    @AfterEach
    void isSound(TestInfo test) {
        stores.end(
                test.getTestMethod().orElseThrow().getName() + " of "
                        + getClass().getSimpleName() + ", " + test.getDisplayName(),
                LEFTOVERS);
    }

    @AfterAll
    static void nothingIsLeft() {
        LEFTOVERS.settle();
    }

    @AfterProperty
    void nothingIsLeftOfAProperty() {
        stores.end("a property of " + getClass().getSimpleName(), LEFTOVERS);
        LEFTOVERS.settle();
    }
}
