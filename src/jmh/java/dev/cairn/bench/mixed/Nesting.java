package dev.cairn.bench.mixed;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Maps from strings and vectors of one library, which contain each other, strings, longs, doubles and booleans. Each method does
 * what a program would write that uses the library.
 *
 * @param <M> the library's maps
 * @param <L> the library's vectors
 */
interface Nesting<M, L> {
    /** A map that is being made. */
    interface MapFiller<M> {
        void put(String key, Object value);

        M done();
    }

    /** A vector that is being made. */
    interface VectorFiller<L> {
        void add(Object element);

        L done();
    }

    MapFiller<M> newMap();

    VectorFiller<L> newVector();

    boolean isMap(Object value);

    boolean isVector(Object value);

    /** The value of a key that is there. */
    Object get(M map, String key);

    Object get(L vector, int index);

    M with(M map, String key, Object value);

    L with(L vector, int index, Object value);

    void forEachEntry(M map, BiConsumer<String, Object> action);

    void forEachElement(L vector, Consumer<Object> action);
}
