package dev.cairn.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.OutOfBlocks;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Drain;
import dev.cairn.internal.life.KeptObjects;
import dev.cairn.internal.life.StoreErrors;
import dev.cairn.internal.life.StoreSpace;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Token;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.ReferenceList;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.SlotCodec;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store of leaves with three slots each, of which the middle one is used: what is written beside it is seen. */
final class SlotStore {
    private static final int SLAB_BYTES = 1 << 16;

    final Core core;
    final Allocator allocator;
    private final Memory memory;

    SlotStore() {
        this(64 << 20);
    }

    SlotStore(long bytes) {
        memory = new Memory(Region.reserve(bytes));
        allocator = new Allocator(memory, 5, SLAB_BYTES, 1);
        core = new Core(memory, allocator, 5, new StoreSpace.Settings(bytes, true, false), new Thrown());
    }

    /** A leaf, held until it is dropped, and what it says of its middle slot. */
    final class Leaf<T> {
        private final SlotCodec<T> codec;
        private final Object holder = new Object();
        private final int reference;
        private final Token token;

        /** What a base would keep: the store alone does not keep objects. */
        private final @Nullable KeptObjects objects;

        final boolean isComplete;

        /** Saves under one stripe, to the end or until no block is left. */
        private Leaf(SlotCodec<T> codec, Object prepared, Stripe stripe) {
            this.codec = codec;
            this.reference = allocate(codec.shape(), stripe);
            this.token = stripe.registerHolder(holder, reference, 0, null);
            this.isComplete = save(prepared, stripe);
            this.objects = stripe.takeObjects();
        }

        private boolean save(Object prepared, Stripe stripe) {
            try {
                codec.save(core, stripe, slot(1), prepared);
                return true;
            } catch (OutOfBlocks e) {
                return false;
            }
        }

        private long slot(int index) {
            Shape shape = codec.shape();
            int header = shape.references() > 0 ? Node.BEARING_HEADER : Node.HEADER;
            return memory.at(reference) + header + (long) index * shape.width();
        }

        T load() {
            return codec.load(core, slot(1));
        }

        long hash(long seed) {
            return codec.hashAt(core, slot(1), seed);
        }

        boolean holds(Object prepared) {
            return codec.isAt(core, slot(1), prepared);
        }

        boolean isSame(Leaf<T> other) {
            return codec.isSame(core, slot(1), other.slot(1));
        }

        byte[] bytes() {
            return bytes(1);
        }

        private byte[] bytes(int index) {
            byte[] bytes = new byte[codec.shape().width()];
            memory.copyOut(slot(index), bytes, 0, bytes.length);
            return bytes;
        }

        /** How many nodes the slot owns. */
        int owned() {
            int owned = 0;
            for (int i = 0; i < codec.shape().references(); i++) {
                owned += owned(memory.getInt(slot(1) + codec.shape().referenceOffset(i)));
            }
            return owned;
        }

        /** A node, if it is one, and those it lists. */
        private int owned(int node) {
            if (node == 0) {
                return 0;
            }
            int owned = 1;
            long at = memory.at(node);
            if (Node.kind(memory, at) == Kind.PARTS) {
                for (int i = 0; i < ReferenceList.count(memory, at); i++) {
                    owned += memory.getInt(ReferenceList.place(at, i)) == 0 ? 0 : 1;
                }
            }
            return owned;
        }

        /** That the neighbours are untouched, and that the store holds this leaf and what its slot owns, nothing else. */
        void check() {
            assertArrayEquals(new byte[bytes(0).length], bytes(0));
            assertArrayEquals(new byte[bytes(2).length], bytes(2));
            assertEquals(1 + owned(), core.verify().nodes());
        }

        /** Drops the leaf. */
        void release() {
            try {
                core.change(stripe -> {
                    stripe.drop(reference);
                    token.hold(0, 0);
                    return reference;
                });
            } finally {
                Reference.reachabilityFence(objects);
            }
        }

        /** Drops the leaf, the last one, which must leave nothing in the store. */
        void drop() {
            release();
            Drain.of(core);
            assertEquals(0, core.verify().nodes());
            assertEquals(0, core.objects().size());
        }
    }

    /** A leaf with {@code value}. */
    <T> Leaf<T> leaf(Codec<T> codec, T value) {
        SlotCodec<T> slots = SlotCodec.of(codec);
        return leafOfPrepared(slots, slots.prepare(value));
    }

    <T> Leaf<T> leafOfPrepared(SlotCodec<T> slots, Object prepared) {
        return core.change(stripe -> new Leaf<>(slots, prepared, stripe));
    }

    /** A leaf with {@code value}, saving which fails at its {@code n}-th allocation, if it has so many. */
    <T> Leaf<T> failingLeaf(Codec<T> codec, T value, int n) {
        SlotCodec<T> slots = SlotCodec.of(codec);
        Object prepared = slots.prepare(value);
        allocator.failAt(n + 1);
        try {
            return leafOfPrepared(slots, prepared);
        } finally {
            allocator.failAt(0);
        }
    }

    private int allocate(Shape shape, Stripe stripe) {
        boolean bearing = shape.references() > 0;
        int header = bearing ? Node.BEARING_HEADER : Node.HEADER;
        int number = core.shapes().number(shape);
        int reference = stripe.allocate(header + 3 * shape.width(), bearing ? Kind.BEARING_LEAF : Kind.LEAF, number, 0);
        memory.fill(memory.at(reference) + Node.HEADER, allocator.blockBytes(reference) - Node.HEADER, (byte) 0);
        return reference;
    }

    /** Saves, checks, loads, restores and drops {@code value}; both copies. */
    <T> List<T> roundTrip(Codec<T> codec, T value) {
        SlotCodec<T> slots = SlotCodec.of(codec);
        Object prepared = slots.prepare(value);
        Leaf<T> leaf = leafOfPrepared(slots, prepared);
        leaf.check();
        T loaded = leaf.load();
        leaf.drop();
        return Arrays.asList(loaded, slots.restore(prepared));
    }

    private static final class Thrown implements StoreErrors {
        @Override
        public RuntimeException storeFull(long requested, long live, long max, boolean collected) {
            return new IllegalStateException("full: " + requested);
        }

        @Override
        public RuntimeException noRoom(long requested, long live, long max, String reason) {
            return new IllegalStateException("no room: " + requested);
        }

        @Override
        public RuntimeException readOnly(String action) {
            return new IllegalStateException(action);
        }

        @Override
        public RuntimeException tooManyVersions(int most) {
            return new IllegalStateException("more than " + most);
        }

        @Override
        public RuntimeException inUse(String message) {
            return new IllegalStateException(message);
        }

        @Override
        public RuntimeException storeClosed() {
            return new IllegalStateException("closed");
        }

        @Override
        public RuntimeException notPortable(String message) {
            return new IllegalStateException(message);
        }

        @Override
        public void tell(String message) {}

        @Override
        public RuntimeException corrupt(List<String> violations) {
            return new IllegalStateException(violations.toString());
        }
    }
}
