/**
 * How a node is laid out: the header that all nodes begin with, the kinds, the shapes of slots, and where a node of each kind has its
 * references. This package knows bytes only. Who owns a node, and when it is freed, is in {@code dev.cairn.internal.life}.
 */
package dev.cairn.internal.node;
