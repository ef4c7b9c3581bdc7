package dev.cairn.pekko;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Sharing;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.message.Mailbox;
import dev.cairn.pekko.Stockroom.Count;
import dev.cairn.pekko.Stockroom.Delivery;
import dev.cairn.pekko.Stockroom.Stock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actor systems in two JVMs, without Pekko's remoting. */
class PeersProcessTest extends PekkoTest {
    private static final int MANY = 1_000;
    private static final String PATH = "/user/" + Stockroom.KEEPER;

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();
    private Store store;
    private ActorSystem system;
    private Peers peers;

    @BeforeEach
    void open() {
        store = Store.open(directory.resolve("a.store"), Stockroom.storeOptions());
        system = start(Stockroom.options(store), "");
        peers = Peers.join(system, store, Stockroom.SHOP);
    }

    /** Before the base stops what is left. The file has no letters, and nothing is lost. */
    @AfterEach
    void close() throws Exception {
        try {
            stopSystems();
            Mailbox.remove(store, Stockroom.MAILBOX_OF_ROOM);
            store.verify();
        } finally {
            processes.forEach(Process::destroyForcibly);
            store.close();
        }
    }

    private Process second(String name, String firstLine) throws IOException {
        Process process = startJvm(
                List.of("-Xmx256m"),
                Stockroom.class,
                directory.resolve("a.store").toString(),
                name);
        processes.add(process);
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertEquals(firstLine, said.readLine());
        return process;
    }

    private Process second() throws IOException {
        return second(Stockroom.ROOM, "ready");
    }

    private static void end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertEquals(0, process.waitFor());
    }

    private Stock ask(ActorRef<Delivery> keeper, PMap<Long, String> stock, long key) throws Exception {
        return AskPattern.<Delivery, Stock>ask(
                        keeper,
                        replyTo -> new Delivery(stock, key, replyTo),
                        Duration.ofSeconds(SECONDS),
                        Adapter.toTyped(system).scheduler())
                .toCompletableFuture()
                .get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aMapGoesThereAndBackByReference() throws Exception {
        Process second = second();
        PMap<Long, String> stock = Stockroom.stock(store);
        long bytes = Sharing.retained(stock).bytes();
        ActorRef<Delivery> keeper = peers.actorRef(Stockroom.ROOM, PATH);
        for (int i = 0; i < 10; i++) {
            long key = (long) Stockroom.ENTRIES + i;
            Stock answer = ask(keeper, stock, key);
            assertEquals(stock.size(), answer.sizeBefore());
            assertEquals(stock.put(key, Stockroom.text(key)), answer.stock());
            Sharing sharing = Sharing.between(stock, answer.stock());
            assertTrue(
                    sharing.leftOnlyBytes() < bytes / 100 && sharing.rightOnlyBytes() < bytes / 100, sharing::toString);
            stock = answer.stock();
        }
        end(second);
    }

    @Test
    void aReceiverThatWasKilledStartsAgainAndGoesOn() throws Exception {
        BlockingQueue<Object> numbers = new LinkedBlockingQueue<>();
        ActorRef<Object> here = Adapter.spawn(
                system,
                Behaviors.receiveMessage(number -> {
                    numbers.add(number);
                    return Behaviors.same();
                }),
                "here",
                LETTERS);
        ActorRef<Count> keeper = peers.actorRef(Stockroom.ROOM, PATH);
        long sent = 0;
        long received = -1;
        for (int kills = 0; kills < 2; kills++) {
            Process second = second();
            long first = sent;
            while (sent < first + MANY) {
                keeper.tell(new Count(sent++, here));
            }
            while (received < first) {
                received = larger(received, next(numbers));
            }
            second.toHandle().destroyForcibly(); // while letters come and go
            second.waitFor();
            long afterKill = sent;
            while (sent < afterKill + MANY) {
                keeper.tell(new Count(sent++, here));
            }
            Process third = second();
            while (received < sent - 1) {
                long before = received;
                received = larger(before, next(numbers));
                assertTrue(received <= afterKill || received == before + 1, "what was sent after the kill is not lost");
            }
            end(third);
        }
        assertNull(numbers.poll());
    }

    /** The next number, which comes in order and once. */
    private static long larger(long before, Object number) {
        long next = (Long) number;
        assertTrue(before < next, () -> before + " before " + next);
        return next;
    }

    @Test
    void anotherProcessCannotTakeTheName() throws Exception {
        end(second(Stockroom.SHOP, "refused by " + ProcessHandle.current().pid()));
        peers.close();
        end(second(Stockroom.SHOP, "ready"));
        peers = Peers.join(system, store, Stockroom.SHOP);
    }

    @Test
    void aCollectionOfObjectsDoesNotLeaveTheProcess() throws InterruptedException {
        try (Store memory = Store.inMemory()) {
            BlockingQueue<DeadLetter> dead = deadLetters(system);
            Object objects = PVector.of(memory, Codec.object(), new Object());
            peers.classicActorRef(Stockroom.ROOM, PATH).tell(objects, null);
            assertSame(objects, next(dead).message());
        }
    }
}
