package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The geometry of a map's nodes, for a codec of keys and a codec of values in one store. A set has no codec of values. */
public final class MapType {
    /*
     * Layout
     *   entry:  key slot | value slot, each where its width needs it
     *   nodes:  see MapNode
     */
    final Core core;
    final Memory memory;
    final SlotCodec<Object> keys;
    final @Nullable SlotCodec<Object> values;
    final int keyBytes;
    final int valueOffset;
    final int stride;
    final int bits;
    final int shapeNumber;
    final long seed;

    /** Whether the codecs copy each entry without references to the heap, so that small maps can be packed. */
    final boolean isCopied;

    private final int[] keyReferences;
    private final int[] valueReferences;

    private MapType(Core core, SlotCodec<Object> keys, @Nullable SlotCodec<Object> values) {
        Shape key = keys.shape();
        Shape value = values == null ? null : values.shape();
        Shape entry = value == null ? key : key.and(value);
        this.core = core;
        this.memory = core.memory();
        this.keys = keys;
        this.values = values;
        this.keyBytes = key.width();
        this.valueOffset = value == null ? entry.width() : key.secondOffset(value);
        this.stride = entry.width();
        this.bits = core.bits();
        this.shapeNumber = core.shapes().number(entry);
        this.seed = core.seed();
        this.isCopied = keys.copiesAll() && (values == null || values.copiesAll());
        this.keyReferences = new int[key.references()];
        this.valueReferences = new int[entry.references() - key.references()];
        for (int i = 0; i < entry.references(); i++) {
            if (i < keyReferences.length) {
                keyReferences[i] = entry.referenceOffset(i);
            } else {
                valueReferences[i - keyReferences.length] = entry.referenceOffset(i);
            }
        }
    }

    /** The type for these codecs; {@code values} is null for a set. */
    @SuppressWarnings("unchecked")
    public static MapType of(Core core, SlotCodec<?> keys, @Nullable SlotCodec<?> values) {
        if (core.isInFile()) {
            keys.enter(core);
            if (values != null) {
                values.enter(core);
            }
        }
        return new MapType(core, (SlotCodec<Object>) keys, (SlotCodec<Object>) values);
    }

    /** Whether it was made with exactly these codecs. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isOf(SlotCodec<?> keyCodec, @Nullable SlotCodec<?> valueCodec) {
        return keys == keyCodec && values == valueCodec;
    }

    /** The store's core. */
    public Core core() {
        return core;
    }

    /** The hash of a prepared key, which leads to its place in the trie. */
    public long hash(Object preparedKey) {
        return keys.hash(preparedKey, seed);
    }

    /** The hash of the key of the entry at {@code entry}. */
    public long hashAt(long entry) {
        return keys.hashAt(core, entry, seed);
    }

    /** Whether looking for this key, or comparing this value, runs a user's code. */
    public boolean comparesByUserCode(Object preparedKey, @Nullable Object preparedValue) {
        return keys.comparesByUserCode(preparedKey)
                || (values != null && preparedValue != null && values.comparesByUserCode(preparedValue));
    }

    /** Throws unless the key and the value can be saved in this store. */
    public void check(Object preparedKey, @Nullable Object preparedValue) {
        if (core.isInFile() && keys.comparesByUserCode(preparedKey)) {
            throw core.notPortable("a key is found by its own hashCode, which may differ in another process: "
                    + Objects.toString(keys.restore(preparedKey)) + ", kept by " + keys
                    + "; in a store in a file use keys of Codec.record or of another codec that compares bytes");
        }
        keys.check(core, preparedKey);
        if (values != null && preparedValue != null) {
            values.check(core, preparedValue);
        }
    }

    /** About how many bytes of the heap a prepared key and value hold, if they are large. */
    public static long weight(Object key, @Nullable Object value) {
        return (long) Prepared.weight(key) + (value == null ? 0 : Prepared.weight(value));
    }

    /** The fragment of {@code hash} that is used at a node to which its first {@code shift} bits led. */
    int fragment(long hash, int shift) {
        return (int) (hash << shift >>> -bits);
    }

    /** Whether entries can hold references: to text or to collections. */
    public boolean bears() {
        return keyReferences.length + valueReferences.length > 0;
    }

    /** Whether the entry at {@code entry} holds references. */
    boolean bears(long entry) {
        return bearsKey(entry) || bearsValue(entry);
    }

    boolean bearsKey(long entry) {
        return bears(entry, keyReferences);
    }

    boolean bearsValue(long entry) {
        return bears(entry, valueReferences);
    }

    private boolean bears(long entry, int[] offsets) {
        for (int offset : offsets) {
            if (memory.getInt(entry + offset) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Reads the node of the value of {@code entry}, if there is one: comparing the value will read it. */
    long prefetchValue(long entry) {
        int reference = valueReferences.length == 0 ? 0 : memory.getInt(entry + valueReferences[0]);
        return reference == 0 ? 0 : memory.getLong(memory.at(reference) + Node.AT_META);
    }

    /** Counts the references of the key at {@code entry}, for a copy of it. Borrows the key. */
    void raiseKey(long entry) {
        raise(entry, keyReferences);
    }

    /** Counts the references of the value of {@code entry}, for a copy of it. Borrows the value. */
    void raiseValue(long entry) {
        raise(entry, valueReferences);
    }

    private void raise(long entry, int[] offsets) {
        for (int offset : offsets) {
            int reference = memory.getInt(entry + offset);
            if (reference != 0) {
                core.counts().raise(reference);
            }
        }
    }

    /** The fragments at which the node at {@code at} has an entry or a child. The node is no collision. */
    int fragments(long at) {
        int entries = MapNode.entries(memory, at);
        return MapNode.isLeaf(memory, at) ? entries : entries | MapNode.children(memory, at);
    }

    /** The content of the node at {@code at} at the fragment {@code bit}: nothing, an entry or a child. The node is no collision. */
    long cell(long at, int bit) {
        int entries = MapNode.entries(memory, at);
        long body = MapNode.body(memory, at);
        if ((entries & bit) != 0) {
            return Cell.entry(body + (long) Integer.bitCount(entries & (bit - 1)) * stride);
        }
        int children = MapNode.isLeaf(memory, at) ? 0 : MapNode.children(memory, at);
        if ((children & bit) == 0) {
            return Cell.NONE;
        }
        long childrenAt = body + MapNode.entryBytes(Integer.bitCount(entries), stride);
        return Cell.child(memory.getInt(childrenAt + 4L * Integer.bitCount(children & (bit - 1))));
    }

    /** The address of the entry with the key of {@code entry} in the collision at {@code at}; 0 if there is none. */
    long findInCollision(long at, long entry) {
        long candidate = MapNode.body(memory, at);
        for (int left = MapNode.size(memory, at); left > 0; left--, candidate += stride) {
            if (isSameKey(candidate, entry)) {
                return candidate;
            }
        }
        return 0;
    }

    /** Whether two entries have equal keys. */
    boolean isSameKey(long a, long b) {
        return a == b || keys.isSame(core, a, b);
    }

    /** Whether an entry has this prepared value. True in a set. */
    public boolean hasValue(long entry, @Nullable Object preparedValue) {
        return values == null || (preparedValue != null && values.isAt(core, entry + valueOffset, preparedValue));
    }

    /** Whether two entries have equal values. */
    boolean isSameValue(long a, long b) {
        return values == null || a == b || values.isSame(core, a + valueOffset, b + valueOffset);
    }
}
