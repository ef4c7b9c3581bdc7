/** Vectors: an adapter a library, the timed operations, and the report. */
@NullMarked
package dev.cairn.bench.vector;

import org.jspecify.annotations.NullMarked;
