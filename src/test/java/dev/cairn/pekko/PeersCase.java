package dev.cairn.pekko;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.event.Logging;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The base of tests with two actor systems of one process in one store. */
abstract class PeersCase extends PekkoTest {
    static final String ONE = "one";
    static final String TWO = "two";
    static final String THREE = "three";
    static final String ACTOR = "/user/actor";
    static final String LOGGED =
            "pekko { use-slf4j = off, loglevel = WARNING, loggers = [\"" + SilentLogger.class.getName() + "\"] }";

    Store store;
    ActorSystem one;
    ActorSystem two;

    record Question(Object content, ActorRef<Object> replyTo) {}

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
    static final class Echo extends AbstractActor {
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

    final ActorSystem startLogged() {
        return start(options(), LOGGED);
    }

    final MessageOptions options() {
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

    static BlockingQueue<Object> collect(ActorSystem system, String name) {
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

    static Behavior<Question> answering() {
        return Behaviors.receiveMessage(question -> {
            question.replyTo.tell(question.content);
            return Behaviors.same();
        });
    }

    static BlockingQueue<String> log(ActorSystem system) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        var listener = Adapter.spawnAnonymous(system, Behaviors.<Logging.LogEvent>receiveMessage(event -> {
            lines.add(event.message().toString());
            return Behaviors.same();
        }));
        system.eventStream().subscribe(Adapter.toClassic(listener), Logging.Warning.class);
        system.eventStream().subscribe(Adapter.toClassic(listener), Logging.Error.class);
        return lines;
    }

    static void requireLine(BlockingQueue<String> log, String... parts) throws InterruptedException {
        String line = next(log);
        for (String part : parts) {
            assertTrue(line.contains(part), line);
        }
    }
}
