package dev.cairn.bench.nativecode;

/** A task, as one way does it. */
@FunctionalInterface
interface Work {
    /** Does it once: a number or a vector. */
    Object run() throws Throwable;
}
