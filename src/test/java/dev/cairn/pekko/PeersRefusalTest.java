package dev.cairn.pekko;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.codec.CodecException;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import dev.cairn.message.OtherReceiverException;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Kill;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/** What actor systems of one store cannot send each other, and what happens then. */
class PeersRefusalTest extends PeersCase {
    /** Not named in any options. */
    private record Unknown(int number) {}

    @Test
    void whatALetterCannotHoldGoesToDeadLetters() throws InterruptedException {
        Peers peers = Peers.join(one, store, ONE);
        BlockingQueue<DeadLetter> dead = deadLetters(one);
        BlockingQueue<String> log = log(one);
        var actor = peers.classicActorRef(TWO, ACTOR);
        LongVector foreign = LongVector.of(stores.open(), new long[100]);
        ActorRef<Object> ofTwo = Adapter.spawnAnonymous(two, Behaviors.ignore());
        for (Object message : List.of(new Unknown(1), foreign, new Question(1, ofTwo), Kill.getInstance())) {
            actor.tell(message, null);
            DeadLetter letter = next(dead);
            assertSame(message, letter.message());
            assertEquals(actor, letter.recipient());
            requireLine(
                    log,
                    "for two go to dead letters",
                    "cannot hold",
                    message.getClass().getName());
        }
        actor.tell(new Unknown(2), actor);
        DeadLetter letter = next(dead);
        assertEquals(new Unknown(2), letter.message());
        assertEquals(actor, letter.sender());
        assertNull(log.poll());
    }

    @Test
    void aMailboxThatIsFullOrRemovedRefusesAndIsLogged() throws InterruptedException {
        Mailbox.named(options(), "pekko/two", 2).close();
        Peers peers = Peers.join(one, store, ONE);
        BlockingQueue<DeadLetter> dead = deadLetters(one);
        BlockingQueue<String> log = log(one);
        ActorRef<Object> actor = peers.actorRef(TWO, ACTOR);
        for (int i = 0; i < 5; i++) {
            actor.tell(i);
        }
        for (int i = 2; i < 5; i++) {
            assertEquals(i, next(dead).message());
        }
        requireLine(log, "the actor system two go to dead letters", "full");
        assertNull(log.poll());
        BlockingQueue<Object> received = collect(two, "actor");
        try (Peers others = Peers.join(two, store, TWO)) {
            assertEquals(0, next(received));
            assertEquals(1, next(received));
            actor.tell(5);
            assertEquals(5, next(received));
            BlockingQueue<String> other = log(two);
            assertTrue(Mailbox.remove(store, "pekko/two"));
            requireLine(other, "the actor system two receives no more", "removed");
            actor.tell(6);
            assertEquals(6, next(dead).message());
            requireLine(log, "the actor system two go to dead letters", "removed");
            peers.<Object>actorRef(TWO, ACTOR).tell(7);
            assertEquals(TWO, others.name());
        }
        Peers.join(two, store, TWO);
        assertEquals(7, next(received));
    }

    @Test
    void whatHasNoReceiverIsADeadLetterOfTheOtherSystem() throws InterruptedException {
        Peers peers = Peers.join(one, store, ONE);
        Peers.join(two, store, TWO);
        BlockingQueue<DeadLetter> dead = deadLetters(two);
        peers.<Object>actorRef(TWO, "/user/nobody").tell("lost");
        DeadLetter letter = next(dead);
        assertEquals("lost", letter.message());
        assertTrue(letter.recipient().toString().contains("/user/nobody"), letter::toString);
    }

    @Test
    void aLetterThatCannotBeReadIsDroppedAndLogged() throws InterruptedException {
        ActorSystem other = start(MessageOptions.defaults().store(store), LOGGED);
        Peers peers = Peers.join(one, store, ONE);
        BlockingQueue<String> log = log(other);
        BlockingQueue<Object> received = collect(other, "actor");
        Peers.join(other, store, TWO);
        ActorRef<Object> actor = peers.actorRef(TWO, ACTOR);
        actor.tell(new Question("a type that it does not know", actor));
        actor.tell("the next");
        assertEquals("the next", next(received));
        requireLine(log, "a letter for the actor system two is dropped");
    }

