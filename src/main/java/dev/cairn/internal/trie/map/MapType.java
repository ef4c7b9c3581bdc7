package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Hash;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.CollectionType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The geometry of a map's nodes, for a codec of keys and a codec of values in one store. A set has no codec of values. */
public final class MapType extends CollectionType {
    /*
     * Layout
     *   entry:  key slot | value slot, each where its width needs it
     *   nodes:  see MapNode
     *
     * On the heap, keys and values are prepared objects. The unboxed type of a map with keys of Codec.LONG keeps the keys as 64 bits, and the
     * values, too, if they are longs. So a prepared key or value is given as its bits and an object, whatever the type is. If the object is
     * null, the bits are meant. What keeps it makes of either what its own type has. Both types have the same nodes. Bases have the plain
     * type. New tables, logs and batches of edits have the type of the version that makes them; later versions may be of another class.
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

    /** How many objects, and how many longs, an entry has on the heap: first the key. */
    final int objects;

    final int longs;

    final SharedHashes sharedHashes;

    private final boolean hasLongKeys;
    private final boolean hasLongValues;
    private final MapType plain;
    private final MapType unboxed;
    private final int[] keyReferences;
    private final int[] valueReferences;

    /** The unboxed type that belongs to {@code plain}; if that is null, a plain type and its unboxed one. */
    private MapType(Core core, SlotCodec<Object> keys, @Nullable SlotCodec<Object> values, @Nullable MapType plain) {
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
        this.hasLongKeys = keys.isLong();
        this.hasLongValues = values != null && values.isLong();
        this.longs = plain == null ? 0 : hasLongValues ? 2 : 1;
        this.objects = (values == null ? 1 : 2) - longs;
        this.plain = plain == null ? this : plain;
        this.sharedHashes = plain == null ? new SharedHashes() : plain.sharedHashes;
        this.unboxed = plain == null && hasLongKeys && values != null ? new MapType(core, keys, values, this) : this;
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
        return new MapType(core, (SlotCodec<Object>) keys, (SlotCodec<Object>) values, null);
    }

    /** Whether it was made with exactly these codecs. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isOf(SlotCodec<?> keyCodec, @Nullable SlotCodec<?> valueCodec) {
        return keys == keyCodec && values == valueCodec;
    }

    /** The codec of the values; null for a set. */
    public @Nullable SlotCodec<Object> valueCodec() {
        return values;
    }

    /** The type with the same nodes whose keys and values are prepared objects. */
    MapType plain() {
        return plain;
    }

    /** The type with the same nodes that keeps longs on the heap as they are. This type unless it is one of maps whose keys are longs. */
    public MapType unboxed() {
        return unboxed;
    }

    /** Whether the codec of the keys keeps longs, so that the bits of a key can be read. */
    public boolean hasLongKeys() {
        return hasLongKeys;
    }

    /** Whether the codec of the values keeps longs, so that the bits of a value can be read. */
    public boolean hasLongValues() {
        return hasLongValues;
    }

    /** Whether keys are on the heap as longs. */
    public boolean hasKeyBits() {
        return longs > 0;
    }

    /** Whether values are on the heap as longs. */
    public boolean hasValueBits() {
        return longs == 2;
    }

    /** The bits of a prepared value of a codec of longs. */
    static long bits(long bits, @Nullable Object prepared) {
        return prepared == null ? bits : (Long) prepared;
    }

    /** The prepared value of a codec of longs. */
    static Object object(long bits, @Nullable Object prepared) {
        return prepared == null ? (Object) bits : prepared;
    }

    /** A value as an object, also if it is a removal; null in a set. */
    @Nullable
    Object valueObject(long bits, @Nullable Object prepared) {
        return hasLongValues ? object(bits, prepared) : prepared;
    }

    /** The store's core. */
    public Core core() {
        return core;
    }

    /** The hash of a prepared key, which leads to its place in the trie. */
    public long hash(long bits, @Nullable Object preparedKey) {
        return keyHash(bits, preparedKey, seed);
    }

    /** As {@link #hash(long, Object)}, under another seed. */
    long keyHash(long bits, @Nullable Object preparedKey, long otherSeed) {
        return preparedKey == null ? Hash.of(bits, otherSeed) : keys.hash(preparedKey, otherSeed);
    }

    /** The hash of a prepared value; 0 in a set. */
    long valueHash(long bits, @Nullable Object preparedValue, long otherSeed) {
        if (values == null) {
            return 0;
        }
        return preparedValue == null ? Hash.of(bits, otherSeed) : values.hash(preparedValue, otherSeed);
    }

