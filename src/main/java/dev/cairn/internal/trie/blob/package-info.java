/** Blobs: leaves of bytes, and trees of parts of leaves. */
package dev.cairn.internal.trie.blob;
