/** Bytes: reserved address space, and the methods by which all of Cairn reads and writes it. */
package dev.cairn.internal.memory;
