package dev.cairn.internal.letter;

/** The word of a {@link SpinLock}, on a cache line that nothing else is on: who only reads its neighbours would miss it each time. */
abstract class SpinLockWord extends SpinLockPadding {
    volatile int held;
}
