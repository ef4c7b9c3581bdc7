package dev.cairn.pekko;

import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.util.Arrays;
import java.util.Objects;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorRefProvider;
import org.apache.pekko.actor.ActorRefScope;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.actor.InvalidMessageException;
import org.apache.pekko.actor.RootActorPath;
import org.apache.pekko.dispatch.sysmsg.SystemMessage;
import org.apache.pekko.dispatch.sysmsg.Watch;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/**
 * A reference to an actor of another system. It sends each message as a letter. No actor of this system stands behind it, so the collector
 * takes it as any other object.
 */
@SuppressWarnings("serial") // it refuses to be written
final class PeerRef extends InternalActorRef implements ActorRefScope {
    private static final String PROTOCOL = "cairn";

    final Peer peer;

    /** The path in the other system, as a letter has it. */
    final String target;

    private final ActorRefProvider provider;
    private final ActorPath path;

    PeerRef(ActorRefProvider provider, Peer peer, String target) {
        this.provider = provider;
        this.peer = peer;
        this.target = target;
        this.path =
                new RootActorPath(new Address(PROTOCOL, peer.name), "/").descendant(Arrays.asList(target.split("/")));
    }

    @Override
    public ActorPath path() {
        return path;
    }

    @Override
    public void $bang(@Nullable Object message, @Nullable ActorRef sender) {
        if (message == null) {
            throw new InvalidMessageException("Message is null");
        }
        peer.send(this, target, message, sender);
    }

    /** @throws UnsupportedOperationException if an actor wants to watch this one */
    @Override
    public void sendSystemMessage(SystemMessage message) {
        if (message instanceof Watch) {
            throw new UnsupportedOperationException(
                    this
                            + " is in another actor system and cannot be watched; let it tell when it ends, or ask with a time limit");
        }
    }

    @Override
    public ActorRefProvider provider() {
        return provider;
    }

    @Override
    public InternalActorRef getParent() {
        return (InternalActorRef) provider.deadLetters();
    }

    @Override
    public InternalActorRef getChild(Iterator<String> names) {
        return (InternalActorRef) provider.deadLetters();
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public void start() {}

    @Override
    public void resume(Throwable cause) {}

    @Override
    public void suspend() {}

    @Override
    public void restart(Throwable cause) {}

    @Override
    public void stop() {}

    @Serial
    private Object writeReplace() throws ObjectStreamException {
        throw new NotSerializableException(Objects.toString(this));
    }
}
