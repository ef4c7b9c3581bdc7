package dev.cairn.tool;

import dev.cairn.Store;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** One of the processes of the demo of processes. It swaps, and sends and receives letters, until its input ends or has a line, or until it is killed. */
final class ProcessesWork {
    /** After so many swaps it pauses. Else the figures would tell how the system shares the processors out, as all processes would use one. */
    private static final int SWAPS_AT_A_TIME = 64;

    private static final long PAUSE_NANOS = 1_000_000;

    private static volatile boolean isTold;

    private ProcessesWork() {}

    /** What a process prints when it has begun to swap. */
    static final String READY = "ready";

    /** Runs the process; the arguments are the words of its {@link ProcessesJob}. */
    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().daemon().start(ProcessesWork::awaitTold);
        ProcessesJob job = ProcessesJob.of(arguments);
        Diary diary = Diary.open(job.diary());
        try (Store store = Store.open(job.store());
                Parcels _ = new Parcels(store, job, diary)) {
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
