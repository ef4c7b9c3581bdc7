/**
 * Cairn for Apache Pekko: a mailbox that keeps messages off the heap as letters, a serializer that writes messages to other JVMs as Nota,
 * and messages between JVMs of one machine through a store. docs/pekko.md says how to set them up, and which message waits where.
 */
package dev.cairn.pekko;
