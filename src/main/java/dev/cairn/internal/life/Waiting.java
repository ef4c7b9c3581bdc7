package dev.cairn.internal.life;

/** A place where threads wait for the same thing: a letter, or room for one. */
public interface Waiting {
    /** Enters the calling thread, until it leaves. */
    Visit enter();

    /** Wakes the thread that waits longest, if one waits, or all. Called by a thread that brought something. */
    void wakeFirst();

    /** A waiting thread. Only that thread calls its methods. */
    interface Visit {
        /** Called before each look whether the thing is there. */
        void look();

        /** Waits until a thread brought something after the last {@link #look}, or {@code nanos} are over. May return early. */
        void sleep(long nanos) throws InterruptedException;

        /** Ends the wait. */
        void leave();
    }
}
