package dev.cairn;

import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.AfterEach;

/**
 * A test that touches stores. Tests keep versions in local variables, not in fields, so that they are dead at the end.
 */
public abstract class StoreTest {
    protected final Stores stores = new Stores();

    @AfterEach
    @AfterProperty
    void nothingIsLeft() {
        stores.end();
    }
}
