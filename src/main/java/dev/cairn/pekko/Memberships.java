package dev.cairn.pekko;

import dev.cairn.Store;
import dev.cairn.message.MessageOptions;
import dev.cairn.message.OtherReceiverException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.jspecify.annotations.Nullable;

/** The memberships of one actor system, by their numbers. They end with the system. */
final class Memberships implements Extension {
    /*
     * A membership is in the table before the first letter is told: an actor with a LetterMailbox finds by it the references in a message.
     *
     * When the system terminates, it stops to receive before its actors are stopped: what comes later waits for the next system with its
     * name. Its actors can send until they have stopped.
     */
    private static final Id ID = new Id();

    /** The names that systems of this process have. Pairs of a store and a name. */
    private static final Set<Name> NAMES = ConcurrentHashMap.newKeySet();

    private final ActorSystem system;
    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentMap<Integer, Membership> byNumber = new ConcurrentHashMap<>();

    private volatile boolean hasTerminated;

    private record Name(Store store, String name) {}

    private static final class Id extends AbstractExtensionId<Memberships> {
        @Override
        public Memberships createExtension(ExtendedActorSystem system) {
            return new Memberships(system);
        }
    }

    private Memberships(ActorSystem system) {
        this.system = system;
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "cairn-peers", () -> {
                    byNumber.values()
                            .forEach(membership -> membership.receiver().stop());
                    return CompletableFuture.completedStage(Done.done());
                });
        system.registerOnTermination(this::endAll);
    }

    private void endAll() {
        hasTerminated = true;
        byNumber.keySet().forEach(this::end);
    }

    static Memberships of(ActorSystem system) {
        return ID.get(system);
    }

    @Nullable
    Membership get(int number) {
        return byNumber.get(number);
    }

    /**
     * Joins {@code store}. Returns the number of the membership.
     *
     * @throws OtherReceiverException if another system has the name
     * @throws IllegalStateException if the actor system has terminated
     */
    int begin(Store store, String name) {
        int number = numbers.getAndIncrement();
        Membership begun = membership(number, store, name);
        byNumber.put(number, begun);
        boolean hasStarted = false;
        try {
            begun.receiver().start();
            hasStarted = true;
        } finally {
            if (!hasStarted || hasTerminated) {
                end(number);
            }
        }
        if (hasTerminated) {
            throw new IllegalStateException(
                    "the actor system " + system.name() + " has terminated; join with one that runs");
        }
        return number;
    }

    private Membership membership(int number, Store store, String name) {
        Name taken = new Name(store, name);
        if (!NAMES.add(taken)) {
            throw new OtherReceiverException(
                    Peer.mailboxName(name), ProcessHandle.current().pid());
        }
        boolean isMade = false;
        try {
            MessageOptions options = MessageSetup.options(system).store(store);
            PeerActorRefs references = new PeerActorRefs(system, number, name, options);
            PeerReceiver receiver = PeerReceiver.of(system, name, references);
            isMade = true;
            return new Membership(store, name, references, receiver);
        } finally {
            if (!isMade) {
                NAMES.remove(taken);
            }
        }
    }

    /** Ends a membership, if it has not ended. */
    void end(int number) {
        Membership ended = byNumber.remove(number);
        if (ended != null) {
            ended.end();
            NAMES.remove(new Name(ended.store(), ended.name()));
        }
    }
}
