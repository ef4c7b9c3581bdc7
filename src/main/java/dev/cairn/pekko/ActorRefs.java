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

/** References to actors in messages: by their paths, which say which incarnation is meant, and on which machine. */
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
            throw new CodecException("ActorRef", actor + " has no path that leads to it", e);
        }
    }

    private String path(ActorRef actor) {
        if (!(actor instanceof InternalActorRef inside) || !inside.provider().equals(provider)) {
            throw new CodecException("ActorRef", actor + " is of another actor system");
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
