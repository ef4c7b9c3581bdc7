package dev.cairn.internal.memory;

/** The bytes before the word of a lock. Fields of a superclass come first; two ints leave no gap for a field of a subclass. */
abstract class SpinLockPadding {
    @SuppressWarnings("unused")
    private int before0, before1;
    @SuppressWarnings("unused")
    private long before2, before3, before4, before5, before6, before7, before8;
}
