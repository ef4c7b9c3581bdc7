/**
 * Vavr's {@code Vector}, {@code HashMap} and {@code HashSet} over collections off the heap: who uses those of {@code
 * io.vavr.collection} changes the import. Null is what it is there, an element like others.
 */
@NullUnmarked // as Vavr's interfaces are
package dev.cairn.vavr;

import org.jspecify.annotations.NullUnmarked;
