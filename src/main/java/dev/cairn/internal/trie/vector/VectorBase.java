package dev.cairn.internal.trie.vector;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.ScopeState;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Node;
import org.jspecify.annotations.Nullable;

/** The trie and the tail that versions of a vector share. */
public final class VectorBase extends Base {
    /** A header's extent has the start of the tail above this bit, and the size below. */
    private static final int START_SHIFT = 32;

    private static final int IRREGULAR = -1;

    private final VectorType type;
    private final Memory memory;
    final int root;
    final int height;
    final Tail tail;

    /** The base of an empty vector of this type that no scope ends. */
    private final VectorBase empty;

    /** The base whose token owns the nodes of this one; null if this one has a token of its own. */
    private final @Nullable VectorBase holder;

    private final long rootSlots;
    private final int tailStart;
    private final long tailBody;
    private final long slotsOrigin;
    private final long leafOrigin;
    private final int bits;
    private final int digitMask;
    private final int leafBits;
    private final int leafMask;
    private final long width;

    /** How the trie is read: its height, or IRREGULAR. */
    private final int walk;

    private VectorBase(
            Core core,
            VectorType type,
            @Nullable VectorBase empty,
            int root,
            int height,
            Tail tail,
            @Nullable ScopeState scope,
            int node,
            @Nullable VectorBase holder) {
        super(core, scope, node);
        this.empty = empty == null ? this : empty;
        this.holder = holder;
        this.type = type;
        this.memory = type.memory;
        this.root = root;
        this.height = height;
        this.tail = tail;
        this.rootSlots = memory.at(root) + Node.BEARING_HEADER;
        this.tailStart = tail.start;
        this.tailBody = memory.at(tail.reference) + type.leafHeader;
        this.slotsOrigin = memory.at(0) + Node.BEARING_HEADER;
        this.leafOrigin = memory.at(0) + type.leafHeader;
        this.bits = type.bits;
        this.digitMask = type.digitMask;
        this.leafBits = type.leafBits;
        this.leafMask = type.leafMask;
        this.width = type.width;
        this.walk = RelaxedTrie.isIrregular(type, root, tailStart) ? IRREGULAR : height;
    }

    /** The base of an empty vector; it has nothing in the store. One for each type is enough. */
    public static VectorBase empty(VectorType type) {
        return new VectorBase(type.core, type, null, 0, 0, nowhere(), null, 0, null);
    }

    private static Tail nowhere() {
        return new Tail(0, 0, 0, 0);
    }

    /** The base of an empty vector of this type that dies with {@code scope}. */
    public VectorBase emptied(@Nullable ScopeState scope) {
        return scope == null ? empty : like(0, 0, nowhere(), scope);
    }

    /** A base of this type with a trie and a tail. The caller registers it. */
    VectorBase like(int newRoot, int newHeight, Tail newTail, @Nullable ScopeState confinement) {
        return new VectorBase(type.core, type, empty, newRoot, newHeight, newTail, confinement, 0, null);
    }

    /** Whether it has nothing in the store. */
    public boolean isEmpty() {
        return root == 0 && tail.reference == 0;
    }

    /**
     * A base of this type, in {@code core} or a view of it, for the vector of the header or leaf {@code node}. Borrows the node, so the owner of the base lets it own the
     * node. Its tail has no room: the base that wrote the header may have room there, and a leaf has one {@link Tail}.
     */
    public VectorBase of(Core core, int node, @Nullable ScopeState scope) {
        Header header = Header.read(type.memory, node);
        int start = tailStart(header);
        int count = size(header) - start;
        Tail full = new Tail(header.tail(), start, count, count);
        return new VectorBase(core, type, empty, header.root(), (int) header.form(), full, scope, node, null);
    }

    /** The size of the vector of the header or leaf {@code node}. Borrows the node. */
    public static int size(Core core, int node) {
        return size(Header.read(core.memory(), node));
    }

    /** How many elements of the vector with this header are in its trie. */
    public static int tailStart(Header header) {
        return (int) (header.extent() >>> START_SHIFT);
    }

    /** The size of the vector with this header. */
    public static int size(Header header) {
        return (int) header.extent();
    }

    @Override
    public Header header(long size) {
        return new Header(root, tail.reference, (long) tail.start << START_SHIFT | size, height);
    }

