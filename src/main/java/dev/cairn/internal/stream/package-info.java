/** The versions of a stream of Java's serialization: how a later version can be written by its differences from an earlier one. */
package dev.cairn.internal.stream;
