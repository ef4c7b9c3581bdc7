package dev.cairn.internal.trie.map;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.slot.SlotCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The trie of one version of a map. */
public final class MapBase extends Base implements MapEntries {
    private final MapType type;
    private final Memory memory;
    private final SlotCodec<Object> keys;
    final int root;
    private final int size;
    private final long rootAt;
    private final long origin;
    private final int fragmentBits;
    private final int stride;
    private final int allFragments;

    MapBase(MapType type, int root, int size, @Nullable ScopeState scope) {
        this(type.core, type, root, size, scope, 0);
    }

    private MapBase(Core core, MapType type, int root, int size, @Nullable ScopeState scope, int node) {
        super(core, scope, node);
        this.type = type.plain();
        this.memory = type.memory;
        this.keys = type.keys;
        this.root = root;
        this.size = size;
        this.rootAt = memory.at(root);
        this.origin = memory.at(0);
        this.fragmentBits = type.bits;
        this.stride = type.stride;
        this.allFragments = (int) ((1L << (1 << fragmentBits)) - 1);
    }

    /** The base of an empty map. */
    public static MapBase empty(MapType type) {
        return empty(type, null);
    }

    /** The base of an empty map that dies with {@code scope}, if that is not null. */
    public static MapBase empty(MapType type, @Nullable ScopeState scope) {
        return new MapBase(type, 0, 0, scope);
    }

    /** A base, in {@code core} or a view of it, of the map of the header or leaf {@code node}. Borrows the node, so the owner of the base lets it own the node. */
    public static MapBase of(Core core, MapType type, int node, @Nullable ScopeState scope) {
        Header header = Header.read(type.memory, node);
        return new MapBase(core, type, header.root(), (int) header.extent(), scope, node);
    }

    @Override
    public Header header(long version) {
        return new Header(root, 0, size, 0);
    }

    @Override
    public boolean isStored() {
        return true;
    }

    @Override
    public MapType type() {
        return type;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    protected int[] roots() {
        return new int[] {root};
    }

    @Override
    protected long places() {
        return size;
    }

    /** The address of the entry of a key with this hash; 0 if there is none. Its key slot comes first. */
    @Override
    public long find(long hash, long bits, @Nullable Object preparedKey) {
        if (root == 0) {
            return 0;
        }
        long at = rootAt;
        long rest = hash;
        while (true) {
            long meta = memory.getLong(at + Node.AT_META);
            int fragment = (int) (rest >>> -fragmentBits);
            int bit = 1 << fragment;
            int entries = MapNode.entriesOf(meta);
            if (!MapNode.isNode(meta)) {
                return MapNode.isLeaf(meta)
                        ? entry(at + Node.HEADER, entries, bit, bits, preparedKey)
                        : collision(at, bits, preparedKey);
            }
            int children = MapNode.children(memory, at);
            long child = at + Node.BEARING_HEADER;
            if (children == allFragments) {
                // a processor that predicts this branch reads on before it has the meta word
                child += 4L * fragment;
            } else if ((children & bit) != 0) {
                child += MapNode.entryBytes(Integer.bitCount(entries), stride)
                        + 4L * Integer.bitCount(children & (bit - 1));
            } else {
                return entry(child, entries, bit, bits, preparedKey);
            }
            at = origin + Memory.bytes(memory.getInt(child));
            rest <<= fragmentBits;
        }
    }

    @Override
    public long find(Object preparedKey) {
        long hash = type.hash(preparedKey);
        check();
        return find(hash, 0, preparedKey);
    }

    private long entry(long body, int entries, int bit, long bits, @Nullable Object preparedKey) {
        if ((entries & bit) == 0) {
            return 0;
        }
        long entry = body + (long) Integer.bitCount(entries & (bit - 1)) * stride;
        return hasKey(entry, bits, preparedKey) ? entry : 0;
    }

    private long collision(long at, long bits, @Nullable Object preparedKey) {
        long entry = at + Node.BEARING_HEADER;
        for (long end = entry + (long) MapNode.size(memory, at) * stride; entry < end; entry += stride) {
            if (hasKey(entry, bits, preparedKey)) {
                return entry;
            }
        }
        return 0;
    }

    @Override
    public EntryCursor cursor() {
        return new MapCursor(type, root, size);
    }

    @Override
    public @Nullable Object key(long entry) {
        return keys.load(core(), entry);
    }

    private SlotCodec<Object> values() {
        return Objects.requireNonNull(type.values);
    }

    @Override
    public @Nullable Object value(long entry) {
        return values().load(core(), entry + type.valueOffset);
    }

    @Override
    public Object preparedKey(long entry) {
        return keys.prepare(keys.load(core(), entry));
    }

    @Override
    public @Nullable Object preparedValue(long entry) {
        return type.values == null ? null : type.values.prepare(type.values.load(core(), entry + type.valueOffset));
    }

    @Override
    public long keyBits(long entry) {
        return memory.getLong(entry);
    }

    @Override
    public long valueBits(long entry) {
        return memory.getLong(entry + type.valueOffset);
    }

    @Override
    public long hash(long entry) {
        return type.hashAt(entry);
    }

    @Override
    public long keyHash(long entry, long seed) {
        return keys.hashAt(core(), entry, seed);
    }

    @Override
    public long valueHash(long entry, long seed) {
        return type.values == null ? 0 : type.values.hashAt(core(), entry + type.valueOffset, seed);
    }

    @Override
    public boolean hasKey(long entry, long bits, @Nullable Object preparedKey) {
        return preparedKey == null ? memory.getLong(entry) == bits : keys.isAt(core(), entry, preparedKey);
    }

    @Override
    public boolean hasValue(long entry, long bits, @Nullable Object preparedValue) {
        return type.hasValue(entry, bits, preparedValue);
    }

    @Override
    public void putInto(EditBatch edits, long entry) {
        edits.putEntry(this, entry);
    }

    @Override
    public void removeFrom(EditBatch edits, long entry) {
        edits.removeEntry(this, entry);
    }
}
