package dev.cairn.tool;

import dev.cairn.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** One of the processes of the demo of processes. It swaps until its input ends or has a line, or until it is killed. */
final class ProcessesWork {
    /** After so many swaps it pauses. Else the figures would tell how the system shares the processors out, as all processes would use one. */
    private static final int SWAPS_AT_A_TIME = 64;

    private static final long PAUSE_NANOS = 1_000_000;

    private static volatile boolean isTold;

    private ProcessesWork() {}

    /** What is to be done: in which store, as which member in which life, among how many, and with blobs of how many bytes. */
    record Job(Path store, int member, int life, int members, long blobBytes) {
        static Job of(String[] words) {
            return new Job(
                    Path.of(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Long.parseLong(words[4]));
        }

        Object[] words() {
            return new Object[] {store, member, life, members, blobBytes};
        }

        Path diary() {
            return store.resolveSibling("diary." + life);
        }
    }

    /** What a process prints when it has begun to swap. */
    static final String READY = "ready";

    /** Runs the process; the arguments are the words of its {@link Job}. */
    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().daemon().start(ProcessesWork::awaitTold);
        Job job = Job.of(arguments);
        Diary diary = Diary.open(job.diary());
        try (Store store = Store.open(job.store())) {
            Swaps swaps = new Swaps(store, job.life(), diary);
            swaps.step();
            System.out.println(READY);
            while (!isTold) {
                for (int i = 0; i < SWAPS_AT_A_TIME; i++) {
                    swaps.step();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void awaitTold() {
        try {
            System.in.read();
        } catch (IOException e) {
            // as at the end of the input
        }
        isTold = true;
    }
}
