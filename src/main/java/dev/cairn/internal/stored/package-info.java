/** Versions as nodes, and builders as places in nodes, for code that reads and writes the memory itself: C, or a program in WebAssembly. */
package dev.cairn.internal.stored;
