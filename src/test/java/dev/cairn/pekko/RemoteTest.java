package dev.cairn.pekko;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Store;
import dev.cairn.pekko.Parcels.Parcel;
import dev.cairn.pekko.Parcels.Receipt;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two JVMs on this machine, with Artery over TCP. */
@Tag("tree")
class RemoteTest extends PekkoTest {
    private static final int ROUNDS = 100;
    private static final long PAUSE_MILLIS = 50;

    @Test
    void largeCollectionsArriveEqualAndTheSenderKeepsNothing() throws Exception {
        Process second = startJvm(List.of("-Xmx2g"), Parcels.class);
        try (var said = new BufferedReader(new InputStreamReader(second.getInputStream(), StandardCharsets.UTF_8))) {
            String path = said.readLine();
            assertNotNull(path, "the second JVM said nothing");
            assertTrue(path.startsWith("pekko://second@127.0.0.1:"), path);
            Store store = stores.open(Parcels.storeOptions());
            ActorSystem system = start(Parcels.options(store), Parcels.CONFIG);
            ActorRef<Parcel> receiver =
                    ActorRefResolver.get(Adapter.toTyped(system)).resolveActorRef(path);
            BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
            ActorRef<Receipt> replyTo = Adapter.spawn(
                    system,
                    Behaviors.receiveMessage(receipt -> {
                        receipts.add(receipt);
                        return Behaviors.same();
                    }),
                    "receipts",
                    LETTERS);
            for (String name : new String[] {"map", "blob"}) {
                receiver.tell(new Parcel(name, Parcels.content(store, name), replyTo));
                assertEquals(new Receipt(name, true), receipts.poll(2 * SECONDS, TimeUnit.SECONDS));
            }
            assertNoLetterIsLeft(store);
        } finally {
            second.getOutputStream().close();
            assertTrue(second.waitFor(SECONDS, TimeUnit.SECONDS));
        }
        assertEquals(0, second.exitValue());
    }

    /** While the system still runs: the mailboxes of its actors are all that is left. */
    private static void assertNoLetterIsLeft(Store store) throws InterruptedException {
        for (int round = 0; round < ROUNDS && store.stats().liveBytes() > 1 << 16; round++) {
            Thread.sleep(PAUSE_MILLIS);
            store.reclaim();
        }
        assertTrue(store.stats().liveBytes() <= 1 << 16, store.stats()::toString);
        store.verify();
    }
}
