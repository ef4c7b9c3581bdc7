package dev.cairn;

import dev.cairn.internal.life.Confinement;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapChange;
import dev.cairn.internal.trie.map.MapEdits;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapTable;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** Changes that one thread makes to a map or set, written in batches. */
final class KeyedBuilder {
    /*
     * A batch is as large as the map, within limits, so that building copies each entry a few times at most. What is built
     * or built upon stays reachable from here (T1), in bases of the scope that the builder was made in: one that dies with
     * an inner scope could die before the builder.
     */
    private static final int SMALLEST_BATCH = 1 << 10;
    private static final int LARGEST_BATCH = 1 << 17;

    private final Thread owner = Thread.currentThread();
    private final Core core;
    private final @Nullable Confinement scope;
    private MapEntries entries;
    private MapEdits waiting;

    KeyedBuilder(MapEntries entries) {
        this.core = entries.type().core();
        this.scope = core.confinement();
        this.entries = entries;
        this.waiting = new MapEdits(entries.type());
        core.check();
    }

    /**
     * Throws unless this is the builder's thread and the store and the scope it was made in, if any, are open.
     *
     * @throws WrongThreadException in another thread
     * @throws IllegalStateException after the scope's end
     */
    void check() {
        if (!owner.equals(Thread.currentThread())) {
            throw new WrongThreadException("this builder is confined to " + owner);
        }
        if (scope != null) {
            scope.check();
        }
        core.check();
    }

    void put(Object key, @Nullable Object value) {
        waiting.put(entries.type().hash(key), key, value);
        writeIfMany();
    }

    void remove(Object key) {
        waiting.remove(entries.type().hash(key), key);
        writeIfMany();
    }

    private void writeIfMany() {
        if (waiting.isMuch() || waiting.count() >= Math.clamp(entries.size(), SMALLEST_BATCH, LARGEST_BATCH)) {
            write();
        }
    }

    private void write() {
        MapEntries source = entries;
        try {
            entries = after(source);
            waiting = new MapEdits(source.type());
        } finally {
            Reference.reachabilityFence(source);
        }
    }

    /** What waits is written, unless it is few with all there is. */
    private MapEntries after(MapEntries source) {
        if (source instanceof MapBase base) {
            return MapChange.apply(base, waiting, scope);
        }
        MapTable all = ((MapTable) source).after(waiting);
        return all.isTooLarge() ? MapChange.apply(MapBase.empty(source.type(), scope), all.edits(), scope) : all;
    }

    /** What there is so far, for a version of the scope that is open now; the builder can go on. */
    MapEntries build() {
        if (waiting.count() > 0) {
            write();
        }
        try {
            return entries instanceof MapBase base && base.confinement() != core.confinement()
                    ? MapChange.keep(base, core.confinement())
                    : entries;
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
