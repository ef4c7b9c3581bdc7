package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.cairn.codec.Codec;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("beside")
class SeedTest extends StoreTest {
    @Test
    void eachStoreDrawsASeedOfItsOwn() {
        assertNotEquals(stores.open().core().seed(), stores.open().core().seed());
    }

    @Test
    void storesWithOneSeedHaveOneOrder() {
        StoreOptions options = Setting.TINY_INHERITED.options().seed(7);
        assertEquals(OptionalLong.of(7), options.seed());
        PSet<Integer> some = PSet.of(stores.open(options), Codec.INT, 3, 1, 4, 15, 9, 2, 6);
        PSet<Integer> same = PSet.of(stores.open(options.checking(Checking.OFF)), Codec.INT, 6, 2, 9, 15, 4, 1, 3);
        assertEquals(some.toString(), same.toString());
        assertEquals(OptionalLong.empty(), StoreOptions.defaults().seed());
    }
}
