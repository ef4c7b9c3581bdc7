package dev.cairn.pekko;

import dev.cairn.ForeignStoreException;
import dev.cairn.StoreClosedException;
import dev.cairn.StoreFullException;
import dev.cairn.codec.CodecException;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.AllDeadLetters;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MessageQueue;
import org.jspecify.annotations.Nullable;

/** The messages that wait for one actor. */
final class LetterMessageQueue implements MessageQueue {
    /*
     * Layout of a letter
     *     [message]           a message without a sender
     *     [message, sender]
     *     number              the key of a message in the table on the heap: a message of Pekko's own, or one that a letter cannot hold
     *
     * Invariants
     *   1  Each message has a letter in the mailbox, and the letters are in order. The table on the heap has no order.
     *   2  A message that is taken out of the table is read or goes to dead letters, once, whichever thread takes it.
     *   3  A sender puts the message into the table first, and then sends the number. If sending fails because the actor stopped
     *      meanwhile, either the sender or the cleaner (cleanUp) takes the message out again. The cleaner has closed the mailbox before. It
     *      waits until the sender says whether the number was sent, so that it knows how many of the dropped letters were numbers.
     *   4  When the store is closed, the letters are lost. From then on the table alone is the queue, in the order of the numbers. So
     *      messages of Pekko's own still reach the actor; all others go to dead letters. The first dequeue after that closes the mailbox,
     *      as the cleaner does.
     */
    private static final String PEKKO = "org.apache.pekko.";

    private final ActorSystem system;
    private final ActorRef owner;
    private final Mailbox mailbox;
    private final Set<Class<?>> reported;
    private final ConcurrentSkipListMap<Long, OnHeap> onHeap = new ConcurrentSkipListMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean saidClosed = new AtomicBoolean();
    private volatile boolean hasStopped;
    private volatile boolean lettersAreLost;

    /** A message on the heap, and whether its number is in the mailbox; null while that is not known. */
    private static final class OnHeap {
        final Envelope envelope;
        volatile @Nullable Boolean isSent;

        OnHeap(Envelope envelope) {
            this.envelope = envelope;
        }

        boolean awaitSent() {
            Boolean known;
            while ((known = isSent) == null) {
                Thread.onSpinWait();
            }
            return known;
        }
    }

    LetterMessageQueue(ActorSystem system, ActorRef owner, Mailbox mailbox, Set<Class<?>> reported) {
        this.system = system;
        this.owner = owner;
        this.mailbox = mailbox;
        this.reported = reported;
    }

    @Override
    public void enqueue(ActorRef receiver, Envelope envelope) {
        // A dead letter for which there is no room would come back as another dead letter.
        if (!send(envelope) && !(envelope.message() instanceof AllDeadLetters)) {
            system.deadLetters()
                    .tell(new DeadLetter(envelope.message(), envelope.sender(), receiver), envelope.sender());
        }
    }

    private boolean send(Envelope envelope) {
        if (isOfPekko(envelope.message())) {
            return sendOnHeap(envelope);
        }
        try {
            return mailbox.trySendValue(letter(envelope));
        } catch (CodecException | ForeignStoreException e) {
            report(envelope.message().getClass(), e);
            return sendOnHeap(envelope);
        } catch (StoreFullException e) {
            return refuse(e);
        } catch (StoreClosedException e) {
            return refuse(e);
        }
    }

    private boolean refuse(StoreFullException full) {
        system.log().error(full, "no room for a letter");
        return false;
    }

    private boolean refuse(StoreClosedException closed) {
        if (saidClosed.compareAndSet(false, true)) {
            system.log().error(closed, "messages for {} go to dead letters from now on", owner);
        }
        return false;
    }

    private boolean isStoreClosed() {
        return mailbox.store().isClosed();
    }

    private static boolean isOfPekko(Object message) {
        return message.getClass().getName().startsWith(PEKKO);
    }

    private List<Object> letter(Envelope envelope) {
        return envelope.sender().equals(system.deadLetters())
                ? List.of(envelope.message())
                : List.of(envelope.message(), envelope.sender());
    }

    private boolean sendOnHeap(Envelope envelope) {
        Long number = numbers.getAndIncrement();
        OnHeap message = new OnHeap(envelope);
        onHeap.put(number, message);
        boolean sent = false;
        try {
            sent = mailbox.trySendValue(number);
        } catch (StoreFullException e) {
            refuse(e);
        } catch (StoreClosedException e) {
            refuse(e);
        } finally {
            message.isSent = sent;
        }
        return sent || staysOnHeap(envelope) || onHeap.remove(number) == null;
    }

    /** Whether a message of Pekko's own needs no letter: the table alone is the queue, and the actor has not stopped. */
    private boolean staysOnHeap(Envelope envelope) {
        return isStoreClosed() && isOfPekko(envelope.message()) && !hasStopped;
    }

    private void report(Class<?> type, RuntimeException reason) {
        if (reported.add(type)) {
            system.log().warning("messages of {} wait on the heap, since a letter cannot hold them: {}", type, reason);
        }
    }

    @Override
    public @Nullable Envelope dequeue() {
        Letter letter = null;
        try {
            letter = mailbox.poll();
            return letter == null ? null : open(letter);
        } catch (StoreClosedException e) {
            refuse(e);
            if (!lettersAreLost) {
                lettersAreLost = true;
                giveUpLetters(letter == null ? 0 : 1);
            }
            var first = onHeap.pollFirstEntry();
            return first == null ? null : first.getValue().envelope;
        }
    }

    private @Nullable Envelope open(Letter letter) {
        try (letter) {
            Object content = Objects.requireNonNull(letter.open());
            return content instanceof Long number ? onHeap(number) : envelope((List<?>) content);
        }
    }

    /** Drops the letters of a closed store, with {@code taken} letters that could not be opened, and reports them to dead letters. */
    private void giveUpLetters(int taken) {
        Mailbox.Dropped dropped = mailbox.closeAndCount();
        int letters = dropped.letters() + taken;
        for (OnHeap message : onHeap.values()) {
            letters -= message.awaitSent() ? 1 : 0;
        }
        if (letters > 0) {
            UnreadLetters unread = new UnreadLetters(letters, dropped.bytes());
            system.deadLetters().tell(new DeadLetter(unread, owner, owner), owner);
        }
    }

    private @Nullable Envelope onHeap(Long number) {
        OnHeap message = onHeap.remove(number);
        return message == null ? null : message.envelope;
    }

    private Envelope envelope(List<?> parts) {
        ActorRef sender = parts.size() == 1 ? system.deadLetters() : (ActorRef) parts.get(1);
        return new Envelope(parts.get(0), sender);
    }

    /** An estimate while other threads send. */
    @Override
    public int numberOfMessages() {
        return lettersAreLost ? onHeap.size() : mailbox.size();
    }

    @Override
    public boolean hasMessages() {
        return mailbox.size() > 0 || (isStoreClosed() && !onHeap.isEmpty());
    }

    @Override
    public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
        hasStopped = true;
        Mailbox.Dropped dropped = mailbox.closeAndCount();
        int letters = dropped.letters();
        for (var first = onHeap.pollFirstEntry(); first != null; first = onHeap.pollFirstEntry()) {
            OnHeap message = first.getValue();
            deadLetters.enqueue(owner, message.envelope);
            letters -= message.awaitSent() ? 1 : 0;
        }
        if (letters > 0) {
            deadLetters.enqueue(owner, new Envelope(new UnreadLetters(letters, dropped.bytes()), owner));
        }
    }
}
