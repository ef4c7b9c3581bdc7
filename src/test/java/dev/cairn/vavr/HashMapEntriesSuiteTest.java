package dev.cairn.vavr;

import io.vavr.collection.HashMapOfEntriesTest;
import org.junit.jupiter.api.Tag;

/** Vavr's tests of its hash maps' factories, run on ours. */
@Tag("vavr")
class HashMapEntriesSuiteTest extends HashMapOfEntriesTest {}