    @Test
    void aNameIsOneSystem() {
        Peers peers = Peers.join(one, store, ONE);
        for (ActorSystem system : List.of(one, two)) {
            var taken = assertThrows(OtherReceiverException.class, () -> Peers.join(system, store, ONE));
            assertEquals(ProcessHandle.current().pid(), taken.pid());
            assertTrue(taken.getMessage().contains("pekko/one"), taken::getMessage);
        }
        peers.close();
        peers.close();
        assertThrows(IllegalStateException.class, () -> peers.actorRef(TWO, ACTOR));
        Peers.join(two, store, ONE).close();
        for (String wrong : List.of("", "a b", "a/b", "-a")) {
            assertThrows(IllegalArgumentException.class, () -> Peers.join(one, store, wrong));
        }
        Peers again = Peers.join(one, store, TWO);
        assertThrows(IllegalArgumentException.class, () -> again.actorRef("a b", ACTOR));
        for (String wrong : List.of("", "user/a", "/user/", "/user/a b", "/user//a", "/user/a#b")) {
            assertThrows(IllegalArgumentException.class, () -> again.actorRef(ONE, wrong));
        }
    }

    @Test
    void afterLeavingMessagesGoToDeadLetters() throws InterruptedException {
        Peers peers = Peers.join(one, store, ONE);
        BlockingQueue<DeadLetter> dead = deadLetters(one);
        BlockingQueue<String> log = log(one);
        ActorRef<Object> used = peers.actorRef(TWO, ACTOR);
        ActorRef<Object> unused = peers.actorRef(THREE, ACTOR);
        used.tell(1);
        peers.close();
        used.tell(2);
        unused.tell(3);
        assertEquals(2, next(dead).message());
        assertEquals(3, next(dead).message());
        requireLine(log, "the actor system two", "has left");
        requireLine(log, "the actor system three", "has left");
    }

    @Test
    void aStoreThatIsClosedEndsAll() throws InterruptedException {
        Peers peers = Peers.join(one, store, ONE);
        BlockingQueue<DeadLetter> dead = deadLetters(one);
        BlockingQueue<String> log = log(one);
        ActorRef<Object> actor = peers.actorRef(TWO, ACTOR);
        actor.tell(1);
        store.close();
        requireLine(log, "the actor system one receives no more", "StoreClosedException");
        actor.tell(2);
        assertEquals(2, next(dead).message());
        requireLine(log, "the actor system two", "StoreClosedException");
        peers.close();
    }

    @Test
    void whatAReferenceCannotDoIsRefused() throws Exception {
        Peers peers = Peers.join(one, store, ONE);
        var actor = peers.classicActorRef(TWO, ACTOR);
        var refused = new LinkedBlockingQueue<Throwable>();
        Adapter.spawnAnonymous(one, Behaviors.setup(context -> {
            refused.add(assertThrows(RuntimeException.class, () -> context.watch(Adapter.toTyped(actor))));
            return Behaviors.empty();
        }));
        assertInstanceOf(UnsupportedOperationException.class, next(refused));
        var out = new ObjectOutputStream(new ByteArrayOutputStream());
        assertThrows(NotSerializableException.class, () -> out.writeObject(actor));
        NotaSerializer nota = new NotaSerializer((ExtendedActorSystem) one);
        var e = assertThrows(CodecException.class, () -> nota.toBinary(actor));
        assertTrue(e.getMessage().contains("cairn://two/user/actor"), e::getMessage);
        assertThrows(RuntimeException.class, () -> actor.tell(null, null));
    }

    /** A reference of another membership, here of the same system in the same store, is not of the letters of this one. */
    @Test
    void aReferenceByAnotherMembershipIsRefused() throws InterruptedException {
        BlockingQueue<DeadLetter> dead = deadLetters(one);
        Peers peers = Peers.join(one, store, ONE);
        Peers others = Peers.join(one, store, THREE);
        var actor = peers.classicActorRef(TWO, ACTOR);
        actor.tell(List.of(others.classicActorRef(TWO, ACTOR)), null);
        assertInstanceOf(List.class, next(dead).message());
    }
}
