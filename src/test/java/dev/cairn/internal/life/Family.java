package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.List;

/**
 * A small store: an inner node with a full set of leaves, two heirs of it that replaced its first child by one leaf, and a
 * leaf without references. A token holds each but the leaves. No reclaimer runs unless a test drains.
 */
final class Family {
    static final int CHILDREN = 32;
    static final int LEAF_BYTES = 16;

    final Core core;
    final int parent;
    final int left;
    final int right;
    final int loner;
    final Token lonerToken;
    private final Memory memory;
    private final Token[] tokens = new Token[3];

    Family() {
        memory = new Memory(Region.reserve(16 << 20));
        Allocator allocator = new Allocator(memory, 5, 1 << 16, 1);
        // no thread reclaims, so nobody may have to wait for it
        core = new Core(memory, allocator, 5, new StoreSpace.Settings(64 << 20, true, false, true), new Thrown());
        parent = core.change(this::makeParent);
        left = core.change(stripe -> makeHeir(stripe, 1));
        right = core.change(stripe -> makeHeir(stripe, 2));
        loner = core.change(this::leaf);
        lonerToken = core.change(stripe -> stripe.registerHolder(this, loner, 0, null));
    }

    private int makeParent(Stripe stripe) {
        int reference = inner(stripe);
        for (int i = 0; i < CHILDREN; i++) {
            setChild(reference, i, leaf(stripe));
        }
        tokens[0] = stripe.registerHolder(this, reference, 0, null);
        return reference;
    }

    private int makeHeir(Stripe stripe, int number) {
        int reference = inner(stripe);
        for (int i = 1; i < CHILDREN; i++) {
            setChild(reference, i, child(i));
        }
        core.counts()
                .share(
                        parent,
                        reference,
                        ~1,
                        true,
                        core.tracer(memory.at(parent)),
                        core.allocator().blockBytes(parent));
        core.counts()
                .enlist(
                        reference,
                        core.tracer(memory.at(parent)),
                        core.allocator().blockBytes(parent));
        setChild(reference, 0, core.counts().raise(child(2 + number)));
        tokens[number] = stripe.registerHolder(this, reference, 0, null);
        return reference;
    }

    private int leaf(Stripe stripe) {
        return stripe.allocate(LEAF_BYTES, Kind.LEAF, 0, 0);
    }

    /** A node without children that owns all it refers to; returns it owned. */
    int inner(Stripe stripe) {
        int bytes = Node.BEARING_HEADER + CHILDREN * Integer.BYTES;
        int reference = stripe.allocate(bytes, Kind.INNER, 0, 0);
        Node.ownAll(memory, memory.at(reference));
        memory.zeroWords(memory.at(reference) + Node.BEARING_HEADER, bytes - Node.BEARING_HEADER);
        return reference;
    }

    /** Lets the token of one of the three inner nodes go. */
    void drop(int reference) {
        Token token = tokens[reference == parent ? 0 : reference == left ? 1 : 2];
        core.change(stripe -> {
            stripe.drop(reference);
            token.hold(0, 0);
            return reference;
        });
    }

    /** The parent's child at {@code position}. */
    int child(int position) {
        return memory.getInt(childAt(parent, position));
    }

    void setChild(int node, int position, int child) {
        memory.setInt(childAt(node, position), child);
    }

    private long childAt(int node, int position) {
        return memory.at(node) + Node.BEARING_HEADER + (long) position * Integer.BYTES;
    }

    void addToCount(int node, long difference) {
        memory.setLong(memory.at(node), memory.getLong(memory.at(node)) + difference);
    }

    void setMeta(int node, long meta) {
        memory.setLong(memory.at(node) + Node.AT_META, meta);
    }

    int borrowed(int node) {
        return Node.borrowed(memory.getLong(memory.at(node) + Node.AT_LINEAGE));
    }

    void setLineage(int node, int origin, int borrowed) {
        memory.setLong(memory.at(node) + Node.AT_LINEAGE, Node.lineage(origin, borrowed));
    }

    /** The block after the last leaf, which waits in a magazine. */
    int freeBlock() {
        return loner + 1;
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
