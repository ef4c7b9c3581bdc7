package dev.cairn.pekko;

import com.typesafe.config.Config;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.ProducesMessageQueue;
import scala.Option;

/**
 * A mailbox type that keeps messages off the heap, as letters. An actor gets such a mailbox by {@code
 * MailboxSelector.fromConfig("cairn.mailbox")}, or by another section of the configuration with {@code mailbox-type =
 * "dev.cairn.pekko.LetterMailbox"}. If the section has a {@code capacity}, messages beyond it go to dead letters.
 */
public final class LetterMailbox implements MailboxType, ProducesMessageQueue<LetterMessageQueue> {
    private static final String CAPACITY = "capacity";

    private final int capacity;

    /** Classes of messages that wait on the heap and were logged already. */
    private final Set<Class<?>> reported = ConcurrentHashMap.newKeySet();

    /** A mailbox type with the {@code capacity} of {@code config}, if there is one. Pekko calls this. */
    public LetterMailbox(ActorSystem.Settings settings, Config config) {
        this.capacity = config.hasPath(CAPACITY) ? config.getInt(CAPACITY) : 0;
        if (capacity < 0) {
            throw new IllegalArgumentException(
                    "a mailbox with a capacity of " + capacity + " letters; give a positive number, or 0 for no bound");
        }
    }

    @Override
    public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
        MessageOptions options = new LetterActorRefs(system.get()).addTo(MessageSetup.options(system.get()));
        Mailbox mailbox = capacity == 0 ? Mailbox.unbounded(options) : Mailbox.bounded(options, capacity);
        ActorRef receiver = owner.isEmpty() ? system.get().deadLetters() : owner.get();
        return new LetterMessageQueue(system.get(), receiver, mailbox, reported);
    }
}
