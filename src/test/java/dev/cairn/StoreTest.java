package dev.cairn;

import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;

/**
 * A test that touches stores. Tests keep versions in local variables, not in fields, so that they are dead at the end.
 */
public abstract class StoreTest {
    /**
     * The place of classes that ask for many full collections: first, while little is alive in the test's JVM, so that a collection
     * takes a fifth of the time.
     */
    public static final int COLLECTS = 1;

    protected final Stores stores = new Stores();

    @AfterEach
    @AfterProperty
    void nothingIsLeft() {
        stores.end();
    }
}
