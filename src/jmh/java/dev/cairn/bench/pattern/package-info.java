/** Everyday patterns: a few operations in turn on one collection, ours beside those of Vavr, Clojure and java.util. */
@NullMarked
package dev.cairn.bench.pattern;

import org.jspecify.annotations.NullMarked;
