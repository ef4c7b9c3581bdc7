/**
 * Blocks: a store's region is cut into slabs of equal blocks, and into runs of slabs for large objects. All that is needed to interpret
 * the bytes is in the region; the Java objects here are caches only.
 */
package dev.cairn.internal.alloc;
