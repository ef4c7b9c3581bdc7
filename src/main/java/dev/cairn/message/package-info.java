/**
 * Values that pass from one owner to another: letters, which refer to collections instead of copying them, and the mailboxes in
 * which letters wait; and values as words in memory, in the format Wota, or as bytes for a network, in the format Nota.
 *
 * <p>One mapping says what each Java type is in both; {@link dev.cairn.message.MessageOptions} says which records and
 * enums there are, where collections are put, and what is too much.
 */
package dev.cairn.message;
