package dev.cairn.tool;

import dev.cairn.tool.Diary.Count;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The processes of one run of the demo of processes: starts them, kills one now and then and starts it again, and lets all end. */
final class ProcessesRun implements AutoCloseable {
    private final Path store;
    private final long blobBytes;
    private final PrintWriter out;
    private final Random random = new Random();
    private final Life[] living;
    private final List<Ended> ended = new ArrayList<>();

    /** How a process ended. */
    enum End {
        KILLED,
        STOPPED,
        /** By itself, or with an error when it was told to end. */
        FAILED
    }

    /** A process that runs, with what it does. */
    private record Life(ProcessesJob job, DemoProcess process, Diary diary) {}

    /** A process that ran, and what it did. A member whose process is killed has another one later, with another life. */
    record Ended(int life, Diary diary, End end) {
        long get(Count count) {
            return diary.get(count);
        }
    }

    ProcessesRun(Path store, int members, long blobBytes, PrintWriter out) {
        this.store = store;
        this.blobBytes = blobBytes;
        this.out = out;
        this.living = new Life[members];
    }

    /** Starts a process for each member. They write when this returns. */
    void start() throws IOException {
        for (int member = 0; member < living.length; member++) {
            begin(member, member);
        }
        for (Life life : living) {
            String line = life.process.lines().readLine();
            if (!ProcessesWork.READY.equals(line)) {
                throw new IOException("a process did not begin, but said " + line);
            }
        }
    }

    private void begin(int member, int life) throws IOException {
        ProcessesJob job = new ProcessesJob(store, member, life, living.length, blobBytes);
        Diary diary = Diary.open(job.diary());
        living[member] = new Life(job, DemoProcess.start(ProcessesWork.class, job.words()), diary);
    }

    /** Waits for so long, and kills so many in each second, each at a random moment of its part of the second. */
    void killFor(int seconds, int killsASecond) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long part = TimeUnit.SECONDS.toNanos(1) / Math.max(killsASecond, 1);
        for (int kill = 0; kill < seconds * killsASecond; kill++) {
            sleepUntil(begin + kill * part + random.nextLong(part));
            killOne();
        }
        sleepUntil(begin + TimeUnit.SECONDS.toNanos(seconds));
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
    }

    private void killOne() throws IOException, InterruptedException {
        int member = victim();
        Life victim = living[member];
        boolean wasAlive = victim.process.kill();
        end(victim, wasAlive ? End.KILLED : End.FAILED);
        out.printf(
                "process %d of %d %s after %,d swaps and %,d letters; another takes its place%n",
                member + 1,
                living.length,
                wasAlive ? "was killed" : "HAD ENDED BY ITSELF",
                victim.diary.get(Count.DONE),
                victim.diary.get(Count.SENT));
        out.flush();
        begin(member, living.length + ended.size() - 1);
    }

    /** A member whose process has swapped; any if there is none, since all were started a moment ago. */
    private int victim() {
        int first = random.nextInt(living.length);
        for (int i = 0; i < living.length; i++) {
            int member = (first + i) % living.length;
            if (living[member].diary.get(Count.DONE) > 0) {
                return member;
            }
        }
        return first;
    }

    private void end(Life life, End how) {
        ended.add(new Ended(life.job.life(), life.diary, how));
    }

    /** Lets all end; returns all that ran. */
    List<Ended> stop() throws IOException, InterruptedException {
        for (Life life : living) {
            life.process.stop();
        }
        for (Life life : living) {
            int code = life.process.awaitEnd(_ -> {});
            end(life, code == 0 ? End.STOPPED : End.FAILED);
        }
        return ended;
    }

    /** Kills all that still run. */
    @Override
    public void close() {
        for (Life life : living) {
            if (life != null) {
                life.process.process().destroyForcibly();
            }
        }
    }
}
