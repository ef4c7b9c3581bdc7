/** Kernels: what they read, what they may write, and how they end. */
package dev.cairn.wasm;
