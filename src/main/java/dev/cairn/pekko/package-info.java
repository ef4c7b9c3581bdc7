/**
 * Cairn under Apache Pekko: mailboxes whose messages lie off the heap as letters, and a serializer that writes what leaves the
 * JVM as Nota. How to set both up, and what goes where, is in docs/pekko.md.
 */
package dev.cairn.pekko;
