/** A mixed program: a JSON document is read into nested maps and vectors, walked, edited, compared and written. */
@NullMarked
package dev.cairn.bench.mixed;

import org.jspecify.annotations.NullMarked;
