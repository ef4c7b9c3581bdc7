package dev.cairn.pekko;

/**
 * What goes to dead letters for all letters that were dropped when an actor stopped: instead of the messages, which nobody decodes.
 *
 * @param letters how many
 * @param bytes of these, without the collections that they refer to
 */
public record UnreadLetters(int letters, long bytes) {}
