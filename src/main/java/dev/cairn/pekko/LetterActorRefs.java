package dev.cairn.pekko;

import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;

/** Writes references to actors into letters that stay in this JVM, also references to actors of other systems of a store. */
final class LetterActorRefs extends ActorRefs {
    LetterActorRefs(ActorSystem system) {
        super(system);
    }

    /** A path, or the parts of a reference that another system is reached by. */
    @Override
    Object write(ActorRef actor) {
        return actor instanceof PeerRef other && other.provider().equals(provider)
                ? List.of(other.peer.membership, other.peer.name, other.target)
                : super.write(actor);
    }

    @Override
    ActorRef read(Object written) {
        if (!(written instanceof List<?> parts)) {
            return super.read(written);
        }
        Membership membership = Memberships.of(system).get((Integer) parts.get(0));
        return membership == null
                ? system.deadLetters()
                : membership.references().actorRef((String) parts.get(1), (String) parts.get(2));
    }
}
