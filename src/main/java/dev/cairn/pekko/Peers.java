package dev.cairn.pekko;

import dev.cairn.Store;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/**
 * Lets actor systems in several processes of one machine send each other messages through a store in a file. A collection of the store
 * passes by reference, whatever its size. Everything else in a message is copied into the store and out of it. No network is used, and no
 * Pekko remoting.
 *
 * <p>Each system joins the store by a name of its own, and receives by the mailbox {@code "pekko/"} and its name ({@link
 * dev.cairn.message.Mailbox#named}). Others send to that also while the system does not run; the letters wait. Messages of one sender to
 * one actor stay in order. A reference to an actor can be in a message, and the receiver can answer by it, so asking works between
 * processes. docs/pekko.md says more.
 *
 * <p>A message has what the {@link MessageSetup} of its system allows, and references to actors. A message goes to dead letters, with a
 * line in the log, if a letter cannot hold it, if the mailbox of the other system is full or was removed, and if the store is full or
 * closed. A message for an actor that does not exist goes to dead letters of the other system.
 */
public final class Peers implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][\\w-]*");
    private static final Pattern PATH = Pattern.compile("(/[\\w.*$+:@&=,!~';%-]+)+(#-?\\d+)?");

    private final Memberships memberships;
    private final int number;
    private final String name;

    private Peers(Memberships memberships, int number, String name) {
        this.memberships = memberships;
        this.number = number;
        this.name = name;
    }

    /**
     * Lets {@code system} receive by {@code name}: letters that wait, and those that come. A thread takes them and tells the actors. It
     * stops when this is closed, and when the system terminates, before its actors stop; what comes after that waits for the next system of
     * this name. Waits for up to a second for a process that has the name, since one that was killed may seem to live for a moment.
     *
     * @param name letters, digits, hyphens and underscores
     * @throws dev.cairn.message.OtherReceiverException if another actor system, of a process that lives, has joined by this name
     * @throws dev.cairn.ReadOnlyStoreException if the store was opened for reading
     * @throws IllegalArgumentException if the name has other characters
     * @throws IllegalStateException if the actor system has terminated
     */
    public static Peers join(ActorSystem system, Store store, String name) {
        Objects.requireNonNull(store, "store");
        Memberships memberships = Memberships.of(system);
        return new Peers(memberships, memberships.begin(store, requireName(name)), name);
    }

    /** As {@link #join(ActorSystem, Store, String)}. */
    public static Peers join(org.apache.pekko.actor.typed.ActorSystem<?> system, Store store, String name) {
        return join(Adapter.toClassic(system), store, name);
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name \"" + name
                            + "\" of an actor system; a name has letters, digits, hyphens and underscores, and begins with a letter or digit");
        }
        return name;
    }

    /** The name by which this system receives. */
    public String name() {
        return name;
    }

    /**
     * As {@link #classicActorRef}, for a typed actor. The caller says of which type its messages are; another type is a {@link
     * ClassCastException} in the actor.
     */
    public <T> org.apache.pekko.actor.typed.ActorRef<T> actorRef(String system, String path) {
        return Adapter.toTyped(classicActorRef(system, path));
    }

    /**
     * A reference to the actor at {@code path} of the system that joins by the name {@code system}. Neither needs to be there yet. The
     * mailbox of that system is made for the first message, without a bound. For a bounded one, make it before by {@link
     * dev.cairn.message.Mailbox#named}. If the mailbox is removed ({@link dev.cairn.message.Mailbox#remove}), messages by this reference go
     * to dead letters; a reference that is made after that has a new one.
     *
     * <p>The reference is small and needs not be stopped. It cannot be watched: that throws an {@link UnsupportedOperationException}.
     * Pekko's own messages, such as {@code PoisonPill}, cannot be sent by it.
     *
     * @param path for example {@code "/user/orders"}
     * @throws IllegalArgumentException if the name or the path is none
     * @throws IllegalStateException if this was closed
     */
    public ActorRef classicActorRef(String system, String path) {
        requireName(system);
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("the path \"" + path + "\" of an actor; one is \"/user/orders\"");
        }
        Membership membership = memberships.get(number);
        if (membership == null) {
            throw new IllegalStateException("the actor system " + name + " has left its peers; join again");
        }
        return membership.references().actorRef(system, path);
    }

    /**
     * Leaves: receives no more, and messages to other systems go to dead letters. Letters that come later wait for the next system of this
     * name. Returns when the last message that was received has been told. Does nothing if it was closed before, or if the system has
     * terminated.
     */
    @Override
    public void close() {
        memberships.end(number);
    }

    @Override
    public String toString() {
        return "Peers[" + name + "]";
    }
}
