package dev.cairn.internal.memory;

/** The word of a {@link SpinLock}, on a cache line that nothing else is on: who only reads its neighbours would miss it each time. */
abstract class SpinLockWord extends SpinLockPadding {
    /** 0 while nobody holds it. */
    public volatile int held;
}
