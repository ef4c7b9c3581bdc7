package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Waiting;
import org.jspecify.annotations.Nullable;

/** The letters of one mailbox, for one handle of it. */
public abstract class MailQueue {
    final Core core;

    MailQueue(Core core) {
        this.core = core;
    }

    /** The result of an attempt to send. */
    public enum Outcome {
        /** The letter is in the mailbox. */
        SENT,
        /** The mailbox is full; nothing happened. */
        FULL,
        /** The mailbox is closed; nothing happened. */
        CLOSED
    }

    /** A number of letters, and their bytes. */
    public record Load(int letters, long bytes) {}

    /** The store's core. */
    public final Core core() {
        return core;
    }

    /** Called before each {@link #offer(Stripe, Envelope, boolean)}, without a stripe. */
    public void prepare() {}

    /** Tries to send the letter in {@code envelope}, which the caller uses. */
    public abstract Outcome offer(Stripe stripe, Envelope envelope, boolean isSystem);

    /** Makes a letter of {@code draft} and tries to send it as an ordinary letter; drops it if it is not sent. */
    public abstract Outcome offer(Draft draft);

    /** The next letter, system letters first; null if none is there. */
    public abstract @Nullable Envelope poll();

    /** A letter that {@link #poll} gave was opened, closed or sent. */
    public void finished() {}

    /** How many letters receivers had taken, and not {@linkplain #finished finished}, when they ended. */
    public int lost() {
        return 0;
    }

    /** How many ordinary letters wait, including letters that are being sent. */
    public abstract int size();

    /** How long a receiver may sleep that found no letter, and has {@code nanos} at most. */
    public abstract long rest(long nanos);

    /** Where receivers wait for letters. */
    public abstract Waiting receivers();

    /** Where senders wait for room. */
    public abstract Waiting senders();

    /** Whether the queue was closed. */
    public abstract boolean isClosed();

    /** Refuses letters from now on. Returns whether the queue was open. */
    public abstract boolean close();

    /** As {@link #close()}, but returns the load that was dropped: none if the queue was closed before. */
    public abstract Load closeAndWeigh();

    static Outcome outcome(long claim) {
        if (claim >= 0) {
            return Outcome.SENT;
        }
        return claim == Lane.FULL ? Outcome.FULL : Outcome.CLOSED;
    }
}
