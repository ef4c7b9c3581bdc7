/**
 * The map: a compressed hash trie (CHAMP, by Steindorfer and Vinju) whose nodes hold entries at their own width, children,
 * or both. An edit is a batch of puts and removals: planned in one pass over the nodes it touches, in which all code of a
 * user's keys and values runs, then written in one pass that does nothing but allocate and copy.
 */
package dev.cairn.internal.trie.map;
