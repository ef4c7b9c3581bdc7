package dev.cairn.pekko;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.Sharing;
import dev.cairn.codec.Codec;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.InvalidActorNameException;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.pattern.Patterns;
import org.junit.jupiter.api.Test;

/** Two or three actor systems of one process send each other messages. */
class PeersTest extends PeersCase {
    private static final int MANY = 1_000;
    private static final int ENTRIES = 10_000;

    /** The first half waits for the other system, and the mailbox is made for it. */
    @Test
    void messagesArriveInOrderAlsoIfTheOtherSystemJoinsLater() throws InterruptedException {
        BlockingQueue<Object> received = collect(two, "actor");
        try (Peers peers = Peers.join(one, store, ONE)) {
            ActorRef<Object> actor = peers.actorRef(TWO, ACTOR);
            assertEquals(
                    "Actor[cairn://two/user/actor]", Adapter.toClassic(actor).toString());
            for (int i = 0; i < MANY; i++) {
                actor.tell(i);
            }
            assertNull(received.poll());
            try (Peers others = Peers.join(Adapter.toTyped(two), store, TWO)) {
                assertEquals(TWO, others.name());
                for (int i = MANY; i < 2 * MANY; i++) {
                    actor.tell(LongVector.of(store, i));
                }
                for (int i = 0; i < 2 * MANY; i++) {
                    assertEquals(i < MANY ? (Object) i : LongVector.of(store, i), next(received));
                }
            }
        }
    }

