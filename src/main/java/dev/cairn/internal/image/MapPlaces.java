package dev.cairn.internal.image;

import dev.cairn.internal.alloc.BlockMarks;
import dev.cairn.internal.image.VersionWalk.Damage;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.slot.SlotCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Tells whether the keys of maps and sets lie where their hashes lead. All else of their nodes was checked, and all to which keys refer. */
final class MapPlaces {
    /*
     * Changes of a map rely on the order of the hashes: they would write a wrong number of entries into a new node. So this is no
     * matter of finding keys only.
     *
     * A node is gone through once. All keys below it then have the beginning of the hash that led to it. If it is met again, by a longer way of another map, say,
     * it is enough to look at one key.
     */
    private final Core core;
    private final Memory memory;
    private final int bits;
    private final long seed;
    private final BlockMarks marks;

    /** The maps that are to be checked: what their keys must be, by their roots. */
    private final Map<Integer, SlotCheck> roots = new HashMap<>();

    MapPlaces(Core core) {
        this.core = core;
        this.memory = core.memory();
        this.bits = core.bits();
        this.seed = core.seed();
        this.marks = new BlockMarks(core.allocator()::blocks);
    }

    /** Notes the map whose root, or whose only node, is {@code root}. */
    void add(int root, SlotCheck keys) {
        roots.putIfAbsent(root, keys);
    }

    /** Throws a {@link Damage} unless all keys of all maps lie where their hashes lead. */
    void check() {
        roots.forEach((root, keys) -> {
            if (keys.isHashed()) {
                check(root, keys, 0, 0);
            }
        });
    }

    private long hash(int node, SlotCheck keys, long entry) {
        try {
            return keys.hashAt(core, entry, seed);
        } catch (IllegalArgumentException e) {
            throw new Damage(node, "has a key that is none: " + e.getMessage());
        }
    }

    /** {@code prefix} is the beginning of the hashes, of {@code shift} bits, at the top. Depth: that of the trie. */
    private void check(int node, SlotCheck keys, int shift, long prefix) {
        long at = memory.at(node);
        Kind kind = Node.kind(memory, at);
        int stride = stride(at);
        int slab = core.allocator().slab(node);
        int index = core.allocator().blockIndex(node);
        if (marks.get(slab, index) != 0) {
            requirePrefix(node, hash(node, keys, anyEntry(at)), shift, prefix);
            return;
        }
        marks.set(slab, index, 1, 0);
        switch (kind) {
            case MAP_COLLISION -> checkCollision(node, keys, at, stride, shift, prefix);
            case MAP_PACKED -> checkPacked(node, keys, at, stride);
            default -> checkNode(node, keys, at, stride, shift, prefix);
        }
    }

    private int stride(long at) {
        return Objects.requireNonNull(core.shapes().shape(Node.shape(memory, at)))
                .width();
    }

    private void requirePrefix(int node, long hash, int shift, long prefix) {
        if (shift > 0 && (hash ^ prefix) >>> Math.max(0, Long.SIZE - shift) != 0) {
            throw new Damage(
                    node,
                    "has a key with the hash " + Long.toHexString(hash) + " where " + Math.min(shift, Long.SIZE)
                            + " bits of " + Long.toHexString(prefix) + " lead");
        }
    }

    private void checkCollision(int node, SlotCheck keys, long at, int stride, int shift, long prefix) {
        long first = hash(node, keys, at + Node.BEARING_HEADER);
        requirePrefix(node, first, shift, prefix);
        for (int i = MapNode.size(memory, at) - 1; i > 0; i--) {
            long hash = hash(node, keys, at + Node.BEARING_HEADER + (long) i * stride);
            requirePrefix(node, hash, Long.SIZE, first);
        }
    }

    private void checkPacked(int node, SlotCheck keys, long at, int stride) {
        long before = 0;
        for (int i = 0; i < MapNode.entries(memory, at); i++) {
            long hash = hash(node, keys, at + Node.HEADER + (long) i * stride);
            if (Long.compareUnsigned(before, hash) > 0) {
                throw new Damage(node, "has its keys in another order than that of their hashes");
            }
            before = hash;
        }
    }

    private void checkNode(int node, SlotCheck keys, long at, int stride, int shift, long prefix) {
        boolean isLeaf = MapNode.isLeaf(memory, at);
        int entries = MapNode.entries(memory, at);
        int children = isLeaf ? 0 : MapNode.children(memory, at);
        if (shift >= Long.SIZE) {
            throw new Damage(node, "splits keys whose hashes are equal");
        }
        long entry = MapNode.body(memory, at);
        long child = entry + MapNode.entryBytes(Integer.bitCount(entries), stride);
        for (int left = entries | children; left != 0; left &= left - 1) {
            int fragment = Integer.numberOfTrailingZeros(left);
            long place = ((long) fragment << (Long.SIZE - bits)) >>> shift;
            if ((place << shift) >>> (Long.SIZE - bits) != fragment) {
                throw new Damage(node, "has something at place " + fragment + ", to which no hash leads");
            }
            long beginning = prefix | place;
            if ((entries >>> fragment & 1) != 0) {
                requirePrefix(node, hash(node, keys, entry), shift + bits, beginning);
                entry += stride;
            } else {
                check(memory.getInt(child), keys, shift + bits, beginning);
                child += Integer.BYTES;
            }
        }
    }

    /** Some entry below the node at {@code at}, which has at least one. */
    private long anyEntry(long at) {
        long node = at;
        while (Node.kind(memory, node) == Kind.MAP_NODE && MapNode.entries(memory, node) == 0) {
            node = memory.at(memory.getInt(node + Node.BEARING_HEADER));
        }
        return Node.kind(memory, node).isBearing() ? node + Node.BEARING_HEADER : node + Node.HEADER;
    }
}
