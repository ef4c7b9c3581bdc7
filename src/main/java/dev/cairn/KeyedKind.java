package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.stream.ReadVersions;
import dev.cairn.internal.stream.WrittenVersions;
import dev.cairn.internal.trie.map.MapBase;
import dev.cairn.internal.trie.map.MapBuilder;
import dev.cairn.internal.trie.map.MapCopy;
import dev.cairn.internal.trie.map.MapEntries;
import dev.cairn.internal.trie.map.MapTable;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The kind of the maps with certain codecs of keys and values, or of the sets with a certain codec of elements. */
@SuppressWarnings("serial") // see NestedCodec
final class KeyedKind<K extends @Nullable Object, V extends AbstractKeyed<K, V> & Version> extends NestedCodec<V> {
    private final List<?> elements;
    private final SlotCodec<@Nullable Object> keys;
    private final @Nullable SlotCodec<@Nullable Object> values;
    private final EmptyVersionCache<V> empties;

    /**
     * The kind of the maps or sets of the class {@code type}.
     *
     * @param codecs the codecs that users choose
     * @param elements the codec of the keys and, for maps, the codec of the values
     */
    KeyedKind(Class<?> type, List<?> codecs, List<?> elements, Function<Store, V> empty) {
        super(type, codecs);
        this.elements = elements;
        this.keys = SlotCodec.of(elements.getFirst());
        this.values = elements.size() == 1 ? null : SlotCodec.of(elements.getLast());
        this.empties = new EmptyVersionCache<>(empty);
    }

    /** As the other constructor; users choose the codecs of all elements. */
    KeyedKind(Class<?> type, List<?> codecs, Function<Store, V> empty) {
        this(type, codecs, codecs, empty);
    }

    @Override
    V empty(Core core) {
        return empties.of(core);
    }

    private static MapBase emptyBase(MapBase empty, @Nullable ScopeState scope) {
        return scope == null ? empty : MapBase.empty(empty.type(), scope);
    }

    @Override
    V make(Core core, int node, @Nullable ScopeState scope) {
        V empty = empty(core);
        MapTable packed = MapCopy.ofPacked(empty.type(), node);
        MapBase base = packed == null ? MapBase.of(core, empty.type(), node, scope) : emptyBase(empty.base(), scope);
        return empty.version(base, packed, null, 0);
    }

    @Override
    @Nullable
    V makeOnHeap(Core core, int node, @Nullable ScopeState scope) {
        V empty = empty(core);
        MapTable few = MapCopy.of(empty.type(), node);
        return few == null ? null : empty.version(emptyBase(empty.base(), scope), few, null, 0);
    }

    @Override
    long hash(V version, long seed) {
        return version.entriesToRead().contentHash(seed);
    }

    @Override
    V copy(V source, Core target, UnaryOperator<Object> nested) {
        V empty = empty(target);
        MapBuilder builder = new MapBuilder(empty.type(), empty.allEntries());
        MapEntries all = source.entriesToRead();
        source.eachEntry(all, entry -> {
            Object key = keys.move(keys.prepare(all.key(entry)), nested);
            source.base().check(); // decoding the key may have run user code
            builder.put(key, values == null ? null : values.move(values.prepare(all.value(entry)), nested));
        });
        return empty.version(builder.build(), target.scope());
    }

    @Override
    boolean isSparedBy(Core core) {
        return isSpared(core, elements);
    }

    @Override
    boolean isNear(V base, V version) {
        return KeyedStream.isNear(base, version);
    }

    @Override
    void write(V base, V version, WrittenVersions written, ObjectOutputStream out) throws IOException {
        new KeyedStream<V>(elements).write(base, version, out);
    }

    @Override
    void remember(V version, int number, WrittenVersions written) {
        written.add(number, withoutScope(version));
    }

    @Override
    V read(V base, ReadVersions read, ObjectInputStream in) throws IOException, ClassNotFoundException {
        return new KeyedStream<V>(elements).read(base, in);
    }
}
