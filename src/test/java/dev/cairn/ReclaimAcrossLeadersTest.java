package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Stillness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What a process let go is freed when its reclaiming returns, also if the process that leads ends meanwhile. */
class ReclaimAcrossLeadersTest extends ChildCase {
    private static final int LITTER_TEXTS = 200_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A process of its own, which leads until it is killed. */
    static final class Leader {
        private Leader() {}

        public static void main(String[] arguments) throws IOException {
            try (Store _ = Store.open(Path.of(arguments[0]), CrewTest.options())) {
                System.out.println("ready");
                System.in.read();
            }
        }
    }

    /** The process that leads is stopped, and a cycle of the timer comes between; then it is killed. */
    @Test
    void allIsFreedWhenTheLeaderIsKilled() throws IOException, InterruptedException {
        boolean wasInTime = false;
        while (!wasInTime) {
            child = ChildJvm.startReady(List.of(), Leader.class, path.toString());
            try (Store store = Store.open(path, CrewTest.options())) {
                awaitLeader(store);
                signal("STOP");
                litter(store);
                Reclaiming reclaiming = new Reclaiming(store);
                reclaiming.awaitWaiting();
                Stillness.reclaim(store.core());
                killChild();
                reclaiming.thread.join();
                wasInTime = reclaiming.nanos < LONGEST_NANOS; // on a slow machine it may have given up before
                assertTrue(!wasInTime || reclaiming.bytes < LITTER_TEXTS, () -> reclaiming.bytes + " bytes");
            }
        }
    }

    /** A thread that reclaims, how long that took, and what was alive then. */
    private static final class Reclaiming {
        private final Thread thread;
        private volatile long nanos;
        private volatile long bytes;

        Reclaiming(Store store) {
            thread = Thread.ofPlatform().start(() -> {
                long began = System.nanoTime();
                store.reclaim();
                bytes = store.stats().liveBytes();
                nanos = System.nanoTime() - began;
            });
        }

        void awaitWaiting() {
            while (thread.isAlive() && !isWaiting()) {
                LockSupport.parkNanos(REST_NANOS);
            }
        }

        private boolean isWaiting() {
            List<String> frames = Arrays.stream(thread.getStackTrace())
                    .map(StackTraceElement::getMethodName)
                    .toList();
            return frames.contains("reclaim") && frames.contains("parkNanos");
        }
    }

    /** Many nodes, so that freeing them takes a while. */
    private static void litter(Store store) {
        PVector.Builder<String> texts = PVector.builder(store, Codec.STRING);
        for (int i = 0; i < LITTER_TEXTS; i++) {
            texts.append("a text that is too long to lie in its slot, number " + i);
        }
        assertTrue(texts.build().size() == LITTER_TEXTS);
    }

    private void awaitLeader(Store store) {
        while (store.processes().stream().noneMatch(process -> process.leads() && process.pid() == child.pid())) {
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid()))
                .start()
                .waitFor();
    }
}
