/** Code in C and in WebAssembly on the nodes of versions, beside the same work in Java. */
@NullMarked
package dev.cairn.bench.nativecode;

import org.jspecify.annotations.NullMarked;
