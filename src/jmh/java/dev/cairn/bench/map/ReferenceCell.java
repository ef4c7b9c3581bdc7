package dev.cairn.bench.map;

import java.util.concurrent.atomic.AtomicReference;

/** The cell of every library on the heap: an {@link AtomicReference}. */
final class ReferenceCell<V> implements Cell {
    private final Mapping<V> mapping;
    private final AtomicReference<V> held;

    ReferenceCell(Mapping<V> mapping, V initial) {
        this.mapping = mapping;
        this.held = new AtomicReference<>(initial);
    }

    @Override
    public Object put(Object key, Long value) {
        return held.updateAndGet(version -> mapping.put(version, key, value));
    }
}