    /** This base with a tail that lies in its trie. It needs no token, since it keeps the base reachable that has one. */
    VectorBase withTail(Stripe stripe, Tail next) {
        VectorBase base =
                new VectorBase(core(), type, empty, root, height, next, scope(), 0, holder == null ? this : holder);
        base.keepObjects(stripe);
        return base;
    }

    /** The geometry. */
    public VectorType type() {
        return type;
    }

    /** Whether elements may hold references. */
    public boolean isBearing() {
        return type.bearing;
    }

    /** Whether this element will hold a reference, so that writing it takes a stripe. */
    public boolean bears(@Nullable Object prepared) {
        return type.bears(prepared);
    }

    /** Whether this element may lead to a version of this base, so that it is not written into the tail. */
    public boolean mayLeadBack(@Nullable Object prepared) {
        return type.mayLeadBack(prepared);
    }

    /** The bytes. */
    public Memory memory() {
        return memory;
    }

    /** The shared tail. */
    public Tail tail() {
        return tail;
    }

    @Override
    protected int[] roots() {
        return new int[] {root, tail.reference};
    }

    @Override
    protected long places() {
        return (long) tail.start + tail.capacity();
    }

    /** The node above the last leaf of a regular trie, which is not empty. */
    long lastNode() {
        return walk((tailStart - 1) >>> leafBits) - Node.BEARING_HEADER;
    }

    /** Whether the digits of an index do not lead to its element. */
    public boolean isIrregular() {
        return walk == IRREGULAR;
    }

    /** The address of element {@code index}, which is within the vector. */
    public long elementAt(int index) {
        if (index >= tailStart) {
            return tailBody + (index - tailStart) * width;
        }
        int leaf = index >>> leafBits;
        // one case for each usual height: a loop with a variable step is not unrolled and polls
        return switch (walk) {
            case 1 -> inLeaf(rootSlots, leaf, index);
            case 2 -> inLeaf(slotsOrigin + child(rootSlots, leaf >>> bits), leaf, index);
            case 3 ->
                inLeaf(
                        slotsOrigin + child(slotsOrigin + child(rootSlots, leaf >>> (2 * bits)), leaf >>> bits),
                        leaf,
                        index);
            case IRREGULAR -> RelaxedTrie.elementAt(type, root, height, index);
            default -> inLeaf(walk(leaf), leaf, index);
        };
    }

    private long inLeaf(long slots, int leaf, int index) {
        return leafOrigin + child(slots, leaf) + (index & leafMask) * width;
    }

    /**
     * The index behind the last element below the node above the leaf of element {@code index}. It is {@code index} if the element is in the tail or the
     * trie is irregular.
     */
    int nodeEnd(int index) {
        if (index >= tailStart || walk == IRREGULAR) {
            return index;
        }
        return (int) Math.min(tailStart, ((index >>> leafBits | digitMask) + 1L) << leafBits);
    }

    /** The slots of the node above the leaf of element {@code index} of the trie, which is regular. */
    long slots(int index) {
        return walk(index >>> leafBits);
    }

    /** The address of element {@code index}, whose leaf is in {@code slots}. */
    long elementIn(long slots, int index) {
        return inLeaf(slots, index >>> leafBits, index);
    }

    /** The index behind the last element of the leaf that has element {@code index}; some greater index if that is the tail. */
    public int leafEnd(int index) {
        if (index >= tailStart) {
            return Integer.MAX_VALUE;
        }
        return walk == IRREGULAR ? RelaxedTrie.leafEnd(type, root, height, tailStart, index) : (index | leafMask) + 1;
    }

    /** The index of the first element of the trie's leaf that has element {@code index}. */
    int leafStart(int index) {
        return RelaxedTrie.leafStart(type, root, height, tailStart, index);
    }

    /** The slots of the node above leaf {@code leaf} of a regular trie. */
    private long walk(int leaf) {
        long slots = rootSlots;
        for (int shift = bits * (height - 1); shift > 0; shift -= bits) {
            slots = slotsOrigin + child(slots, leaf >>> shift);
        }
        return slots;
    }

    /** The offset of the child at {@code digit} from the start of the store. */
    private long child(long slots, int digit) {
        return Memory.bytes(memory.getInt(slots + ((digit & digitMask) << 2)));
    }

    /** Writes the tail's place {@code place}, which the caller claimed. */
    public void writeTail(@Nullable Stripe stripe, int place, long value, @Nullable Object prepared) {
        type.save(stripe, tailBody + place * width, value, prepared);
        if (stripe != null) {
            keepObjects(stripe);
        }
    }
}
