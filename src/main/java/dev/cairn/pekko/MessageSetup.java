package dev.cairn.pekko;

import dev.cairn.message.MessageOptions;
import java.util.Objects;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.setup.Setup;

/**
 * Gives an actor system the options of its messages: their store, the records and enums that they may contain, and the limits. A system
 * without this setup has the {@linkplain MessageOptions#defaults() defaults}. References to actors need not be named.
 */
public final class MessageSetup extends Setup {
    private final MessageOptions options;

    private MessageSetup(MessageOptions options) {
        this.options = options;
    }

    /** A setup with these options. */
    public static MessageSetup of(MessageOptions options) {
        return new MessageSetup(Objects.requireNonNull(options, "options"));
    }

    /** The options of {@code system}, without references to actors. */
    static MessageOptions options(ActorSystem system) {
        return system.settings()
                .setup()
                .get(MessageSetup.class)
                .map(setup -> setup.options)
                .orElseGet(MessageOptions::defaults);
    }
}
