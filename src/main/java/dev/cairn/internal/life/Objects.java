package dev.cairn.internal.life;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The on-heap table of the Java objects that a store's elements stand for, each released with its node. */
public final class Objects {
    private final ConcurrentHashMap<Integer, Object> byNode = new ConcurrentHashMap<>();

    /** Lets the node {@code reference} stand for {@code value}. */
    public void put(int reference, Object value) {
        byNode.put(reference, value);
    }

    /** The object that the node stands for. */
    public @Nullable Object get(int reference) {
        return byNode.get(reference);
    }

    void remove(int reference) {
        byNode.remove(reference);
    }

    /** The number of objects held. */
    public int size() {
        return byNode.size();
    }
}
