/** Letters and mailboxes in the store: their nodes, and who owns them from making to reading. */
package dev.cairn.internal.letter;
