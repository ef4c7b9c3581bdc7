/**
 * Vavr's {@code Vector}, {@code HashMap} and {@code HashSet} over collections off the heap. To use them, change the import of
 * {@code io.vavr.collection}. As in Vavr, null is an element like others.
 */
@NullUnmarked // as Vavr's interfaces are
package dev.cairn.vavr;

import org.jspecify.annotations.NullUnmarked;
