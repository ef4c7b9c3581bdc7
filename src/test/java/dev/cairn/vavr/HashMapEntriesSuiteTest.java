package dev.cairn.vavr;

import io.vavr.collection.HashMapOfEntriesTest;
import org.junit.jupiter.api.Tag;

/** Vavr's own tests of hash maps' factories, with our class. */
@Tag("vavr")
class HashMapEntriesSuiteTest extends HashMapOfEntriesTest {}
