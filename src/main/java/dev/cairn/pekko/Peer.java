package dev.cairn.pekko;

import dev.cairn.ForeignStoreException;
import dev.cairn.NotPortableException;
import dev.cairn.codec.CodecException;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.AllDeadLetters;
import org.apache.pekko.actor.DeadLetter;
import org.jspecify.annotations.Nullable;

/** One of the actor systems to which this one sends, by the mailbox of that one. */
final class Peer {
    /*
     * Layout of a letter
     *     [path, message]             a message without a sender
     *     [path, message, sender]
     *     path                        of the actor in the receiving system, as "/user/orders" or "/user/orders#incarnation"
     *
     * What cannot be sent goes to dead letters. The log has one line for each class of messages that a letter cannot hold, and one when the
     * mailbox refuses a letter for the first time, or after it took one.
     */
    private static final String MAILBOX = "pekko/";

    private static final String LEFT = "this actor system has left its peers";

    /** The number of the membership of this system for which this peer was made. */
    final int membership;

    final String name;
    private final ActorSystem system;
    private final MessageOptions options;
    private final Set<Class<?>> reported = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isRefusing = new AtomicBoolean();

    /** Null before the first letter. */
    private volatile @Nullable Mailbox mailbox;

    private volatile boolean isClosed;

    Peer(ActorSystem system, int membership, String name, MessageOptions options) {
        this.system = system;
        this.membership = membership;
        this.name = name;
        this.options = options;
    }

    /** The mailbox in which the letters for the system {@code name} wait. */
    static Mailbox mailbox(MessageOptions options, String name) {
        return Mailbox.named(options, mailboxName(name));
    }

    static String mailboxName(String name) {
        return MAILBOX + name;
    }

    /** Sends {@code message} to the actor at {@code path}. {@code receiver} is the reference to it. */
    void send(ActorRef receiver, String path, Object message, @Nullable ActorRef sender) {
        ActorRef from = sender == null ? system.deadLetters() : sender;
        List<Object> letter = from.equals(system.deadLetters()) ? List.of(path, message) : List.of(path, message, from);
        // A dead letter that cannot be sent would come back as another dead letter.
        if (!trySend(letter, message.getClass()) && !(message instanceof AllDeadLetters)) {
            system.deadLetters().tell(new DeadLetter(message, from, receiver), from);
        }
    }

    private boolean trySend(List<Object> letter, Class<?> type) {
        try {
            Mailbox to = open();
            if (to.trySendValue(letter)) {
                if (isRefusing.get()) {
                    isRefusing.set(false);
                }
                return true;
            }
            refuse(to);
        } catch (CodecException | NotPortableException | ForeignStoreException e) {
            if (reported.add(type)) {
                system.log()
                        .warning(
                                "messages of {} for {} go to dead letters, since a letter cannot hold them: {}",
                                type,
                                name,
                                e);
            }
        } catch (RuntimeException e) { // the store is full or closed, say
            refuse(e.toString());
        }
        return false;
    }

    private void refuse(Mailbox to) {
        if (isClosed) {
            refuse(LEFT);
        } else {
            refuse(to.isClosed() ? "its mailbox was removed" : "its mailbox is full");
        }
    }

    private void refuse(String reason) {
        if (isRefusing.compareAndSet(false, true)) {
            system.log().error("messages for the actor system {} go to dead letters: {}", name, reason);
        }
    }

    private Mailbox open() {
        Mailbox known = mailbox;
        return known == null ? openFirst() : known;
    }

    private synchronized Mailbox openFirst() {
        if (isClosed) {
            throw new IllegalStateException(LEFT);
        }
        Mailbox known = mailbox;
        if (known == null) {
            known = mailbox(options, name);
            mailbox = known;
        }
        return known;
    }

    /** Whether the mailbox was removed. References that are made from now on need another one. */
    boolean isRemoved() {
        Mailbox known = mailbox;
        return known != null && known.isClosed();
    }

    /** All further messages go to dead letters. */
    synchronized void close() {
        isClosed = true;
        Mailbox known = mailbox;
        if (known != null) {
            known.close();
        }
    }
}
