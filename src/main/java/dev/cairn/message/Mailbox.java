package dev.cairn.message;

import dev.cairn.ForeignStoreException;
import dev.cairn.Store;
import dev.cairn.internal.letter.Draft;
import dev.cairn.internal.letter.Envelope;
import dev.cairn.internal.letter.LetterQueue;
import dev.cairn.internal.letter.LetterQueue.Outcome;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Waiters;
import dev.cairn.internal.memory.Backoff;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A queue of letters. Receivers get them in the order in which they were sent; letters of one sender stay in order. Any thread may send.
 * Any thread may receive, too, but only one at a time: a second receiver waits for a moment, and either may get the next letter.
 *
 * <p>The queued letters belong to the mailbox. {@link #close()} drops them without decoding them. The collector does the same when it finds
 * the mailbox unreachable. A letter is sent as a whole or not at all.
 *
 * <p>When the store is closed, all methods that send or receive throw {@link dev.cairn.StoreClosedException}, also in threads that are
 * waiting here at that moment.
 *
 * <p>A queued letter keeps the Java objects that are elements of its collections ({@code Codec.object()}). If such an object refers to the
 * mailbox, the collector can never free either: take the letter, or close the mailbox.
 */
public final class Mailbox implements AutoCloseable {
    /*
     * Waiting follows the protocol in Waiters. Receivers wait for the volatile write that claims a place for a letter; a receiver that
     * sees a claimed place that is not filled yet sleeps for a moment only. Senders wait for the volatile write that gives up the right to
     * receive.
     */
    private static final int SPINS = 64;

    private final MessageOptions options;
    private final LetterReferences references;
    private final LetterQueue queue;
    private final Waiters receivers;
    private final Waiters senders;

    private Mailbox(MessageOptions options, int capacity) {
        this.options = options;
        Core core = options.core();
        this.references = new LetterReferences(core);
        this.queue = LetterQueue.make(core, capacity);
        this.receivers = core.newWaiters();
        this.senders = core.newWaiters();
    }

    /** As {@link #unbounded(MessageOptions)}, with the default options but for the store. */
    public static Mailbox unbounded(Store store) {
        return unbounded(MessageOptions.defaults().store(store));
    }

    /**
     * A mailbox without a bound but the room of its store. It takes 640 bytes, and 2,000 for each 64 queued letters. A letter of one or two
     * words, such as a number, takes no more. A letter that is one collection may take 48 bytes more for a header, which several letters of
     * the collection share. A mailbox that was used keeps 2,000 bytes. Received letters are opened with {@code options}.
     */
    public static Mailbox unbounded(MessageOptions options) {
        return new Mailbox(options, LetterQueue.capacityMax());
    }

    /** As {@link #bounded(MessageOptions, int)}, with the default options but for the store. */
    public static Mailbox bounded(Store store, int capacity) {
        return bounded(MessageOptions.defaults().store(store), capacity);
    }

    /**
     * A mailbox for at most {@code capacity} queued letters; system letters do not count. Received letters are opened with {@code options}.
     *
     * @throws IllegalArgumentException unless 0 &lt; capacity &lt; 2^30
     */
    public static Mailbox bounded(MessageOptions options, int capacity) {
        if (capacity < 1 || capacity > LetterQueue.capacityMax()) {
            throw new IllegalArgumentException(
                    "a mailbox for " + capacity + " letters; 1 to " + LetterQueue.capacityMax());
        }
        return new Mailbox(options, capacity);
    }

    /** The store in which this mailbox lies. */
    public Store store() {
        return options.store();
    }

    /**
     * Sends {@code letter} if the mailbox is open and has room. Otherwise the letter stays the caller's. O(1).
     *
     * @return whether the letter was sent
     * @throws ForeignStoreException if the letter lies in another store
     * @throws IllegalStateException if the letter was used up before
     */
    public boolean trySend(Letter letter) {
        return offer(letter, false) == Outcome.SENT;
    }

    /** As {@link #trySend}, for a system letter: it is received before all other letters, and needs no room. */
    public boolean trySendSystem(Letter letter) {
        return offer(letter, true) == Outcome.SENT;
    }

    /**
     * Sends {@code letter}. Waits while the mailbox is full. If the mailbox is closed, before or meanwhile, the letter is dropped.
     *
     * @return whether the letter was sent
     * @throws InterruptedException if the thread is interrupted while it waits; the letter stays the caller's
     * @throws ForeignStoreException if the letter lies in another store
     * @throws IllegalStateException if the letter was used up before
     */
    public boolean send(Letter letter) throws InterruptedException {
        Outcome outcome = offer(letter, false);
        if (outcome == Outcome.FULL) {
            outcome = offerUntilRoom(letter);
        }
        if (outcome != Outcome.SENT) {
            letter.close();
        }
        return outcome == Outcome.SENT;
    }

    /**
     * As {@link #trySend} of a letter of {@code value}, but costs less.
     *
     * @throws dev.cairn.codec.CodecException if messages do not have a value in it, or if it exceeds the limits
     * @throws ForeignStoreException if a collection in it lies in another store
     */
    public boolean trySendValue(@Nullable Object value) {
        return offer(value) == Outcome.SENT;
    }

    /**
     * As {@link #send} of a letter of {@code value}, but costs less.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is sent
     * @throws dev.cairn.codec.CodecException if messages do not have a value in it, or if it exceeds the limits
     * @throws ForeignStoreException if a collection in it lies in another store
     */
    public boolean sendValue(@Nullable Object value) throws InterruptedException {
        Outcome outcome = offer(value);
        return outcome == Outcome.FULL ? send(Letter.of(options, value)) : outcome == Outcome.SENT;
    }

    private Outcome offer(@Nullable Object value) {
        Draft draft = references.draft(options, value);
        Outcome outcome = null;
        try {
            outcome = queue.offer(draft);
            return outcome;
        } finally {
            wake(outcome);
            Reference.reachabilityFence(this);
        }
    }

    private Outcome offerUntilRoom(Letter letter) throws InterruptedException {
        Waiters.Waiter sender = senders.enter();
        try {
            while (true) {
                sender.look();
                Outcome outcome = offer(letter, false);
                if (outcome != Outcome.FULL) {
                    return outcome;
                }
                sender.sleep(Long.MAX_VALUE);
            }
        } finally {
            sender.leave();
        }
    }

    private Outcome offer(Letter letter, boolean isUrgent) {
        Core core = queue.core();
        if (letter.store() != store()) {
            throw new ForeignStoreException(store(), letter.store());
        }
        Envelope envelope = letter.envelope();
        envelope.use();
        Outcome outcome = null;
        try {
            outcome = core.change(stripe -> queue.offer(stripe, envelope, isUrgent));
            return outcome;
        } finally {
            if (outcome != Outcome.SENT) {
                envelope.release();
            }
            wake(outcome);
            Reference.reachabilityFence(letter);
            Reference.reachabilityFence(this);
        }
    }

    /** Wakes a receiver if a letter was sent, or may have been: {@code outcome} is null after an error. */
    private void wake(@Nullable Outcome outcome) {
        if (outcome == null || outcome == Outcome.SENT) {
            receivers.wakeFirst();
        }
    }

    /**
     * The next letter; null if there is none, or if the mailbox is closed. System letters come first.
     *
     * @throws dev.cairn.CorruptStoreException if the next letter may never come, since an error of the virtual machine stopped its sender
     */
    public @Nullable Letter poll() {
        boolean hasRoom = true; // it may have, if an error comes after the letter was taken
        try {
            queue.core().check();
            Envelope envelope = queue.poll();
            hasRoom = envelope != null;
            return envelope == null ? null : new Letter(options, references, envelope);
        } finally {
            if (hasRoom) {
                senders.wakeFirst();
            }
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The next letter. Waits until there is one. Null if the mailbox is closed, before or meanwhile.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public @Nullable Letter receive() throws InterruptedException {
        return receive(Long.MAX_VALUE);
    }

    /**
     * The next letter. Waits until there is one, but not longer than {@code limit}. A limit of 0 or less does not wait; a limit of more
     * than 292 years has no end. Null after that time, or if the mailbox is closed.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public @Nullable Letter receive(Duration limit) throws InterruptedException {
        return receive(Math.max(0, TimeUnit.NANOSECONDS.convert(limit)));
    }

    private @Nullable Letter receive(long nanos) throws InterruptedException {
        for (int tries = 0; tries < SPINS; tries++) {
            Letter letter = poll();
            if (letter != null || isClosed()) {
                return letter;
            }
            Thread.onSpinWait();
        }
        return await(nanos);
    }

    private @Nullable Letter await(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        Waiters.Waiter receiver = receivers.enter();
        try {
            while (true) {
                receiver.look();
                Letter letter = poll();
                long left = nanos == Long.MAX_VALUE ? nanos : end - System.nanoTime();
                if (letter != null || isClosed() || left <= 0) {
                    return letter;
                }
                receiver.sleep(queue.isExpecting() ? Math.min(left, Backoff.SLEEP_NANOS) : left);
            }
        } finally {
            receiver.leave();
        }
    }

    /** The number of queued letters without system letters: an estimate while other threads send or receive. */
    public int size() {
        return queue.size();
    }

    /** Whether the mailbox was closed. */
    public boolean isClosed() {
        return queue.isClosed();
    }

    /**
     * Refuses letters from now on. Drops all queued letters, system letters too, without decoding them. Wakes all waiting threads. O(n) for
     * n queued letters, a few nanoseconds each; the reclaimer frees the collections to which they refer. Does nothing if the mailbox was
     * closed before. May be called when the store is closed.
     */
    @Override
    public void close() {
        try {
            queue.close();
        } finally {
            wakeAll();
        }
    }

    /** Wakes all after the mailbox was closed, also if closing failed later: each thread that leaves wakes the next. */
    private void wakeAll() {
        receivers.wakeFirst();
        senders.wakeFirst();
    }

    /**
     * The letters that a mailbox dropped unread when it was closed.
     *
     * @param letters the number of letters, with system letters
     * @param bytes the bytes of the letters, without the collections to which they refer
     */
    public record Dropped(int letters, long bytes) {}

    /** As {@link #close()}, and returns how many letters it dropped. Looks at the head of each letter, decodes none. */
    public Dropped closeAndCount() {
        try {
            LetterQueue.Load load = queue.closeAndWeigh();
            return new Dropped(load.letters(), load.bytes());
        } finally {
            wakeAll();
        }
    }

    @Override
    public String toString() {
        return "Mailbox[" + (isClosed() ? "closed" : size() + " letters") + "]";
    }
}
