package dev.cairn.pekko;

import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.codec.Codec;
import dev.cairn.message.MessageOptions;
import dev.cairn.message.OtherReceiverException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The messages that two JVMs send each other in {@link PeersProcessTest}, and the program of the second JVM. It ends at the end of its
 * standard input.
 */
final class Stockroom {
    static final String SHOP = "shop";
    static final String ROOM = "stockroom";
    static final String KEEPER = "keeper";
    static final String MAILBOX_OF_ROOM = "pekko/" + ROOM;
    static final int ENTRIES = 100_000;
    private static final long STORE_BYTES = 256L << 20;

    private Stockroom() {}

    /** Asks the keeper to note one more thing in the stock. */
    record Delivery(PMap<Long, String> stock, long key, ActorRef<Stock> replyTo) {}

    /** The stock with that thing, and how many there were before. */
    record Stock(PMap<Long, String> stock, long sizeBefore) {}

    /** Asks the keeper to send the number back. */
    record Count(long number, ActorRef<Object> replyTo) {}

    static StoreOptions storeOptions() {
        return StoreOptions.defaults().maxBytes(STORE_BYTES);
    }

    static MessageOptions options(Store store) {
        return MessageOptions.defaults().store(store).types(Delivery.class, Stock.class, Count.class);
    }

    static String text(long key) {
        return "a thing of some length, number " + key;
    }

    static PMap<Long, String> stock(Store store) {
        PMap.Builder<Long, String> stock = PMap.builder(store, Codec.LONG, Codec.STRING);
        for (long i = 0; i < ENTRIES; i++) {
            stock.put(i, text(i));
        }
        return stock.build();
    }

    private static Behavior<Object> keeper() {
        return Behaviors.receive(Object.class)
                .onMessage(Delivery.class, delivery -> {
                    PMap<Long, String> more = delivery.stock.put(delivery.key, text(delivery.key));
                    delivery.replyTo.tell(new Stock(more, delivery.stock.size()));
                    return Behaviors.same();
                })
                .onMessage(Count.class, count -> {
                    count.replyTo.tell(count.number);
                    return Behaviors.same();
                })
                .build();
    }

    /** Says whether it could join by the name that its second argument has, and by whom not. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err); // where Pekko logs
        try (Store store = Store.open(Path.of(arguments[0]), storeOptions())) {
            ActorSystem system = PekkoTest.system("room", options(store), "pekko.loglevel = WARNING");
            Adapter.spawn(system, keeper(), KEEPER, PekkoTest.LETTERS);
            try {
                Peers.join(system, store, arguments[1]);
                out.println("ready");
            } catch (OtherReceiverException e) {
                out.println("refused by " + e.pid());
            }
            while (System.in.read() >= 0) {}
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }
}
