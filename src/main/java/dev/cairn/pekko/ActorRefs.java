package dev.cairn.pekko;

import dev.cairn.codec.CodecException;
import dev.cairn.message.MessageOptions;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorRefProvider;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;

/** Writes a reference to an actor as the actor's path, which names the machine and the incarnation. */
class ActorRefs {
    final ActorSystem system;
    final ActorRefProvider provider;

    ActorRefs(ActorSystem system) {
        this.system = system;
        this.provider = ((ExtendedActorSystem) system).provider();
    }

    final MessageOptions addTo(MessageOptions options) {
        return options.type("ActorRef", org.apache.pekko.actor.typed.ActorRef.class, this::ofTyped, this::typed)
                .type("ClassicActorRef", ActorRef.class, this::write, this::read);
    }

    private Object ofTyped(org.apache.pekko.actor.typed.ActorRef<?> actor) {
        try {
            return write(Adapter.toClassic(actor));
        } catch (UnsupportedOperationException e) {
            throw new CodecException("ActorRef", actor + " has no path by which it can be found", e);
        }
    }

    private org.apache.pekko.actor.typed.ActorRef<?> typed(Object written) {
        return Adapter.toTyped(read(written));
    }

    /** What a message has for {@code actor}. */
    Object write(ActorRef actor) {
        if (!(actor instanceof InternalActorRef inside) || !inside.provider().equals(provider)) {
            throw new CodecException("ActorRef", actor + " belongs to another actor system");
        }
        if (actor instanceof PeerRef) {
            throw new CodecException("ActorRef", actor + " is known only to systems that joined the same store");
        }
        return Serialization.serializedActorPath(actor);
    }

    /** The actor for which a message has {@code written}. */
    ActorRef read(Object written) {
        return provider.resolveActorRef((String) written);
    }
}
