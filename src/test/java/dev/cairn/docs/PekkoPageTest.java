package dev.cairn.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.message.MessageOptions;
import dev.cairn.pekko.MessageSetup;
import dev.cairn.pekko.Peers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.MailboxSelector;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/pekko.md shows. Here the two systems are in one JVM. */
class PekkoPageTest {
    private static final Config CONFIG = ConfigFactory.parseString("pekko { loglevel = OFF, stdout-loglevel = OFF }")
            .withFallback(ConfigFactory.load());

    @TempDir
    Path directory;

    // tag::messages[]
    record Order(PMap<String, Long> items, ActorRef<Price> replyTo) {}

    record Price(long cents) {}
    // end::messages[]

    private static Behavior<Order> pricing() {
        return Behaviors.receiveMessage(order -> {
            long cents = 0;
            for (var item : order.items) {
                cents += item.getValue();
            }
            order.replyTo.tell(new Price(cents));
            return Behaviors.same();
        });
    }

    private static ActorSystem<Void> start(Store store, Config config, Behavior<Void> guardian) {
        // tag::setup[]
        MessageOptions options = MessageOptions.defaults().store(store).types(Order.class, Price.class);
        ActorSystem<Void> system = ActorSystem.create(
                guardian, "shop", ActorSystemSetup.create(BootstrapSetup.create(config), MessageSetup.of(options)));
        // end::setup[]
        return system;
    }

    @Test
    void systemsOfTwoProcessesAskAndAnswer() throws Exception {
        try (Store store = Store.open(directory.resolve("shop.store"))) {
            // tag::receiver[]
            Behavior<Void> guardian = Behaviors.setup(context -> {
                context.spawn(pricing(), "pricing", MailboxSelector.fromConfig("cairn.mailbox"));
                Peers.join(context.getSystem(), store, "pricing");
                return Behaviors.empty();
            });
            // end::receiver[]
            ActorSystem<Void> other = start(store, CONFIG, guardian);
            ActorSystem<Void> system = start(store, CONFIG, Behaviors.empty());
            // tag::sender[]
            Peers peers = Peers.join(system, store, "till");
            ActorRef<Order> pricing = peers.actorRef("pricing", "/user/pricing");
            PMap<String, Long> items =
                    PMap.empty(store, Codec.STRING, Codec.LONG).put("tea", 300L).put("cup", 450L);
            CompletionStage<Price> price = AskPattern.ask(
                    pricing, replyTo -> new Order(items, replyTo), Duration.ofMinutes(10), system.scheduler());
            assertEquals(new Price(750), price.toCompletableFuture().get());
            // end::sender[]
            for (ActorSystem<Void> each : List.of(system, other)) {
                each.terminate();
                each.getWhenTerminated().toCompletableFuture().get();
            }
        }
    }
}
