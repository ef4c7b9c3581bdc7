package dev.cairn.vavr;

import dev.cairn.Store;
import io.vavr.collection.HashSetTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** Vavr's own tests of hash sets, with our class. */
@Tag("vavr")
class HashSetSuiteTest extends HashSetTest {
    @AfterAll
    static void allReferencesAreCounted() {
        Store.standard().reclaim();
        Store.standard().verify();
    }
}
