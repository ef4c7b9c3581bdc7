package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Which of several processes leads, if some are not to. */
class LeadingTest extends ChildCase {
    private static final int ROUNDS = 3;

    private static StoreOptions options(boolean leads) {
        return CrewTest.options().leads(leads);
    }

    /** A process of its own, which swaps a key again and again until its input ends. */
    static final class Member {
        private Member() {}

        public static void main(String[] arguments) throws IOException {
            boolean leads = Boolean.parseBoolean(arguments[1]);
            try (Store store = Store.open(Path.of(arguments[0]), options(leads))) {
                System.out.println("ready");
                for (long key = 0; System.in.available() == 0; key++) {
                    CrewTest.swap(CrewTest.counts(store), key % 100);
                }
            }
        }
    }

    private long start(boolean leads) throws IOException {
        child = ChildJvm.startReady(List.of(), Member.class, path.toString(), Boolean.toString(leads));
        return child.pid();
    }

    private void close() throws IOException, InterruptedException {
        child.getOutputStream().write('\n');
        child.getOutputStream().close();
        assertEquals(0, child.waitFor());
    }

    private static void awaitLeader(Store store, long pid) {
        while (store.processes().stream().noneMatch(process -> process.leads() && process.pid() == pid)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static final long HERE = ProcessHandle.current().pid();

    /** Somebody must lead. Who is not to does so as long as nobody is there who is. */
    @Test
    void whoIsNotToLeadStandsIn() throws IOException, InterruptedException {
        try (Store store = Store.open(path, options(false))) {
            assertFalse(store.options().leads());
            for (int round = 0; round < ROUNDS; round++) {
                awaitLeader(store, HERE);
                CrewTest.swap(CrewTest.counts(store), round);
                store.reclaim();
                awaitLeader(store, start(true));
                if (round % 2 == 0) {
                    close();
                } else {
                    killChild();
                }
            }
            awaitLeader(store, HERE);
            CrewTest.patiently(store::verify);
        }
    }

    /** Who counts all references leads meanwhile, whether it is to or not. */
    @Test
    void whoIsNotToLeadVerifies() throws IOException, InterruptedException {
        long leader = start(true);
        try (Store store = Store.open(path, options(false))) {
            awaitLeader(store, leader);
            for (int round = 0; round < ROUNDS; round++) {
                assertTrue(CrewTest.patiently(store::verify).nodes() > 0);
                awaitLeader(store, leader);
            }
            close();
            CrewTest.patiently(store::verify);
        }
    }

    /** A process that is to lead gets the lead of one that is not, which is the only one. */
    @Test
    void aProcessThatComesLaterLeads() throws IOException, InterruptedException {
        long other = start(false);
        try (Store store = Store.open(path, options(true))) {
            awaitLeader(store, HERE);
            assertTrue(store.processes().stream().noneMatch(process -> process.leads() && process.pid() == other));
            CrewTest.patiently(store::verify);
            close();
        }
    }

    /** The only one that is to lead is killed: one of the others does, which are not to. */
    @Test
    void theOnlyOneThatIsToLeadIsKilled() throws IOException, InterruptedException {
        long leader = start(true);
        Process killed = child;
        try (Store store = Store.open(path, options(false))) {
            awaitLeader(store, leader);
            start(false);
            killed.toHandle().destroyForcibly();
            killed.waitFor();
            while (store.processes().stream().noneMatch(StoreProcess::leads)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            close();
            awaitLeader(store, HERE);
            CrewTest.patiently(store::verify);
        }
    }
}