    /** As {@link #hash(long, Object)}, for a key that is an object. */
    public long hash(Object preparedKey) {
        return keys.hash(preparedKey, seed);
    }

    /** The hash of the key of the entry at {@code entry}. */
    public long hashAt(long entry) {
        return keys.hashAt(core, entry, seed);
    }

    /** Whether looking for this key, or comparing this value, runs a user's code. */
    public boolean comparesByUserCode(@Nullable Object preparedKey, @Nullable Object preparedValue) {
        return (preparedKey != null && keys.comparesByUserCode(preparedKey))
                || (values != null && preparedValue != null && values.comparesByUserCode(preparedValue));
    }

    /** Throws unless the key and the value can be saved in this store. */
    public void check(@Nullable Object preparedKey, @Nullable Object preparedValue) {
        if (preparedKey != null) {
            checkKey(preparedKey);
        }
        if (values != null && preparedValue != null) {
            values.check(core, preparedValue);
        }
    }

    private void checkKey(Object preparedKey) {
        if (core.isInFile() && keys.comparesByUserCode(preparedKey)) {
            throw core.notPortable("a key is found by its own hashCode, which may differ in another process: "
                    + Objects.toString(keys.restore(preparedKey)) + ", kept by " + keys
                    + "; in a store in a file use keys of Codec.record or of another codec that compares bytes");
        }
        keys.check(core, preparedKey);
    }

    /** About how many bytes of the heap a prepared key and value hold, if they are large. */
    public static long weight(@Nullable Object key, @Nullable Object value) {
        return (key == null ? 0L : Prepared.weight(key)) + (value == null ? 0L : Prepared.weight(value));
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

    /** Whether an entry in the MAP_NODE at {@code at} itself holds references. */
    boolean bearsAny(long at) {
        long entry = MapNode.body(memory, at);
        for (int left = bears() ? Integer.bitCount(MapNode.entries(memory, at)) : 0; left > 0; left--) {
            if (bears(entry)) {
                return true;
            }
            entry += stride;
        }
        return false;
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

    /** Whether the entry at {@code entry} has this prepared key. */
    boolean hasKey(long entry, long bits, @Nullable Object preparedKey) {
        return preparedKey == null ? memory.getLong(entry) == bits : keys.isAt(core, entry, preparedKey);
    }

    /** Whether an entry has this prepared value. True in a set. */
    boolean hasValue(long entry, long bits, @Nullable Object preparedValue) {
        if (values == null) {
            return true;
        }
        long at = entry + valueOffset;
        return preparedValue == null ? memory.getLong(at) == bits : values.isAt(core, at, preparedValue);
    }

    /** Whether two prepared keys are equal. User code that runs for this cannot end a scope. */
    boolean areSameKeys(long bits, @Nullable Object key, long otherBits, @Nullable Object other) {
        if (key == null || other == null) {
            return bits(bits, key) == bits(otherBits, other);
        }
        return areSame(keys, key, other);
    }

    private boolean areSame(SlotCodec<Object> codec, Object a, Object b) {
        if (!codec.comparesByUserCode()) {
            return codec.isSame(a, b);
        }
        try (var _ = core.hold()) {
            return codec.isSame(a, b);
        }
    }

    /** As {@link #areSameKeys}, for values. True in a set. */
    boolean areSameValues(long bits, @Nullable Object value, long otherBits, @Nullable Object other) {
        if (values == null) {
            return true;
        }
        if (value == null || other == null) {
            return bits(bits, value) == bits(otherBits, other);
        }
        return areSame(values, value, other);
    }

    /** Writes a prepared key into a slot of zeros, as {@link SlotCodec#save} does. */
    void saveKey(Stripe stripe, long entry, long bits, @Nullable Object preparedKey) {
        save(keys, stripe, entry, bits, preparedKey);
    }

    /** Writes a prepared value, of a map, into a slot of zeros. */
    void saveValue(Stripe stripe, long entry, long bits, @Nullable Object preparedValue) {
        save(Objects.requireNonNull(values), stripe, entry + valueOffset, bits, preparedValue);
    }

    private void save(SlotCodec<Object> codec, Stripe stripe, long at, long bits, @Nullable Object prepared) {
        if (prepared == null) {
            memory.setLong(at, bits);
        } else {
            codec.save(core, stripe, at, prepared);
        }
    }

    /** Whether two entries have equal values. */
    boolean isSameValue(long a, long b) {
        return values == null || a == b || values.isSame(core, a + valueOffset, b + valueOffset);
    }
}
