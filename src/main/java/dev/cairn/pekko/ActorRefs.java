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
final class ActorRefs {
    private final ActorRefProvider provider;

    ActorRefs(ActorSystem system) {
        this.provider = ((ExtendedActorSystem) system).provider();
    }

    MessageOptions addTo(MessageOptions options) {
        return options.type("ActorRef", org.apache.pekko.actor.typed.ActorRef.class, this::pathOfTyped, this::typed)
                .type("ClassicActorRef", ActorRef.class, this::path, this::classic);
    }

    private String pathOfTyped(org.apache.pekko.actor.typed.ActorRef<?> actor) {
        try {
            return path(Adapter.toClassic(actor));
        } catch (UnsupportedOperationException e) {
            throw new CodecException("ActorRef", actor + " has no path by which it can be found", e);
        }
    }

    private String path(ActorRef actor) {
        if (!(actor instanceof InternalActorRef inside) || !inside.provider().equals(provider)) {
            throw new CodecException("ActorRef", actor + " belongs to another actor system");
        }
        return Serialization.serializedActorPath(actor);
    }

    private org.apache.pekko.actor.typed.ActorRef<?> typed(Object path) {
        return Adapter.toTyped(classic(path));
    }

    private ActorRef classic(Object path) {
        return provider.resolveActorRef((String) path);
    }
}
