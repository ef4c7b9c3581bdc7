package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SeedTest extends StoreTest {
    @Test
    void eachStoreDrawsASeedOfItsOwn() {
        assertNotEquals(stores.open().core().seed(), stores.open().core().seed());
    }
}
