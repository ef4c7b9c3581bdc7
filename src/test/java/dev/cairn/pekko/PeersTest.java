package dev.cairn.pekko;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.Setting;
import dev.cairn.Sharing;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import dev.cairn.message.OtherReceiverException;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Kill;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.event.Logging;
import org.apache.pekko.pattern.Patterns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two or three actor systems of one process in one store. */
class PeersTest extends PekkoTest {
    private static final int MANY = 1_000;
    private static final int ENTRIES = 10_000;
    private static final String ONE = "one";
    private static final String TWO = "two";
    private static final String THREE = "three";
    private static final String ACTOR = "/user/actor";
    private static final String LOGGED =
            "pekko { use-slf4j = off, loglevel = WARNING, loggers = [\"" + SilentLogger.class.getName() + "\"] }";

    private Store store;
    private ActorSystem one;
    private ActorSystem two;

    private record Question(Object content, ActorRef<Object> replyTo) {}

    /** Not named in any options. */
    private record Unknown(int number) {}

    /** Takes what is logged, and prints nothing. */
    static final class SilentLogger extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Logging.InitializeLogger.class, _ -> sender().tell(Logging.loggerInitialized(), self()))
                    .matchAny(_ -> {})
                    .build();
        }
    }

    /** Answers with each message that it gets. */
    private static final class Echo extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .matchAny(message -> sender().tell(message, self()))
                    .build();
        }
    }

    @BeforeEach
    void startTwo() {
        store = stores.open(Setting.TINY_INHERITED);
        one = startLogged();
        two = startLogged();
    }

    private ActorSystem startLogged() {
        return start(options(), LOGGED);
    }

    private MessageOptions options() {
        return MessageOptions.defaults().store(store).types(Question.class);
    }

    /** Before the base looks whether anything is left. */
    @AfterEach
    void removeMailboxes() throws Exception {
        stopSystems();
        if (!store.isClosed()) {
            for (String name : List.of(ONE, TWO, THREE)) {
                Mailbox.remove(store, "pekko/" + name);
            }
        }
    }

    private static BlockingQueue<Object> collect(ActorSystem system, String name) {
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        Adapter.spawn(
                system,
                Behaviors.receiveMessage(message -> {
                    received.add(message);
                    return Behaviors.same();
                }),
                name,
                LETTERS);
        return received;
    }

    private static Behavior<Question> answering() {
        return Behaviors.receiveMessage(question -> {
            question.replyTo.tell(question.content);
            return Behaviors.same();
        });
    }

    private static BlockingQueue<String> log(ActorSystem system) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        var listener = Adapter.spawnAnonymous(system, Behaviors.<Logging.LogEvent>receiveMessage(event -> {
            lines.add(event.message().toString());
            return Behaviors.same();
        }));
        system.eventStream().subscribe(Adapter.toClassic(listener), Logging.Warning.class);
        system.eventStream().subscribe(Adapter.toClassic(listener), Logging.Error.class);
        return lines;
    }

    private static void requireLine(BlockingQueue<String> log, String... parts) throws InterruptedException {
        String line = next(log);
        for (String part : parts) {
            assertTrue(line.contains(part), line);
        }
    }

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
        two.actorOf(Props.create(Echo.class, Echo::new), "echo");
        seen.tell("b", home);
        assertEquals("b", next(dead).message());
        peers.classicActorRef(TWO, "/user/echo").tell("c", home);
        assertEquals("c", next(atOne));
    }

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
