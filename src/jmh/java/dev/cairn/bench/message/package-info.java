/** Stones that are sent, beside values that are copied, and the throughput of mailboxes beside that of queues. */
@NullMarked
package dev.cairn.bench.message;

import org.jspecify.annotations.NullMarked;
