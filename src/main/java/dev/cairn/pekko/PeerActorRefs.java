package dev.cairn.pekko;

import dev.cairn.codec.CodecException;
import dev.cairn.message.MessageOptions;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.jspecify.annotations.Nullable;

/** Writes references to actors into letters for other systems of the same store, and knows these systems by their names. */
final class PeerActorRefs extends ActorRefs {
    /*
     * Layout of a reference in a letter
     *     [system, path]    an actor of a system that has joined the store, as "/user/orders#incarnation"
     *     path              any other, with its address: the receiver needs Pekko's remoting to find it
     */
    private final int membership;
    private final String name;
    private final MessageOptions options;
    private final ConcurrentMap<String, Peer> peers = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    /** Of the actor system that has joined by {@code name}; {@code membership} is the number of that. */
    PeerActorRefs(ActorSystem system, int membership, String name, MessageOptions options) {
        super(system);
        this.membership = membership;
        this.name = name;
        this.options = addTo(options);
    }

    /** The options of letters. */
    MessageOptions options() {
        return options;
    }

    @Override
    Object write(ActorRef actor) {
        if (actor instanceof PeerRef other) {
            if (other.peer.membership != membership || !other.provider().equals(provider)) {
                throw new CodecException(
                        "ActorRef", actor + " was reached by another store, or by another actor system");
            }
            return List.of(other.peer.name, other.target);
        }
        Object written = super.write(actor);
        return actor.path().root().equals(provider.rootPath()) ? List.of(name, localPath(actor.path())) : written;
    }

    private static String localPath(ActorPath path) {
        return path.toStringWithoutAddress() + (path.uid() == 0 ? "" : "#" + path.uid());
    }

    @Override
    ActorRef read(Object written) {
        if (!(written instanceof List<?> parts)) {
            return super.read(written);
        }
        String system = (String) parts.get(0);
        String path = (String) parts.get(1);
        return system.equals(name) ? local(path) : actorRef(system, path);
    }

    /** The actor of this system at {@code path}. */
    ActorRef local(String path) {
        return provider.resolveActorRef(provider.rootPath().address() + path);
    }

    /** A reference to the actor of the system {@code system} at {@code path}, by letters also if it is this one. */
    PeerRef actorRef(String system, String path) {
        Peer peer = peers.compute(system, this::peer);
        if (isClosed) {
            peer.close();
        }
        return new PeerRef(provider, peer, path);
    }

    private Peer peer(String system, @Nullable Peer known) {
        return known == null || known.isRemoved() ? new Peer(this.system, membership, system, options) : known;
    }

    /** All further messages to other systems go to dead letters. */
    void close() {
        isClosed = true;
        peers.values().forEach(Peer::close);
    }
}
