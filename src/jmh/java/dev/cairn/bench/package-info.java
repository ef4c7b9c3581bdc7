/** Benchmarks: Cairn beside the persistent collections of other libraries. */
@NullMarked
package dev.cairn.bench;

import org.jspecify.annotations.NullMarked;
