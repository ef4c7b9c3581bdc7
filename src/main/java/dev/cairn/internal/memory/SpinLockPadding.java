package dev.cairn.internal.memory;

/** What lies before the word of a {@link SpinLock}. Fields of a superclass come first; two ints leave no gap for one of a subclass. */
abstract class SpinLockPadding {
    @SuppressWarnings("unused")
    private int before0, before1;
    @SuppressWarnings("unused")
    private long before2, before3, before4, before5, before6, before7, before8;
}