    @Test
    void whoAsksGetsTheAnswer() throws Exception {
        Peers peers = Peers.join(one, store, ONE);
        Peers.join(two, store, TWO);
        Adapter.spawn(two, answering(), "actor", LETTERS);
        two.actorOf(Props.create(Echo.class, Echo::new).withMailbox("cairn.mailbox"), "echo");
        ActorRef<Question> actor = peers.actorRef(TWO, ACTOR);
        for (int i = 0; i < 100; i++) {
            String text = "question " + i;
            var answer = AskPattern.<Question, Object>ask(
                    actor,
                    replyTo -> new Question(text, replyTo),
                    Duration.ofSeconds(SECONDS),
                    Adapter.toTyped(one).scheduler());
            assertEquals(text, answer.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS));
            var classic = Patterns.ask(peers.classicActorRef(TWO, "/user/echo"), text, Duration.ofSeconds(SECONDS));
            assertEquals(text, classic.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void aCollectionPassesByReference() throws InterruptedException {
        Peers peers = Peers.join(one, store, ONE);
        Peers.join(two, store, TWO);
        BlockingQueue<Object> received = collect(two, "actor");
        PMap.Builder<Long, String> builder = PMap.builder(store, Codec.LONG, Codec.STRING);
        for (long i = 0; i < ENTRIES; i++) {
            builder.put(i, "a text of some length, number " + i);
        }
        PMap<Long, String> map = builder.build();
        peers.<Object>actorRef(TWO, ACTOR).tell(List.of(map, "and more"));
        PMap<?, ?> there = (PMap<?, ?>) ((List<?>) next(received)).getFirst();
        assertEquals(map, there);
        Sharing sharing = Sharing.between(map, there);
        assertTrue(sharing.sharedBytes() > 1 << 18, sharing::toString);
        assertEquals(0, sharing.leftOnlyNodes() + sharing.rightOnlyNodes());
    }

    /** A reference to an actor of a third system, which is passed on by two; and one that comes home. */
    @Test
    void referencesToActorsPassOn() throws InterruptedException {
        ActorSystem three = startLogged();
        Peers peers = Peers.join(one, store, ONE);
        Peers.join(two, store, TWO);
        Peers.join(three, store, THREE);
        BlockingQueue<String> log = log(two);
        Adapter.spawn(two, answering(), "actor", LETTERS);
        BlockingQueue<Object> atThree = collect(three, "actor");
        BlockingQueue<Object> atOne = collect(one, "actor");
        ActorRef<Question> actor = peers.actorRef(TWO, ACTOR);
        actor.tell(new Question("for three", peers.actorRef(THREE, ACTOR)));
        assertEquals("for three", next(atThree));
        ActorRef<Object> home = Adapter.spawn(one, Behaviors.ignore(), "home");
        actor.tell(new Question(
                List.of(home, Adapter.toClassic(home), peers.actorRef(THREE, ACTOR)), peers.actorRef(ONE, ACTOR)));
        assertEquals(List.of(home, Adapter.toClassic(home), peers.actorRef(THREE, ACTOR)), next(atOne));
        assertNull(log.poll(), "no message waits on the heap");
    }

    /** The guardian may not know yet that the actor has stopped that had the name. */
    private static void echoAgain(ActorSystem system) {
        while (true) {
            try {
                system.actorOf(Props.create(Echo.class, Echo::new), "echo");
                return;
            } catch (InvalidActorNameException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aReferenceIsOfOneIncarnation() throws Exception {
        Peers peers = Peers.join(one, store, ONE);
        Peers others = Peers.join(two, store, TWO);
        BlockingQueue<Object> atOne = collect(one, "actor");
        var first = two.actorOf(Props.create(Echo.class, Echo::new), "echo");
        others.<Object>actorRef(ONE, ACTOR).tell(first);
        var seen = (org.apache.pekko.actor.ActorRef) next(atOne);
        assertEquals(first.path().uid(), seen.path().uid());
        var home = Adapter.toClassic(Adapter.<Object>spawnAnonymous(one, Behaviors.receiveMessage(message -> {
            atOne.add(message);
            return Behaviors.same();
        })));
        seen.tell("a", home);
        assertEquals("a", next(atOne));
        assertTrue(Patterns.gracefulStop(first, Duration.ofSeconds(SECONDS))
                .toCompletableFuture()
                .get());
        BlockingQueue<DeadLetter> dead = deadLetters(two);
        echoAgain(two);
        seen.tell("b", home);
        assertEquals("b", next(dead).message());
        peers.classicActorRef(TWO, "/user/echo").tell("c", home);
        assertEquals("c", next(atOne));
    }

    @Test
    void whenASystemEndsLettersWaitForTheNext() throws Exception {
        Peers peers = Peers.join(one, store, ONE);
        Peers others = Peers.join(two, store, TWO);
        BlockingQueue<Object> received = collect(two, "actor");
        ActorRef<Object> actor = peers.actorRef(TWO, ACTOR);
        actor.tell(1);
        assertEquals(1, next(received));
        two.terminate();
        two.getWhenTerminated().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        others.close();
        assertThrows(IllegalStateException.class, () -> Peers.join(two, store, TWO));
        actor.tell(2);
        ActorSystem next = startLogged();
        BlockingQueue<Object> later = collect(next, "actor");
        Peers.join(next, store, TWO);
        assertEquals(2, next(later));
        assertNull(received.poll());
    }

    /** A message that waits in a letter on its way to an actor of this system, with a reference whose membership ends meanwhile. */
    @Test
    void aReferenceOutlivesItsMembershipAsADeadOne() throws InterruptedException {
        Peers peers = Peers.join(one, store, ONE);
        var latch = latch();
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        ActorRef<Object> actor = spawn(
                one,
                Behaviors.receiveMessage(message -> {
                    latch.await();
                    received.add(message);
                    return Behaviors.same();
                }),
                "cairn.mailbox");
        actor.tell("begin");
        actor.tell(peers.classicActorRef(TWO, ACTOR));
        peers.close();
        latch.countDown();
        assertEquals("begin", next(received));
        assertEquals(one.deadLetters(), next(received));
    }

    @Test
    void theCollectorTakesAReference() throws InterruptedException {
        Peers peers = Peers.join(one, store, ONE);
        WeakReference<Object> reference = new WeakReference<>(peers.classicActorRef(TWO, ACTOR));
        while (reference.get() != null) {
            System.gc();
            Thread.sleep(1);
        }
        assertEquals(ONE, peers.name());
    }
}
