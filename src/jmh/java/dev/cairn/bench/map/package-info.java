/** Maps: an adapter a library, the timed operations, swaps of an atom that holds one, and pauses under a large one. */
@NullMarked
package dev.cairn.bench.map;

import org.jspecify.annotations.NullMarked;
