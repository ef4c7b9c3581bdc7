/** Tables in files that several processes use at the same time: ours, and those of embedded databases. */
@NullMarked
package dev.cairn.bench.process;

import org.jspecify.annotations.NullMarked;
