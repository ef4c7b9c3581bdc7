package dev.cairn;

import dev.cairn.internal.life.Census;
import dev.cairn.internal.life.StandIn;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.vector.Join;
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
        for (Version version : versions) {
            AbstractVersion<?, ?> held = AbstractVersion.of(version);
            all.add(held.base());
            all.add(held.readable());
            if (held instanceof ReadableVector<?, ?> vector && vector.waiting instanceof Join join) {
                all.add(join.other());
            }
        }
        for (Object builder : builders) {
            if (builder instanceof PMap.Builder<?, ?> || builder instanceof PSet.Builder<?>) {
                all.add(Fields.of(Fields.of(builder, "entries"), "base"));
            } else {
                all.addVectorBuilder(Fields.of(builder, "elements"));
            }
        }
        return all;
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
        return Roots.height(vector(version).settled());
    }

    private static AbstractVector<?, ?> vector(Version version) {
        return (AbstractVector<?, ?>) AbstractVersion.of(version);
    }

    private void add(Object base) {
        holders.add(base);
        Object kept = Fields.of(base, "kept");
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

    /** The nodes in {@code store}, and those that the holders and zombies reach. */
    public Census census(Store store) {
        return Census.of(store.core(), roots);
    }
}
