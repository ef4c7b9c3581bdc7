/**
 * Images of stores: files, written in sequence, that have all nodes of the named versions at one moment. An image survives what the memory
 * of a store does not: a process, a system, and damage, which its checksums show.
 */
package dev.cairn.internal.image;
