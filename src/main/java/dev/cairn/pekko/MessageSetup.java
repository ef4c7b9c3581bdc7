package dev.cairn.pekko;

import dev.cairn.message.MessageOptions;
import java.util.Objects;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.setup.Setup;

/**
 * Gives an actor system the options of its messages: the store they lie in, the records and enums they may have, and limits.
 * A system without this has the {@linkplain MessageOptions#defaults() default} ones. References to actors need no naming.
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

    /** The options of {@code system}, to which references to actors are added. */
    static MessageOptions options(ActorSystem system) {
        MessageOptions options = system.settings()
                .setup()
                .get(MessageSetup.class)
                .map(setup -> setup.options)
                .orElseGet(MessageOptions::defaults);
        return new ActorRefs(system).addTo(options);
    }
}
