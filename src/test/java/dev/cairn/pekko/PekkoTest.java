package dev.cairn.pekko;

import com.typesafe.config.ConfigFactory;
import dev.cairn.StoreTest;
import dev.cairn.message.MessageOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.MailboxSelector;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;

/** The base of tests that start actor systems. It stops the systems. */
abstract class PekkoTest extends StoreTest {
    /** The time to wait for an event that must come. Only a hang takes so long, even on a slow machine. */
    static final int SECONDS = 600;

    static final MailboxSelector LETTERS = MailboxSelector.fromConfig("cairn.mailbox");
    private static final String QUIET = "pekko { loglevel = OFF, stdout-loglevel = OFF }\n";

    private final List<ActorSystem> systems = new ArrayList<>();
    private final List<CountDownLatch> latches = new ArrayList<>();

    @AfterEach
    void stopSystems() throws Exception {
        latches.forEach(CountDownLatch::countDown);
        latches.clear();
        systems.forEach(ActorSystem::terminate);
        for (ActorSystem system : systems) {
            system.getWhenTerminated().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        }
        systems.clear();
    }

    final ActorSystem start(MessageOptions options, String config) {
        ActorSystem system = system("test", options, QUIET + config);
        systems.add(system);
        return system;
    }

    /** A latch for which actors wait without a limit. It is opened at the end of the test. */
    final CountDownLatch latch() {
        CountDownLatch latch = new CountDownLatch(1);
        latches.add(latch);
        return latch;
    }

    static ActorSystem system(String name, MessageOptions options, String config) {
        BootstrapSetup bootstrap = BootstrapSetup.create(ConfigFactory.load(ConfigFactory.parseString(config)));
        return ActorSystem.create(name, ActorSystemSetup.create(bootstrap, MessageSetup.of(options)));
    }

    /** Starts {@code program} in a JVM of its own, with the class path of this one. */
    static Process startJvm(List<String> options, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static <T> ActorRef<T> spawn(ActorSystem system, Behavior<T> behavior, String mailbox) {
        return Adapter.spawnAnonymous(system, behavior, MailboxSelector.fromConfig(mailbox));
    }

    /** The messages that go to dead letters from now on. */
    static BlockingQueue<DeadLetter> deadLetters(ActorSystem system) {
        BlockingQueue<DeadLetter> found = new LinkedBlockingQueue<>();
        ActorRef<DeadLetter> listener = Adapter.spawnAnonymous(system, Behaviors.receiveMessage(letter -> {
            found.add(letter);
            return Behaviors.same();
        }));
        system.eventStream().subscribe(Adapter.toClassic(listener), DeadLetter.class);
        return found;
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }
}
