/**
 * How a node is laid out: the header of every node, the kinds, the shapes of slots, and where a node of each kind has its references.
 * This package knows bytes only. {@code dev.cairn.internal.life} knows who owns a node, and when it is freed.
 */
package dev.cairn.internal.node;
