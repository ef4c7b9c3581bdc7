/**
 * Passes values from one owner to another. A letter refers to collections instead of copying them, and waits in a mailbox. The format Wota
 * is words in memory, the format Nota is bytes for a network.
 *
 * <p>Both formats have one mapping of Java types. {@link dev.cairn.message.MessageOptions} has the records and enums that messages may
 * have, the store for collections that are read, and the limits.
 */
package dev.cairn.message;
