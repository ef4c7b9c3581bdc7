/** Common parts of the collections: builders of one thread, and rows whose places versions claim one after another. Each collection has a package below. */
package dev.cairn.internal.trie;
