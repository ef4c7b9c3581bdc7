/**
 * Small collections: the operations of maps, sets and vectors of a few elements, and what a million of them take that are alive
 * together.
 */
@NullMarked
package dev.cairn.bench.small;

import org.jspecify.annotations.NullMarked;
