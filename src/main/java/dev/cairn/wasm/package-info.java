/**
 * Runs programs in WebAssembly on collections where they lie. A {@link dev.cairn.wasm.Kernel} is a module whose linear memory is the store: its
 * functions get versions as arguments, read their nodes in place, and fill builders. Needs the optional dependency Chicory, and no native
 * access. docs/wasm.md says how to write a kernel in C, Rust or the text format, and what a kernel may see.
 */
package dev.cairn.wasm;
