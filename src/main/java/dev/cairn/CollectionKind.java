package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.stream.ReadVersions;
import dev.cairn.internal.stream.WrittenVersions;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A kind of collections, including the codecs of their elements, for example maps from strings to numbers. Has all operations that each
 * kind implements differently. {@link CollectionKinds} lists the kinds.
 *
 * @param <V> the type of the collections
 */
abstract class CollectionKind<V extends Version> {
    /** The name of the collection's class and its codecs. */
    @Override
    public abstract String toString();

    /** The empty collection of the store {@code core}. */
    abstract V empty(Core core);

    /** Whether {@code version} may leave this process. */
    abstract boolean isPortable(V version);

    /** A copy of {@code source} in the store {@code target}. {@code nested} copies collections that are parts of elements. */
    abstract V copy(V source, Core target, UnaryOperator<Object> nested);

    /** Whether the store {@code core} has enough room left for the slot shapes of such collections. */
    abstract boolean isSparedBy(Core core);

    /** Whether {@code core} has enough room left for the shape of slots of {@code elements} side by side. */
    static boolean isSpared(Core core, List<?> elements) {
        return elements.stream()
                .map(codec -> SlotCodec.of(codec).shape())
                .reduce(Shape::and)
                .map(core.shapes()::spares)
                .orElse(true);
    }

    /** Whether {@code version} shares nodes or many elements with {@code base}, which is of this class and in the same store. */
    abstract boolean isNear(V base, V version);

    /** Writes to a stream how {@code version} differs from {@code base}. */
    abstract void write(V base, V version, WrittenVersions written, ObjectOutputStream out) throws IOException;

    /**
     * Registers {@code version}, which has this number in the stream, so that later versions can refer to it. A version with a scope is
     * kept beyond the scope, because later writes read its nodes.
     */
    abstract void remember(V version, int number, WrittenVersions written);

    /** Reads the differences from {@code base}; returns the version. Throws RuntimeException if the stream is damaged. */
    abstract V read(V base, ReadVersions read, ObjectInputStream in) throws IOException, ClassNotFoundException;
}
