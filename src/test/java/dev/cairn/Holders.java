package dev.cairn;

import dev.cairn.internal.life.Census;
import dev.cairn.internal.life.StandIn;
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
            AbstractVector<?> vector = AbstractVector.of(version);
            all.add(vector.base);
            all.add(vector.readable());
        }
        for (Object builder : builders) {
            Object elements = Fields.of(builder, "elements");
            all.holders.add(elements);
            all.roots.addAll(Roots.ofBuilder(elements));
            all.add(Fields.of(elements, "source"));
        }
        return all;
    }

    /** How many elements a full leaf of {@code version} has. */
    public static int leafElements(Version version) {
        return AbstractVector.of(version).base.type().leafElements();
    }

    /** How many levels of inner nodes the trie of {@code version} has. */
    public static int height(Version version) {
        return Roots.height(AbstractVector.of(version).settled());
    }

    private void add(Object base) {
        Object holder = Fields.of(base, "holder");
        if (holder != null) {
            add(holder);
        }
        holders.add(base);
        roots.addAll(Roots.ofBase(base));
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
