package dev.cairn.bench.map;

/** A version that threads replace by its successor. */
public interface Cell {
    /** Puts an entry into the version held, by {@code updateAndGet}; returns the new version. */
    Object put(Object key, Long value);
}
