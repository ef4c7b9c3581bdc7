/**
 * The vector: a radix trie of inner nodes over leaves that hold elements at their own width, a tail that versions share, and pending edits
 * on the heap.
 */
package dev.cairn.internal.trie.vector;
