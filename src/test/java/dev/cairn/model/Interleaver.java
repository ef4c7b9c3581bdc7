package dev.cairn.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Runs several programs one step at a time, in an order drawn from a seed.
 *
 * <p>Every program has a virtual thread, but only the holder of the baton runs: {@link #step()} hands it to a program
 * drawn at random, often the same one. So programs are written as plain code, and a run is a function of its seed.
 */
final class Interleaver implements AutoCloseable {
    /*
     * Concurrency. Whoever holds the baton may touch every field here and all state of the programs; passing it on is
     * a volatile write of `turn`, read by the next holder. The driver (the thread that calls `run`) is a holder like
     * the others, and gets the baton back when a portion of steps is done, or a program ended or failed.
     */

    /** One that can hold the baton: a program being run, or the driver. */
    static final class Task {
        private Thread thread = Thread.currentThread(); // the driver; a program gets its own
        private volatile boolean turn;
        private boolean killed;
        private boolean done;

        boolean isDone() {
            return done;
        }

        private void await() {
            while (!turn) {
                LockSupport.park(this);
            }
        }
    }

    /** Unwinds a killed program; programs have no cleanup, so to them it is as if the thread just stopped. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final RandomGenerator random;
    private final Task driver = new Task();
    private final List<Task> tickets = new ArrayList<>();
    private Task current = driver;
    private BooleanSupplier until = () -> false;
    private long remaining;
    private long steps;
    private Throwable failure;

    Interleaver(RandomGenerator random) {
        this.random = random;
        driver.turn = true;
    }

    /** Adds a program; one with weight 2 gets twice the steps of one with weight 1. */
    Task start(int weight, Runnable program) {
        Task task = new Task();
        for (int i = 0; i < weight; i++) {
            tickets.add(task);
        }
        task.thread = Thread.ofVirtual().unstarted(() -> live(task, program));
        task.thread.start();
        return task;
    }

    /** Runs that many steps. */
    void run(long count) {
        runUntil(() -> false, count);
    }

    /** Runs until the condition holds, and says whether it came to hold within the limit. */
    boolean runUntil(BooleanSupplier condition, long limit) {
        if (condition.getAsBoolean()) {
            return true;
        }
        until = condition;
        remaining = limit;
        pass(draw());
        throwFailure();
        return condition.getAsBoolean();
    }

    /** Ends a program between two of its steps. */
    void kill(Task task) {
        if (!task.done) {
            task.killed = true;
            pass(task);
        }
    }

    /** The end of one atomic action of the running program: any other program may run now. */
    void step() {
        Task self = current;
        if (self == driver) {
            return;
        }
        steps++;
        remaining--;
        pass(mustReturn() ? driver : draw());
        if (self.killed) {
            throw new Killed();
        }
    }

    long steps() {
        return steps;
    }

    /** Kills what still runs. */
    @Override
    public void close() {
        while (!tickets.isEmpty()) {
            kill(tickets.getFirst());
        }
    }

    private void live(Task task, Runnable program) {
        try {
            task.await();
            if (!task.killed) {
                program.run();
            }
        } catch (Killed _) {
            // this is its end
        } catch (Throwable thrown) {
            failure = thrown;
        }
        tickets.removeIf(ticket -> ticket == task);
        task.done = true;
        hand(task.killed || failure != null || mustReturn() ? driver : draw());
    }

    private boolean mustReturn() {
        return remaining <= 0 || tickets.isEmpty() || until.getAsBoolean();
    }

    private Task draw() {
        return tickets.get(random.nextInt(tickets.size()));
    }

    private void pass(Task next) {
        Task self = current;
        if (next != self) {
            self.turn = false;
            hand(next);
            self.await();
        }
    }

    private void hand(Task next) {
        current = next;
        next.turn = true;
        LockSupport.unpark(next.thread);
    }

    private void throwFailure() {
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new AssertionError(thrown);
        }
    }
}
