package dev.cairn.internal.memory;

/** The word of a lock, alone on its cache line: else each change of it would cost the readers of its neighbours a cache miss. */
abstract class SpinLockWord extends SpinLockPadding {
    /** 0 while nobody holds the lock. */
    public volatile int held;
}
