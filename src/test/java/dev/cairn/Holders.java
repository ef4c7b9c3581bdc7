package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.internal.life.Census;
import dev.cairn.internal.life.StandIn;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.vector.ConcatView;
import dev.cairn.internal.trie.vector.HeapVector;
import dev.cairn.internal.trie.vector.Roots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What versions and builders hold in a store, so that a test can say who is alive without waiting for a collection. */
public final class Holders {
    private final List<Object> holders = new ArrayList<>();
    private final List<Integer> roots = new ArrayList<>();

    private Holders() {}

    /** The holders behind {@code versions} and {@code builders}. */
    public static Holders of(Collection<? extends Version> versions, Collection<?> builders) {
        Holders all = new Holders();
        versions.forEach(all::addVersion);
        for (Object builder : builders) {
            if (builder instanceof PMap.Builder<?, ?> || builder instanceof PSet.Builder<?>) {
                all.addKeyedBuilder(Fields.of(builder, "entries"));
            } else {
                all.addVectorBuilder(Fields.of(builder, "elements"));
            }
        }
        return all;
    }

    private void addVersion(Version version) {
        AbstractVersion<?, ?> held = AbstractVersion.of(version);
        add(held.base());
        add(held.readable());
        if (held instanceof ReadableVector<?, ?> vector && vector.pending instanceof ConcatView join) {
            add(join.other());
        }
        if (held instanceof ReadableVector<?, ?> vector && vector.pending instanceof HeapVector small) {
            addPrepared(small, "prepared");
        }
        if (held instanceof AbstractKeyed<?, ?>) {
            addPrepared(Fields.of(held, "table"), "cells");
            addPrepared(Fields.of(held, "log"), "keys", "values");
        }
    }

    private void addKeyedBuilder(Object builder) {
        Object entries = Fields.of(builder, "entries");
        if (entries instanceof MapBase) {
            add(entries);
        } else {
            addPrepared(entries, "cells");
        }
        addPrepared(Fields.of(builder, "pending"), "keys", "values");
    }

    /** What versions there are in arrays of what waits. */
    private void addPrepared(Object waiting, String... arrays) {
        for (String array : arrays) {
            if (waiting != null) {
                addPrepared(Fields.of(waiting, array));
            }
        }
    }

    private void addPrepared(Object prepared) {
        if (prepared instanceof Object[] parts) {
            for (Object part : parts) {
                addPrepared(part);
            }
        } else if (prepared instanceof Prepared.Waiting) {
            addVersion((Version) Fields.of(prepared, "version"));
        }
    }

    private void addVectorBuilder(Object draft) {
        Object elements = Fields.of(draft, "builder");
        if (elements == null) {
            return; // all on the heap
        }
        holders.add(elements);
        roots.addAll(Roots.ofBuilder(elements));
        add(Fields.of(elements, "source"));
    }

    /** How many elements a full leaf of {@code version} has. */
    public static int leafElements(Version version) {
        return vector(version).base.type().leafElements();
    }

    /** How many levels of inner nodes the trie of {@code version} has. */
    public static int height(Version version) {
        return Roots.height(vector(version).foldedBase());
    }

    private static AbstractVector<?, ?> vector(Version version) {
        return (AbstractVector<?, ?>) AbstractVersion.of(version);
    }

    private void add(Object base) {
        holders.add(base);
        Object kept = Fields.of(base, "keptHeader");
        if (kept != null) {
            int header = (Integer) Fields.of(kept, "node");
            holders.add(kept);
            roots.addAll(header == 0 ? List.of() : List.of(header));
        }
        if (base instanceof MapBase || base instanceof BlobBase) {
            roots.add((Integer) Fields.of(base, "root"));
            return;
        }
        roots.addAll(Roots.ofBase(base));
        Object holder = Fields.of(base, "holder");
        if (holder != null) {
            add(holder);
        }
    }

    /** Lets all other holders in {@code store} be found dead, and frees what only they held. */
    public void collect(Store store) {
        StandIn.collect(store.core(), holders);
    }

    /** Requires that {@code store} has the nodes of {@code alive} and no others, once all other holders are found dead. */
    static void requireOnly(Store store, Collection<? extends Version> alive) {
        Holders held = of(alive, List.of());
        held.collect(store);
        store.verify();
        Census census = held.census(store);
        assertEquals(census.reachable(), census.allocated());
    }

    /** The nodes in {@code store}, and those that the holders and pinned nodes reach. */
    public Census census(Store store) {
        return Census.of(store.core(), roots);
    }
}
