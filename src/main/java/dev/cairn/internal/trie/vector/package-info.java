/** The vector: a radix trie of inner nodes over leaves that hold elements at their own width, and a tail that versions share. */
package dev.cairn.internal.trie.vector;
