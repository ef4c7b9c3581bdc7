package dev.cairn.pekko;

import dev.cairn.Blob;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.codec.Codec;
import dev.cairn.message.MessageOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.SplittableRandom;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.Serialization;

/**
 * The messages that two JVMs send each other in {@link RemoteTest}, and the program of the second JVM. The program makes the expected values
 * itself, compares, and reports the result. It ends at the end of its standard input.
 */
final class Parcels {
    static final int ENTRIES = 1_000_000;
    static final int BLOB_BYTES = 100_000_000;
    static final String RECEIVER = "receiver";

    static final String CONFIG = """
            pekko {
              loglevel = WARNING
              actor.provider = remote
              actor.serialization-bindings {
                "dev.cairn.pekko.Parcels$Parcel" = cairn-nota
                "dev.cairn.pekko.Parcels$Receipt" = cairn-nota
              }
              remote {
                warn-about-direct-use = off
                artery {
                  transport = tcp
                  canonical { hostname = "127.0.0.1", port = 0 }
                  large-message-destinations = ["/user/receiver"]
                  advanced { maximum-large-frame-size = 128 MiB, large-buffer-pool-size = 2 }
                }
              }
            }
            """;

    private static final long STORE_BYTES = 2L << 30;

    private Parcels() {}

    /** A collection, and the actor that gets the report. */
    record Parcel(String name, Object content, ActorRef<Receipt> replyTo) {}

    /** The report whether the parcel {@code name} had the expected value. */
    record Receipt(String name, boolean isEqual) {}

    static MessageOptions options(Store store) {
        return MessageOptions.defaults().store(store).types(Parcel.class, Receipt.class);
    }

    static StoreOptions storeOptions() {
        return StoreOptions.defaults().maxBytes(STORE_BYTES);
    }

    static Object content(Store store, String name) {
        return switch (name) {
            case "map" -> map(store);
            case "blob" -> blob(store);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static PMap<String, Long> map(Store store) {
        PMap.Builder<String, Long> map = PMap.builder(store, Codec.STRING, Codec.LONG);
        for (long i = 0; i < ENTRIES; i++) {
            map.put("key " + i, i * i);
        }
        return map.build();
    }

    private static Blob blob(Store store) {
        byte[] bytes = new byte[BLOB_BYTES];
        new SplittableRandom(5).nextBytes(bytes);
        return Blob.from(store, bytes);
    }

    private static Behavior<Parcel> receiver(Store store) {
        return Behaviors.receiveMessage(parcel -> {
            boolean isEqual = content(store, parcel.name).equals(parcel.content);
            parcel.replyTo.tell(new Receipt(parcel.name, isEqual));
            return Behaviors.same();
        });
    }

    /** Prints the path of the receiver, and waits for the end of its input. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err); // where Pekko logs
        try (Store store = Store.inMemory(storeOptions())) {
            ActorSystem system = PekkoTest.system("second", options(store), CONFIG);
            var receiver = Adapter.spawn(system, receiver(store), RECEIVER, PekkoTest.LETTERS);
            out.println(Serialization.serializedActorPath(Adapter.toClassic(receiver)));
            while (System.in.read() >= 0) {}
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }
}
