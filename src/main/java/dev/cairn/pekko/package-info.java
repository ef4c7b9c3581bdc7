/**
 * Cairn for Apache Pekko: a mailbox that keeps messages off the heap as letters, and a serializer that writes messages to other JVMs as
 * Nota. docs/pekko.md says how to set up both, and which message waits where.
 */
package dev.cairn.pekko;
