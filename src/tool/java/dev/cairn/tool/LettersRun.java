package dev.cairn.tool;

import com.typesafe.config.ConfigFactory;
import dev.cairn.Blob;
import dev.cairn.Store;
import dev.cairn.StoreStats;
import dev.cairn.message.MessageOptions;
import dev.cairn.pekko.MessageSetup;
import dev.cairn.pekko.UnreadLetters;
import dev.cairn.tool.LettersOutcome.Passed;
import dev.cairn.tool.LettersOutcome.Stopped;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One run of the demo of letters: passes a file by reference, then by copying, and then stops an actor. */
final class LettersRun {
    private static final int LETTERS = 10_000;
    private static final int ROUNDS = 20;
    private static final long PAUSE_MILLIS = 10;

    /** No log; exceptions come to this program. */
    private static final String CONFIG =
            "pekko { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off, jvm-exit-on-fatal-error = off }";

    private final Store store;
    private final Path file;
    private final PrintWriter progress;
    private final MessageOptions options;

    @FunctionalInterface
    private interface Use<T> {
        T of(ActorSystem system) throws IOException, InterruptedException;
    }

    LettersRun(Store store, Path file, PrintWriter progress) {
        this.store = store;
        this.file = file;
        this.progress = progress;
        this.options = MessageOptions.defaults()
                .store(store)
                .types(Pipeline.Whole.class, Pipeline.Slice.class, Pipeline.Tally.class);
    }

    LettersOutcome run() throws IOException, InterruptedException {
        say("passing the file by reference");
        Passed byReference = inSystem(system -> pass(system, Wire.byReference()));
        say("passing the file by copying");
        Passed byCopying = inSystem(system -> pass(system, Wire.byCopying(options)));
        say("stopping an actor with %,d unread letters".formatted(LETTERS));
        Stopped stopped = inSystem(this::stop);
        return new LettersOutcome(
                Files.size(file), Pipeline.counters(), byReference, byCopying, stopped, Verdict.of(store));
    }

    private void say(String what) {
        progress.println(what);
        progress.flush();
    }

    private <T> T inSystem(Use<T> use) throws IOException, InterruptedException {
        var bootstrap = BootstrapSetup.create(ConfigFactory.load(ConfigFactory.parseString(CONFIG)));
        ActorSystem system =
                ActorSystem.create("letters", ActorSystemSetup.create(bootstrap, MessageSetup.of(options)));
        try {
            return use.of(system);
        } finally {
            system.terminate();
            result(system.getWhenTerminated().toCompletableFuture());
        }
    }

    private static <T> T result(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private Passed pass(ActorSystem system, Wire wire) throws IOException, InterruptedException {
        long before = taken();
        Pipeline.Result result = result(new Pipeline(store, wire, system).pass(file));
        Map<Integer, Long> bytes = new HashMap<>();
        result.bytes().forEach(bytes::put);
        long blob = Files.size(file);
        return new Passed(
                result.nanos(), result.slices(), wire.messages(), wire.bytes(), taken() - before - blob, bytes);
    }

    /** The number of bytes that were ever allocated off the heap. */
    private long taken() {
        StoreStats stats = store.stats();
        return stats.liveBytes() + stats.freedBytes();
    }

    private Stopped stop(ActorSystem system) throws IOException, InterruptedException {
        Blob blob = Blob.from(store, file);
        try {
            return stop(system, blob);
        } finally {
            Reference.reachabilityFence(blob);
        }
    }

    private Stopped stop(ActorSystem system, Blob blob) throws IOException, InterruptedException {
        store.reclaim();
        long before = store.stats().liveNodes();
        CompletableFuture<UnreadLetters> dropped = unread(system);
        CountDownLatch latch = new CountDownLatch(1);
        ActorRef<Object> actor = Adapter.spawnAnonymous(
                system,
                Behaviors.receiveMessage(_ -> {
                    latch.await();
                    throw new IllegalStateException("killed");
                }),
                Wire.byReference().mailbox());
        actor.tell("busy");
        fill(actor, blob);
        long queued = store.stats().liveNodes();
        long began = System.nanoTime();
        latch.countDown();
        UnreadLetters unread = result(dropped);
        long nanos = System.nanoTime() - began;
        return new Stopped(LETTERS, unread.letters(), unread.bytes(), nanos, before, queued, liveNodes(before));
    }

    private static CompletableFuture<UnreadLetters> unread(ActorSystem system) {
        CompletableFuture<UnreadLetters> dropped = new CompletableFuture<>();
        ActorRef<DeadLetter> watch = Adapter.spawnAnonymous(system, Behaviors.receiveMessage(dead -> {
            if (dead.message() instanceof UnreadLetters unread) {
                dropped.complete(unread);
            }
            return Behaviors.same();
        }));
        system.eventStream().subscribe(Adapter.toClassic(watch), DeadLetter.class);
        return dropped;
    }

    private static void fill(ActorRef<Object> actor, Blob blob) {
        long length = blob.byteLength();
        for (int i = 0; i < LETTERS; i++) {
            long from = length * i / (2L * LETTERS);
            actor.tell(new Pipeline.Slice(LETTERS, blob.sliceBytes(from, from + length / 2)));
        }
    }

    /** The number of live nodes after a collection. */
    private long liveNodes(long expected) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            store.reclaim();
            if (store.stats().liveNodes() == expected) {
                break;
            }
            Thread.sleep(PAUSE_MILLIS * round);
        }
        return store.stats().liveNodes();
    }
}
