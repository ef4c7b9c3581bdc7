package dev.cairn.vavr;

import io.vavr.collection.HashMapTest;

/** Vavr's tests of its hash maps, run on ours. */
class HashMapSuiteTest extends HashMapTest {}
