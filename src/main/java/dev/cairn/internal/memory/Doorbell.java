package dev.cairn.internal.memory;

import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets threads of several processes wait for something that one of them does in a file that all have mapped. */
public final class Doorbell {
    /*
     * Layout, 8 bytes: [bell32 | sleepers32]
     *
     * Protocol
     *   wait    1  seen := bell                    2  sleepers := 1; full fence
     *           3  if the thing has happened: done 4  sleep until the bell is not seen any more, for REST_NANOS at most; 1 again
     *   ring    1  do the thing, by an atomic write that nothing later passes
     *           2  if sleepers is 0: done          3  sleepers := 0        4  bell + 1        5  wake all that sleep at the bell
     *   Without native access, and in a virtual thread, a waiting thread looks again and again, with rests of up to a millisecond.
     *
     * Invariants
     *   B1  a waiting thread writes sleepers before it looks (3), and who rings does the thing before it reads sleepers (2): one of the two
     *       sees the other.
     *   B2  who clears sleepers counts the bell up later. So a thread whose mark was cleared does not sleep, or is woken: it read the bell
     *       before it made its mark.
     *   B3  if a process dies between 3 and 5, or a mark stays of a process that died, a thread sleeps for REST_NANOS, or one ring is in vain.
     * Evidence: DoorbellStress (jcstress) with its twin; AwaitChangeTest.
     */
    /** The longest sleep without a look. */
    public static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long POLL_LEAST = 20_000;
    private static final long POLL_MOST = 1_000_000;

    /** Where in the word of both the sleepers are. */
    private static final int SLEEPERS_SHIFT = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.SIZE : 0;

    private final Memory memory;
    private final long bell;
    private final long sleepers;

    /** The doorbell at the byte {@code offset} of {@code memory}. */
    public Doorbell(Memory memory, long offset) {
        this.memory = memory;
        this.bell = memory.atOffset(offset);
        this.sleepers = bell + Integer.BYTES;
    }

    /** Tells all that wait that something has happened. */
    public void ring() {
        if ((int) (memory.getLongVolatile(bell) >>> SLEEPERS_SHIFT) != 0) {
            ringAtOnce();
        }
    }

    private void ringAtOnce() {
        memory.casInt(sleepers, 1, 0);
        int seen = memory.getIntAcquire(bell);
        while (!memory.casInt(bell, seen, seen + 1)) {
            seen = memory.getIntAcquire(bell);
        }
        if (Futex.isUsable()) {
            Futex.wakeAll(address());
        }
    }

    private long address() {
        return memory.region().base() + memory.offset(bell);
    }

    /** Marks that somebody sleeps; returns the bell as it was before. Called before each look whether the thing has happened. */
    public int mark() {
        int seen = memory.getIntAcquire(bell);
        memory.setIntRelease(sleepers, 1);
        VarHandle.fullFence();
        return seen;
    }

    /**
     * Sleeps until somebody rings, if nobody has since {@link #mark} returned {@code seen}; for {@code nanos} at most, and never for long. May
     * return early.
     */
    public void sleep(int seen, long nanos) throws InterruptedException {
        if (isPolled()) {
            LockSupport.parkNanos(this, Math.min(POLL_MOST, nanos));
        } else {
            Futex.await(address(), seen, Math.min(REST_NANOS, nanos));
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static boolean isPolled() {
        return !Futex.isUsable() || Thread.currentThread().isVirtual();
    }

    /** Waits until {@code hasHappened}, or {@code nanos} are over; returns whether it has. An interrupt ends the wait within 200 ms. */
    public boolean await(BooleanSupplier hasHappened, long nanos) throws InterruptedException {
        boolean polls = isPolled();
        long begin = System.nanoTime();
        for (long rest = POLL_LEAST; ; rest = Math.min(POLL_MOST, 2 * rest)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int seen = polls ? 0 : mark();
            if (hasHappened.getAsBoolean()) {
                return true;
            }
            long left = nanos - (System.nanoTime() - begin);
            if (left <= 0) {
                return false;
            }
            if (polls) {
                LockSupport.parkNanos(this, Math.min(rest, left));
            } else {
                Futex.await(address(), seen, Math.min(REST_NANOS, left));
            }
        }
    }
}
