/** Letters and where they wait: how they lie in the store, and who owns them from making to reading. */
package dev.cairn.internal.letter;
