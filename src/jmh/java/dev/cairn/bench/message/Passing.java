package dev.cairn.bench.message;

/** A value that is sent and received, again and again, by one thread. */
@FunctionalInterface
public interface Passing {
    /** What comes out. */
    Object pass();
}
