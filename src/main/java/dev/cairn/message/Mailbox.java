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
 * Where letters wait for their receiver, in the order in which they were sent; those of one sender stay in order. Any thread may
 * send. Any thread may receive, too, one at a time; a second one waits for a moment, and it is up to the threads which gets what.
 *
 * <p>The letters that wait belong to the mailbox. {@link #close()} drops them, and so does the collector when it finds the mailbox
 * dead; neither decodes them. A letter is sent as a whole or not at all.
 *
 * <p>After the store was closed, all methods that send or receive throw {@link dev.cairn.StoreClosedException}. Threads that wait
 * here at that moment are woken and get it, too.
 *
 * <p>A letter that waits keeps the Java objects that its collections have as elements ({@code Codec.object()}). If such an object
 * refers to the mailbox, the collector finds neither dead: take the letter, or close the mailbox.
 */
public final class Mailbox implements AutoCloseable {
    /*
     * Waiting follows the protocol in Waiters. What brings a letter is the claim of its place, a volatile write: a receiver that
     * sees a claimed place which is not filled yet sleeps for a moment only. What brings room is the volatile write by which the
     * right to receive is let go.
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
     * A mailbox that takes letters as long as its store has room. 640 bytes, and 2,000 for each 64 letters that wait, of which
     * those of one or two words, as numbers are, need no more; those that are one collection may need 48 for its header, which
     * several that are sent can share. Once used it keeps 2,000. Letters that are received are opened with {@code options}.
     */
    public static Mailbox unbounded(MessageOptions options) {
        return new Mailbox(options, LetterQueue.capacityMax());
    }

    /** As {@link #bounded(MessageOptions, int)}, with the default options but for the store. */
    public static Mailbox bounded(Store store, int capacity) {
        return bounded(MessageOptions.defaults().store(store), capacity);
    }

    /**
     * A mailbox in which at most {@code capacity} letters wait; system letters do not count. Letters that are received are opened with
     * {@code options}.
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

    /** The store that it lies in. */
    public Store store() {
        return options.store();
    }

    /**
     * Sends {@code letter} if there is room and the mailbox is open; else the letter stays the caller's. O(1).
     *
     * @return whether it was sent
     * @throws ForeignStoreException if it lies in another store
     * @throws IllegalStateException if it was used up before
     */
    public boolean trySend(Letter letter) {
        return offer(letter, false) == Outcome.SENT;
    }

    /** As {@link #trySend}, but the letter is received before all others that are not system letters, and needs no room. */
    public boolean trySendSystem(Letter letter) {
        return offer(letter, true) == Outcome.SENT;
    }

    /**
     * Sends {@code letter}, and waits for room if there is none. If the mailbox is closed, or is closed meanwhile, the letter is
     * dropped.
     *
     * @return whether it was sent
     * @throws InterruptedException if the thread is interrupted while it waits; the letter stays the caller's
     * @throws ForeignStoreException if it lies in another store
     * @throws IllegalStateException if it was used up before
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
     * @throws dev.cairn.codec.CodecException if there is something in it that letters do not have, or too much
     * @throws ForeignStoreException if a collection in it is of another store
     */
    public boolean trySendValue(@Nullable Object value) {
        return offer(value) == Outcome.SENT;
    }

    /**
     * As {@link #send} of a letter of {@code value}, but costs less.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; nothing is sent
     * @throws dev.cairn.codec.CodecException if there is something in it that letters do not have, or too much
     * @throws ForeignStoreException if a collection in it is of another store
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

    /** Wakes a receiver if a letter was sent, or may have been, when it is not known what became of the try. */
    private void wake(@Nullable Outcome outcome) {
        if (outcome == null || outcome == Outcome.SENT) {
            receivers.wakeFirst();
        }
    }

    /**
     * The next letter; null if none waits, or if the mailbox is closed. System letters come first.
     *
     * @throws dev.cairn.CorruptStoreException if it may never come, since an error of the virtual machine cut its sender short
     */
    public @Nullable Letter poll() {
        boolean hasRoom = true; // or may have, when an error came after the letter was taken
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
     * The next letter; waits for one. Null if the mailbox is closed, or is closed meanwhile.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public @Nullable Letter receive() throws InterruptedException {
        return receive(Long.MAX_VALUE);
    }

    /**
     * The next letter; waits for one, but not longer than {@code limit}, which may be any duration: one of 0 or less does not wait,
     * one of more than 292 years has no end. Null if that is over, or the mailbox is closed.
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

    /** How many letters wait; an estimate while others send or receive. System letters do not count. */
    public int size() {
        return queue.size();
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return queue.isClosed();
    }

    /**
     * Refuses letters from now on and drops those that wait, system letters too, without decoding them; wakes who waits. O(letters
     * that wait) to look whether each has come, a few nanoseconds each; what they refer to is freed by the reclaimer. Does
     * nothing if it was closed before; may be called when the store is closed.
     */
    @Override
    public void close() {
        try {
            queue.close();
        } finally {
            wakeAll();
        }
    }

    /** For who closed the mailbox, or closed it and then failed: each that leaves wakes the next. */
    private void wakeAll() {
        receivers.wakeFirst();
        senders.wakeFirst();
    }

    /**
     * The letters that a mailbox dropped unread when it was closed.
     *
     * @param letters how many letters, system letters too
     * @param bytes of these, without the collections that they refer to
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
