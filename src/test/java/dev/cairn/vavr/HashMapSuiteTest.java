package dev.cairn.vavr;

import dev.cairn.Store;
import io.vavr.collection.HashMapTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** Vavr's own tests of hash maps, with our class. */
@Tag("vavr")
@LeftOut(
        because = "of two equal keys with equal values, ours keeps the first, Vavr's the last",
        tests = "shouldPutExistingKeyAndEqualValue")
class HashMapSuiteTest extends HashMapTest {
    @AfterAll
    static void allReferencesAreCounted() {
        Store.standard().reclaim();
        Store.standard().verify();
    }
}
