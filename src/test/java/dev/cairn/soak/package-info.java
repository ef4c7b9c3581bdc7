/** Many threads on one store, for a moment or for long, under constant verification. */
package dev.cairn.soak;
