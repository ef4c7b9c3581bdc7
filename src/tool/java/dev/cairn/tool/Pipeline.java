package dev.cairn.tool;

import dev.cairn.Blob;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A pipeline of actors that counts each byte of a file: a reader, a slicer, counters, and an adder. */
final class Pipeline {
    static final int SLICE_BYTES = 1 << 20;

    private static final int VALUES = 1 << Byte.SIZE;
    private static final int CHUNK = 1 << 13;
    private static final int MOST_COUNTERS = 8;

    private final Store store;
    private final Wire wire;
    private final ActorSystem system;
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private volatile long began;

    /** The whole file. */
    record Whole(Blob bytes) {}

    /** A part of the file, one of {@code count}. */
    record Slice(int count, Blob bytes) {}

    /** The counts of each byte in one of {@code count} slices. */
    record Tally(int count, PMap<Integer, Long> bytes) {}

    /** The counts of the whole file, and the time since the file was read. */
    record Result(PMap<Integer, Long> bytes, int slices, long nanos) {}

    @FunctionalInterface
    private interface Stage {
        void accept(Object message) throws IOException;
    }

    Pipeline(Store store, Wire wire, ActorSystem system) {
        this.store = store;
        this.wire = wire;
        this.system = system;
    }

    static int counters() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_COUNTERS);
    }

    /** Sends {@code file} into the pipeline. The result comes later. */
    CompletableFuture<Result> pass(Path file) {
        ActorRef<DeadLetter> watch = Adapter.spawnAnonymous(system, Behaviors.receiveMessage(lost -> {
            result.completeExceptionally(new IllegalStateException("a message was lost: " + lost.message()));
            return Behaviors.same();
        }));
        system.eventStream().subscribe(Adapter.toClassic(watch), DeadLetter.class);
        ActorRef<Object> adder = actor(adder());
        List<ActorRef<Object>> counters = new ArrayList<>();
        for (int i = 0; i < counters(); i++) {
            counters.add(actor(slice -> count((Slice) slice, adder)));
        }
        ActorRef<Object> slicer = actor(whole -> slice((Whole) whole, counters));
        send(actor(path -> read((String) path, slicer)), file.toString());
        return result;
    }

    private ActorRef<Object> actor(Stage stage) {
        return Adapter.spawnAnonymous(
                system,
                Behaviors.receiveMessage(message -> {
                    try {
                        stage.accept(wire.unpack(message));
                    } catch (IOException | RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                    return Behaviors.same();
                }),
                wire.mailbox());
    }

    private void send(ActorRef<Object> to, Object message) {
        to.tell(wire.pack(message));
    }

    private void read(String path, ActorRef<Object> slicer) throws IOException {
        Blob bytes = Blob.from(store, Path.of(path));
        began = System.nanoTime();
        send(slicer, new Whole(bytes));
    }

    private void slice(Whole whole, List<ActorRef<Object>> counters) {
        long length = whole.bytes.byteLength();
        int count = (int) Math.max(1, Math.ceilDiv(length, SLICE_BYTES));
        for (int i = 0; i < count; i++) {
            long from = (long) i * SLICE_BYTES;
            Blob part = whole.bytes.sliceBytes(from, Math.min(length, from + SLICE_BYTES));
            send(counters.get(i % counters.size()), new Slice(count, part));
        }
    }

    private void count(Slice slice, ActorRef<Object> adder) {
        long[] tally = new long[VALUES];
        byte[] chunk = new byte[CHUNK];
        long length = slice.bytes.byteLength();
        for (long from = 0; from < length; from += CHUNK) {
            int some = (int) Math.min(CHUNK, length - from);
            slice.bytes.copyTo(from, chunk, 0, some);
            for (int i = 0; i < some; i++) {
                tally[Byte.toUnsignedInt(chunk[i])]++;
            }
        }
        send(adder, new Tally(slice.count, map(tally)));
    }

    private Stage adder() {
        long[] total = new long[VALUES];
        int[] seen = {0};
        return message -> {
            Tally tally = (Tally) message;
            tally.bytes.forEach((value, times) -> total[value] += times);
            if (++seen[0] == tally.count) {
                result.complete(new Result(map(total), tally.count, System.nanoTime() - began));
            }
        };
    }

    /** The bytes that occur. */
    private PMap<Integer, Long> map(long[] tally) {
        PMap.Builder<Integer, Long> map = PMap.builder(store, Codec.INT, Codec.LONG);
        for (int value = 0; value < VALUES; value++) {
            if (tally[value] > 0) {
                map.put(value, tally[value]);
            }
        }
        return map.build();
    }
}
