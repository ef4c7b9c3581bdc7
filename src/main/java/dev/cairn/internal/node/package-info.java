/**
 * How a node is laid out: the header that all nodes begin with, the kinds, the shapes of slots, and where a node of each kind has its
 * references. Knows bytes only, no counts and no owners; what is done with nodes is in {@code dev.cairn.internal.life}.
 */
package dev.cairn.internal.node;
