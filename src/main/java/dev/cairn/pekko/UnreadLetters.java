package dev.cairn.pekko;

/**
 * Goes to dead letters when an actor stops, once for all letters that were dropped, since the messages in them are not decoded.
 *
 * @param letters the number of letters
 * @param bytes the bytes of these letters, without the collections that they refer to
 */
public record UnreadLetters(int letters, long bytes) {}
