/** Blobs: leaves of bytes, and balanced trees of pieces of leaves. */
package dev.cairn.internal.trie.blob;
