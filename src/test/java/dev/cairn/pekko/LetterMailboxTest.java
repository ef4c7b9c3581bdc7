package dev.cairn.pekko;

import static org.apache.pekko.actor.ActorRef.noSender;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.LongVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.StoreTest;
import dev.cairn.message.MessageOptions;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.pattern.Patterns;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Order(StoreTest.COLLECTS)
class LetterMailboxTest extends PekkoTest {
    private static final String MAILBOX = "cairn.mailbox";
    private static final int MANY = 1_000;
    private static final int LARGE = 15;

    /** The number of instances that were made, with those that were decoded. */
    private static final AtomicInteger MADE = new AtomicInteger();

    private record Numbered(int number, LongVector vector) {
        Numbered {
            MADE.incrementAndGet();
        }
    }

    private record Question(String text, ActorRef<String> replyTo) {}

    /** Not named in any options. */
    private record Unknown(int number) {}

    private static MessageOptions options(Store store) {
        return MessageOptions.defaults().store(store).types(Numbered.class, Question.class);
    }

    private static Numbered numbered(Store store, int number) {
        return new Numbered(number, LongVector.of(store, number, 1, 2, 3));
    }

    private static <T> Behavior<T> into(BlockingQueue<T> queue) {
        return Behaviors.receiveMessage(message -> {
            queue.add(message);
            return Behaviors.same();
        });
    }

