/**
 * Blocks: a store's region cut into slabs of equal blocks and runs for large objects. All that is needed to interpret
 * the bytes is in the region; Java objects here hold only caches.
 */
package dev.cairn.internal.alloc;
