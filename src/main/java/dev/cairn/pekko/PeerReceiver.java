package dev.cairn.pekko;

import dev.cairn.StoreClosedException;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import dev.cairn.message.OtherReceiverException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.jspecify.annotations.Nullable;

/** Takes the letters for one actor system, in a thread of its own, and tells its actors. */
final class PeerReceiver {
    /*
     * The layout of a letter stands in Peer. One thread takes the letters, so messages of one sender reach an actor in the order in which
     * they were sent.
     */
    /** A process that was killed may seem to live for a moment. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long PAUSE_MILLIS = 5;

    private final ActorSystem system;
    private final String name;
    private final PeerActorRefs references;
    private final Mailbox mailbox;
    private final Thread thread;
    private volatile boolean isStopping;

    private PeerReceiver(
            ActorSystem system, String name, PeerActorRefs references, Mailbox mailbox, @Nullable Letter first) {
        this.system = system;
        this.name = name;
        this.references = references;
        this.mailbox = mailbox;
        this.thread = Thread.ofPlatform().daemon().name("cairn-peers-" + name).unstarted(() -> run(first));
    }

    /**
     * Becomes the receiver of the mailbox.
     *
     * @throws OtherReceiverException if another process receives
     */
    static PeerReceiver of(ActorSystem system, String name, PeerActorRefs references) {
        Mailbox mailbox = Peer.mailbox(references.options(), name);
        boolean isReceiver = false;
        try {
            PeerReceiver receiver = new PeerReceiver(system, name, references, mailbox, first(mailbox));
            isReceiver = true;
            return receiver;
        } finally {
            if (!isReceiver) {
                mailbox.close();
            }
        }
    }

    /** Begins to tell the actors. */
    void start() {
        thread.start();
    }

    private static @Nullable Letter first(Mailbox mailbox) {
        long start = System.nanoTime();
        while (true) {
            try {
                return mailbox.poll();
            } catch (OtherReceiverException e) {
                if (System.nanoTime() - start > PATIENCE_NANOS || !pause()) {
                    throw e;
                }
            }
        }
    }

    /** Whether the thread was not interrupted. */
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run(@Nullable Letter first) {
        String reason = "an error stopped its thread";
        try {
            reason = receive(first);
        } finally {
            mailbox.close();
            if (!isStopping) {
                system.log().error("the actor system {} receives no more letters: {}", name, reason);
            }
        }
    }

    /** Returns why there are no more letters. */
    private String receive(@Nullable Letter first) {
        try {
            Letter letter = first == null ? mailbox.receive() : first;
            while (letter != null) {
                deliver(letter);
                letter = mailbox.receive();
            }
            return "its mailbox was removed";
        } catch (StoreClosedException | InterruptedException e) {
            return e.toString();
        }
    }

    private void deliver(Letter letter) {
        try (letter) {
            List<?> parts = (List<?>) Objects.requireNonNull(letter.open());
            ActorRef sender = parts.size() > 2 ? (ActorRef) parts.get(2) : ActorRef.noSender();
            references.local((String) parts.get(0)).tell(parts.get(1), sender);
        } catch (StoreClosedException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            system.log().error(e, "a letter for the actor system {} is dropped, since it cannot be read", name);
        }
    }

    /** Receives no more. Letters wait for the next system with this name. Returns when the last message was told. */
    void stop() {
        isStopping = true;
        mailbox.close();
        boolean isInterrupted = false;
        while (thread.isAlive() && !thread.equals(Thread.currentThread())) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
