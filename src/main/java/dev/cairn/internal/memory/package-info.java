/** Bytes: reservations of address space, and the accessors through which all of Cairn reads and writes them. */
package dev.cairn.internal.memory;
