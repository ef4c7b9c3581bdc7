/**
 * The map: a compressed hash trie (CHAMP, by Steindorfer and Vinju). Its nodes hold entries at their own width, children, or both. Edits
 * are applied in batches. A plan goes over the nodes once and runs all code of a user's keys and values. Then a writer goes over the plan
 * once, and only allocates and copies.
 */
package dev.cairn.internal.trie.map;
