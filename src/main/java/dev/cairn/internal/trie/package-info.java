/** What the structures share: rows of places that versions fill one after another. The algorithms are in a folder each. */
package dev.cairn.internal.trie;
