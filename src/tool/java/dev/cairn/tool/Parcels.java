package dev.cairn.tool;

import dev.cairn.Blob;
import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import dev.cairn.tool.Diary.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * The letters of one process of the demo of processes. It makes one blob, and sends it to the other processes again and again: a letter has a
 * reference to the blob, whatever its size. It receives what the others send, and looks into each blob.
 */
final class Parcels implements AutoCloseable {
    /** Letters of one sender that wait in a mailbox. They keep the blobs of the killed. */
    private static final int CAPACITY = 4;

    private static final long PAUSE_NANOS = 5_000_000;
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Store store;
    private final ProcessesJob job;
    private final Diary diary;
    private final Random random = new Random();
    private final List<Thread> threads;
    private volatile boolean isClosed;

    /** A letter. */
    record Parcel(int life, long sentNanos, Blob blob) {}

    Parcels(Store store, ProcessesJob job, Diary diary) {
        this.store = store;
        this.job = job;
        this.diary = diary;
        this.threads = List.of(start(this::send), start(this::receive));
    }

    private static Mailbox mailbox(Store store, int member) {
        MessageOptions options = MessageOptions.defaults().store(store).types(Parcel.class);
        return Mailbox.named(options, "process " + (member + 1), CAPACITY);
    }

    /** Runs one part in a thread of its own. If it fails, the process ends with an error. */
    private static Thread start(Part part) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                part.run();
            } catch (Throwable e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        });
    }

    private interface Part {
        void run() throws InterruptedException;
    }

    private void send() {
        Blob blob = Contents.blob(store, job.life(), job.blobBytes());
        List<Mailbox> others = new ArrayList<>();
        for (int member = 0; member < job.members(); member++) {
            if (member != job.member()) {
                others.add(mailbox(store, member));
            }
        }
        while (!isClosed && !others.isEmpty()) {
            Mailbox to = others.get(random.nextInt(others.size()));
            if (to.trySendValue(new Parcel(job.life(), System.nanoTime(), blob))) {
                diary.add(Count.SENT);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        others.forEach(Mailbox::close);
    }

    private void receive() throws InterruptedException {
        Latencies latencies = diary.letters();
        Random places = new Random();
        try (Mailbox inbox = mailbox(store, job.member())) {
            while (!isClosed) {
                Letter letter = inbox.receive(LOOK);
                if (letter != null) {
                    latencies.record(open(letter, places));
                }
            }
        }
    }

    /** Opens a letter, and looks into its blob; returns how long it was on its way. */
    private long open(Letter letter, Random places) {
        try (Scope _ = store.scope()) {
            diary.add(Count.RECEIVED); // before it is opened: a letter that was opened is not lost
            Parcel parcel = (Parcel) Objects.requireNonNull(letter.open());
            long nanos = System.nanoTime() - parcel.sentNanos();
            if (!Contents.isSound(parcel.blob(), parcel.life(), job.blobBytes(), places)) {
                diary.add(Count.WRONG);
            }
            return nanos;
        }
    }

    /**
     * What no process received.
     *
     * @param unread the letters that waited in the mailboxes
     * @param lost the letters that processes had taken and not opened when they were killed
     */
    record Left(long unread, long lost) {}

    /** Takes what waits in all mailboxes, when all processes have ended. */
    static Left drain(Store store, int members) {
        long unread = 0;
        long lost = 0;
        for (int member = 0; member < members; member++) {
            try (Mailbox left = mailbox(store, member)) {
                for (Letter letter = left.poll(); letter != null; letter = left.poll()) {
                    letter.close();
                    unread++;
                }
                lost += left.lost();
            }
        }
        return new Left(unread, lost);
    }

    /** Ends both parts. */
    @Override
    public void close() {
        isClosed = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
