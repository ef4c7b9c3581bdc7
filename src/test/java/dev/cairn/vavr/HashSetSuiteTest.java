package dev.cairn.vavr;

import io.vavr.collection.HashSetTest;

/** Vavr's tests of its hash sets, run on ours. */
class HashSetSuiteTest extends HashSetTest {}