    /** An actor that has its first message, and stops when {@code latch} opens. */
    private static ActorRef<Object> stopping(ActorSystem system, String mailbox, CountDownLatch latch)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        ActorRef<Object> actor = spawn(system, stopping(begun, latch), mailbox);
        actor.tell("the first");
        assertTrue(begun.await(SECONDS, TimeUnit.SECONDS));
        return actor;
    }

    private static Behavior<Object> stopping(CountDownLatch begun, CountDownLatch latch) {
        return Behaviors.receiveMessage(_ -> {
            begun.countDown();
            latch.await();
            return Behaviors.stopped();
        });
    }

    @ParameterizedTest
    @EnumSource
    void messagesArriveInOrderWhereverTheyWait(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        ActorSystem system = start(options(store), "");
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        ActorRef<Object> actor = spawn(system, into(received), MAILBOX);
        for (int i = 0; i < MANY; i++) {
            actor.tell(i % 3 == 0 ? new Unknown(i) : numbered(store, i));
        }
        for (int i = 0; i < MANY; i++) {
            assertEquals(i % 3 == 0 ? new Unknown(i) : numbered(store, i), next(received));
        }
    }

    @Test
    void anActorThatStopsDropsItsLettersUnread() throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults());
        ActorSystem system = start(options(store), "");
        BlockingQueue<DeadLetter> dead = deadLetters(system);
        CountDownLatch latch = latch();
        ActorRef<Object> actor = stopping(system, MAILBOX, latch);
        for (int i = 0; i < MANY; i++) {
            actor.tell(numbered(store, i));
        }
        Unknown onHeap = new Unknown(7);
        actor.tell(onHeap);
        int made = MADE.get();
        latch.countDown();
        assertSame(onHeap, next(dead).message());
        DeadLetter summary = next(dead);
        assertEquals(Adapter.toClassic(actor), summary.recipient());
        UnreadLetters unread = (UnreadLetters) summary.message();
        assertEquals(MANY, unread.letters());
        assertTrue(unread.bytes() >= 64L * MANY && unread.bytes() < 1_024L * MANY, unread::toString);
        assertEquals(made, MADE.get());
        actor.tell("too late");
        assertEquals("too late", next(dead).message());
        assertNull(dead.poll());
        store.verify();
    }

    @Test
    void aRestartedActorGoesOnWithTheNextLetter() throws InterruptedException {
        Store store = stores.open();
        ActorSystem system = start(options(store), "");
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        Behavior<Object> failing = Behaviors.receiveMessage(message -> {
            if (message instanceof String text) {
                throw new IllegalStateException(text);
            }
            received.add(message);
            return Behaviors.same();
        });
        ActorRef<Object> actor =
                spawn(system, Behaviors.supervise(failing).onFailure(SupervisorStrategy.restart()), MAILBOX);
        for (int i = 0; i < 100; i++) {
            actor.tell(numbered(store, i));
            actor.tell("fail");
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(numbered(store, i), next(received));
        }
    }

    @Test
    void whoAsksGetsTheAnswer() throws Exception {
        ActorSystem system = start(options(stores.open()), "");
        Behavior<Question> echo = Behaviors.receiveMessage(question -> {
            question.replyTo.tell(question.text + "!");
            return Behaviors.same();
        });
        ActorRef<Question> actor = spawn(system, echo, MAILBOX);
        for (int i = 0; i < 100; i++) {
            String text = "question " + i;
            var answer = AskPattern.<Question, String>ask(
                    actor,
                    replyTo -> new Question(text, replyTo),
                    Duration.ofSeconds(SECONDS),
                    Adapter.toTyped(system).scheduler());
            assertEquals(text + "!", answer.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS));
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

    @Test
    void theSenderOfAClassicMessageIsKept() throws Exception {
        Store store = stores.open();
        ActorSystem system = start(options(store), "");
        var actor = system.actorOf(Props.create(Echo.class, Echo::new).withMailbox(MAILBOX));
        for (Object message : new Object[] {numbered(store, 1), new Unknown(2), 3L, "four"}) {
            var answer = Patterns.ask(actor, message, Duration.ofSeconds(SECONDS));
            assertEquals(message, answer.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatDoesNotFitGoesToDeadLetters() throws InterruptedException {
        Store store = stores.open();
        ActorSystem system =
                start(options(store), "small { mailbox-type = \"dev.cairn.pekko.LetterMailbox\", capacity = 5 }");
        BlockingQueue<DeadLetter> dead = deadLetters(system);
        CountDownLatch latch = latch();
        ActorRef<Object> actor = stopping(system, "small", latch);
        for (int i = 0; i < 20; i++) {
            actor.tell(numbered(store, i));
        }
        for (int i = 0; i < 15; i++) {
            Numbered refused = (Numbered) next(dead).message();
            assertEquals(numbered(store, refused.number), refused);
        }
        latch.countDown();
        assertEquals(5, ((UnreadLetters) next(dead).message()).letters());
    }

    @Test
    void aFullMailboxThatListensToDeadLettersDropsThem() throws InterruptedException {
        ActorSystem system = start(
                options(stores.open()), "small { mailbox-type = \"dev.cairn.pekko.LetterMailbox\", capacity = 1 }");
        CountDownLatch latch = latch();
        ActorRef<Object> actor = stopping(system, "small", latch);
        system.eventStream().subscribe(Adapter.toClassic(actor), DeadLetter.class);
        for (int i = 0; i < 10; i++) {
            system.deadLetters().tell("nobody's", system.deadLetters());
        }
        BlockingQueue<DeadLetter> dead = deadLetters(system);
        latch.countDown();
        assertNull(dead.poll(1, TimeUnit.SECONDS));
    }

    @Test
    void aCapacityIsNotNegative() {
        ActorSystem system = start(
                options(stores.open()), "none { mailbox-type = \"dev.cairn.pekko.LetterMailbox\", capacity = -1 }");
        Throwable wrong = assertThrows(
                Exception.class,
                () -> system.actorOf(Props.create(Echo.class, Echo::new).withMailbox("none")));
        while (wrong.getCause() != null) {
            wrong = wrong.getCause();
        }
        assertTrue(wrong.getMessage().contains("-1"), wrong::toString);
    }

    @Test
    void aFullStoreLosesNothingInSilence() throws InterruptedException {
        Store store = stores.open(StoreOptions.defaults().maxBytes(1 << 20));
        ActorSystem system = start(options(store), "");
        BlockingQueue<DeadLetter> dead = deadLetters(system);
        CountDownLatch latch = latch();
        ActorRef<Object> actor = stopping(system, MAILBOX, latch);
        for (int i = 0; i < LARGE; i++) {
            actor.tell(new byte[100_000]);
        }
        latch.countDown();
        int refused = 0;
        Object last = next(dead).message();
        for (; last instanceof byte[]; last = next(dead).message()) {
            refused++;
        }
        int waiting = ((UnreadLetters) last).letters();
        assertTrue(refused > 0 && waiting > 0, refused + " and " + waiting);
        assertEquals(LARGE, refused + waiting);
        store.verify();
    }

    /** When the store is closed, the actor has letters, a message on the heap and a message of Pekko's. It gets only the last. */
    @Test
    void anActorOfAClosedStoreCanBeStopped() throws Exception {
        Store store = stores.open();
        ActorSystem system = start(options(store), "");
        BlockingQueue<DeadLetter> dead = deadLetters(system);
        CountDownLatch latch = latch();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger received = new AtomicInteger();
        var actor = system.actorOf(Props.create(Waiting.class, () -> new Waiting(begun, latch, received))
                .withMailbox(MAILBOX));
        actor.tell("the first", noSender());
        begun.await();
        for (int i = 0; i < 100; i++) {
            actor.tell(numbered(store, i), noSender());
        }
        actor.tell(new Unknown(7), noSender());
        store.close();
        actor.tell("too late", noSender());
        assertEquals("too late", next(dead).message());
        latch.countDown();
        UnreadLetters unread = (UnreadLetters) next(dead).message();
        assertEquals(100, unread.letters());
        actor.tell(new Unknown(8), noSender());
        assertEquals(new Unknown(8), next(dead).message());
        assertTrue(Patterns.gracefulStop(actor, Duration.ofSeconds(SECONDS))
                .toCompletableFuture()
                .get());
        assertEquals(2, received.get());
        assertNull(dead.poll());
        actor.tell("stopped", noSender());
        assertEquals("stopped", next(dead).message());
    }

    /** Counts its messages, and waits for a latch each time. */
    private static final class Waiting extends AbstractActor {
        private final CountDownLatch begun;
        private final CountDownLatch latch;
        private final AtomicInteger received;

        Waiting(CountDownLatch begun, CountDownLatch latch, AtomicInteger received) {
            this.begun = begun;
            this.latch = latch;
            this.received = received;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder().matchAny(_ -> await()).build();
        }

        private void await() throws InterruptedException {
            received.incrementAndGet();
            begun.countDown();
            latch.await();
        }
    }

    @Test
    void aCollectionOfAnotherStoreArrives() throws InterruptedException {
        Store other = stores.open();
        ActorSystem system = start(options(stores.open()), "");
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        ActorRef<Object> actor = spawn(system, into(received), MAILBOX);
        actor.tell(numbered(other, 1));
        actor.tell(Blob.from(other, new byte[5_000]));
        assertEquals(numbered(other, 1), next(received));
        assertEquals(Blob.from(other, new byte[5_000]), next(received));
    }

    @Test
    void anActorOfAnotherSystemIsReached() throws InterruptedException {
        ActorSystem system = start(options(stores.open()), "");
        ActorSystem other = start(options(stores.open()), "");
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        Behavior<Question> echo = Behaviors.receiveMessage(question -> {
            question.replyTo.tell(question.text);
            return Behaviors.same();
        });
        ActorRef<String> asking = spawn(other, into(answers), MAILBOX);
        spawn(system, echo, MAILBOX).tell(new Question("who", asking));
        assertEquals("who", next(answers));
    }
}
