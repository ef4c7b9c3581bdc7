package dev.cairn.message;

import dev.cairn.ForeignStoreException;
import dev.cairn.Store;
import dev.cairn.internal.letter.Draft;
import dev.cairn.internal.letter.Envelope;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.letter.LetterQueue;
import dev.cairn.internal.letter.MailQueue;
import dev.cairn.internal.letter.MailQueue.Outcome;
import dev.cairn.internal.letter.Post;
import dev.cairn.internal.letter.PostQueue;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Waiting;
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
    private final MailQueue queue;
    private final Waiting receivers;
    private final Waiting senders;

    private Mailbox(MessageOptions options, MailQueue queue) {
        this.options = options;
        this.queue = queue;
        this.references = new LetterReferences(queue);
        this.receivers = queue.receivers();
        this.senders = queue.senders();
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
        return new Mailbox(options, LetterQueue.make(options.core(), LetterQueue.capacityMax()));
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
        return new Mailbox(options, LetterQueue.make(options.core(), requireCapacity(capacity)));
    }

    private static int requireCapacity(int capacity) {
        if (capacity < 1 || capacity > LetterQueue.capacityMax()) {
            throw new IllegalArgumentException(
                    "a mailbox for " + capacity + " letters; 1 to " + LetterQueue.capacityMax());
        }
        return capacity;
    }

    /** As {@link #named(MessageOptions, String)}, with the default options but for the store. */
    public static Mailbox named(Store store, String name) {
        return named(MessageOptions.defaults().store(store), name);
    }

    /**
     * The mailbox of the store with this name. If there is none, a new one without a bound. All processes that write a store in a file find the
     * same mailbox. Any of them sends. One receives: the first that calls {@link #poll} or {@link #receive()}. Another process receives
     * after that one has closed its mailbox, or has ended. Letters of one process stay in the order in which it sent them.
     *
     * <p>The mailbox and its letters stay in the file, as atoms do: also if processes are killed, and when the store is closed. A letter for
     * which a method returned true is received, whatever happens to its sender. If the receiving process is killed, the letters that it
     * had taken and not opened are lost; {@link #lost()} counts them. Images have no mailboxes.
     *
     * <p>Each call makes a handle. {@link #close()} lets go of the handle only. {@link #remove} ends the mailbox. It takes 600 bytes in the
     * store, 640 for each process that ever sent, and what {@link #unbounded} says for its letters. O(number of names).
     *
     * @throws dev.cairn.NameTakenException if an atom has the name
     * @throws dev.cairn.ReadOnlyStoreException if the store was opened for reading
     * @throws IllegalArgumentException if the name is longer than 1024 characters
     */
    public static Mailbox named(MessageOptions options, String name) {
        return named(options, name, LetterQueue.capacityMax(), false);
    }

    /**
     * As {@link #named(MessageOptions, String)}, but a mailbox for at most {@code capacity} queued letters of each process; system letters do
     * not count.
     *
     * @throws dev.cairn.NameTakenException if an atom has the name, or if the mailbox exists with another capacity
     * @throws IllegalArgumentException unless 0 &lt; capacity &lt; 2^30
     */
    public static Mailbox named(MessageOptions options, String name, int capacity) {
        return named(options, name, requireCapacity(capacity), true);
    }

    private static Mailbox named(MessageOptions options, String name, int capacity, boolean isExact) {
        Post post = LetterBridge.get().post(options.core(), name, capacity, isExact);
        return new Mailbox(options, new PostQueue(post, pid -> new OtherReceiverException(name, pid)));
    }

    /**
     * Removes the mailbox of {@code store} with this name, for all processes: in all of them it is closed. Its letters are dropped without
     * decoding them: now, or by the process that receives, as soon as it looks for a letter, closes its mailbox or ends. Another mailbox can get the
     * name. Returns whether there was such a mailbox.
     *
     * @throws dev.cairn.NameTakenException if an atom has the name
     */
    public static boolean remove(Store store, String name) {
        return LetterBridge.get()
                .removePost(MessageOptions.defaults().store(store).core(), name);
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
        Waiting.Visit sender = senders.enter();
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
        queue.prepare();
        envelope.use();
        Outcome outcome = null;
        try {
            outcome = core.change(stripe -> queue.offer(stripe, envelope, isUrgent));
            return outcome;
        } finally {
            if (outcome != Outcome.SENT) {
                envelope.release();
            } else {
                letter.sent();
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
        Waiting.Visit receiver = receivers.enter();
        try {
            while (true) {
                receiver.look();
                Letter letter = poll();
                long left = nanos == Long.MAX_VALUE ? nanos : end - System.nanoTime();
                if (letter != null || isClosed() || left <= 0) {
                    return letter;
                }
                receiver.sleep(queue.rest(left));
            }
        } finally {
            receiver.leave();
        }
    }

    /**
     * How many letters receiving processes had taken, and neither opened, closed nor sent on, when they ended, killed or not; also forgotten ones, and
     * one that was being opened. Not of a process that lived when another one began to receive. Right after another one has begun; else the last number.
     */
    public int lost() {
        return queue.lost();
    }

    /** The number of queued letters without system letters: an estimate while other threads send or receive. */
    public int size() {
        return queue.size();
    }

    /** Whether the mailbox was closed: by {@link #close()}, or by {@link #remove} in any process. */
    public boolean isClosed() {
        return queue.isClosed();
    }

    /**
     * Refuses letters from now on. Drops all queued letters, system letters too, without decoding them. Wakes all waiting threads. O(n) for
     * n queued letters, a few nanoseconds each; the reclaimer frees the collections to which they refer. Does nothing if the mailbox was
     * closed before. May be called when the store is closed.
     *
     * <p>A mailbox with a name keeps its letters: only this handle is closed. If the process has no other one that has received, another
     * process may receive from now on.
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
        try {
            receivers.wakeFirst();
            senders.wakeFirst();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The letters that a mailbox dropped unread when it was closed.
     *
     * @param letters the number of letters, with system letters
     * @param bytes the bytes of the letters, without the collections to which they refer
     */
    public record Dropped(int letters, long bytes) {}

    /** As {@link #close()}, and returns how many letters it dropped: none of a mailbox with a name. Looks at the head of each letter, decodes none. */
    public Dropped closeAndCount() {
        try {
            MailQueue.Load load = queue.closeAndWeigh();
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
