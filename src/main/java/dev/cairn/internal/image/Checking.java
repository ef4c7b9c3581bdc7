package dev.cairn.internal.image;

import dev.cairn.internal.alloc.BlockMarks;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.ReferenceList;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.CollectionCheck;
import dev.cairn.internal.slot.CollectionCheck.Family;
import dev.cairn.internal.slot.CollectionChecks;
import dev.cairn.internal.slot.SlotCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds damage, circles, and slots that are not what the type of their collection says. */
final class Checking extends CollectionWalk implements SlotCheck.Nodes {
    /*
     * The context of a node is the number of a type, which begins with the type of the name and goes down: a collection has slots of its
     * type, and a slot says of which type the collection is to which it refers. A node is visited once. So it is noted what its slots must
     * have, and a node that is part of collections with other slots, too, is damage. The bytes and parts of a slot have no context of their own: their tag and
     * length are noted.
     */
    private static final int PARTS_CONTEXT = -1;
    private static final int LAYOUTS_MAX = Short.MAX_VALUE;

    private final CollectionChecks checks;
    private final BlockMarks layoutMarks;
    private final List<CollectionCheck> types = new ArrayList<>();
    private final List<Integer> layouts = new ArrayList<>();
    private final Map<CollectionCheck, Integer> typeNumbers = new HashMap<>();
    private final Map<String, Integer> layoutNumbers = new HashMap<>();

    /** The tag and the length of the bytes in nodes whose bytes need more than a look at their number. */
    private final Map<Integer, Long> contents = new HashMap<>();

    /** The number of the shape of each type; -1 if it was not met yet. */
    private int[] shapes = new int[16];

    private final int headerShape;
    private final MapPlaces places;
    private int slotOwner;

    Checking(Core core, CollectionChecks checks) {
        super(core, new BlockMarks(core.allocator()::blocks), true);
        this.checks = checks;
        this.layoutMarks = new BlockMarks(core.allocator()::blocks);
        this.places = new MapPlaces(core);
        this.headerShape = core.shapes().number(Header.SHAPE);
    }

    /** Checks the version of {@code header}, whose kind is described by {@code text}, or by its label if the text is empty. */
    void check(int header, String text) throws IOException {
        if (kind(header) != Kind.HEADER || allocator.blockBytes(header) < Header.bytes()) {
            throw new Damage(header, "is named, and is no header");
        }
        int label = memory.getInt(Header.atLabel(memory, header));
        context = number(text.isEmpty() ? checks.numbered(label) : checks.described(text));
        walk(header);
    }

    /** Throws unless the keys of all maps that were checked lie where their hashes lead. */
    void checkPlaces() {
        places.check();
    }

    /** Lets nodes have zeros in the place of references that no checked version has. */
    void clearRest() {
        allocator.walk().forEachAllocated(List.of(), (node, blockBytes) -> {
            if (mark(node) != 0) {
                long end = foundBytes(node);
                memory.fill(memory.at(node) + end, blockBytes - end, (byte) 0);
            }
        });
    }

    private int number(CollectionCheck type) {
        Integer known = typeNumbers.get(type);
        if (known != null) {
            return known;
        }
        Integer layout = layoutNumbers.computeIfAbsent(type.layout(), _ -> layoutNumbers.size() + 1);
        if (layout > LAYOUTS_MAX) {
            throw new IllegalArgumentException("the store has collections of more than " + LAYOUTS_MAX + " types");
        }
        int number = types.size();
        types.add(type);
        layouts.add(layout);
        typeNumbers.put(type, number);
        if (number == shapes.length) {
            shapes = Arrays.copyOf(shapes, 2 * number);
        }
        shapes[number] = -1;
        return number;
    }

    @Override
    boolean visitsAllSlots() {
        return true;
    }

    @Override
    void visiting(int node, int role) {
        if (context == PARTS_CONTEXT) {
            return;
        }
        int slab = allocator.slab(node);
        int index = allocator.blockIndex(node);
        int seen = layoutMarks.get(slab, index);
        int layout = layouts.get(context);
        if (seen == 0) {
            layoutMarks.set(slab, index, layout, allocator.blockBytes(node));
        } else if (seen != layout) {
            throw new Damage(node, "is in a collection of " + types.get(context) + " and in one with other elements");
        }
    }

    @Override
    void visitElement(int node, long at, long need) throws IOException {
        if (context == PARTS_CONTEXT) {
            visitParts(node, at, (byte) (need >>> Integer.SIZE), (int) need);
            return;
        }
        CollectionCheck type = types.get(context);
        switch (Node.kind(memory, at)) {
            case HEADER -> requireFamily(node, at, type);
            case LEAF, BEARING_LEAF -> requireFamily(node, type, Family.VECTOR);
            case MAP_LEAF -> {
                requireFamily(node, type, Family.MAP);
                addMap(node, type);
            }
            case MAP_PACKED -> {
                requireFamily(node, type, Family.MAP);
                if (!type.isPacked()) {
                    throw new Damage(node, "has packed entries of " + type + ", which are never packed");
                }
                addMap(node, type);
            }
            default ->
                throw new Damage(
                        node, "must be a collection of " + type + ", and is of the kind " + Node.kind(memory, at));
        }
        super.visitElement(node, at, need);
    }

    private void requireFamily(int node, long at, CollectionCheck type) {
        if (allocator.blockBytes(node) < Header.bytes() || Node.shape(memory, at) != headerShape) {
            throw new Damage(
                    node,
                    "is a header of " + allocator.blockBytes(node) + " bytes and the shape " + Node.shape(memory, at));
        }
        int label = memory.getInt(Header.atLabel(memory, node));
        if (label != 0 && !checks.areAlike(checks.numbered(label), type)) {
            throw new Damage(node, "says that it is " + checks.numbered(label) + ", and is in the place of " + type);
        }
        Header header = Header.read(memory, node);
        if (!header.isOfNothing()) {
            Family family = switch (kind(header.root() == 0 ? header.tail() : header.root())) {
                case INNER, RELAXED, LEAF, BEARING_LEAF -> Family.VECTOR;
                case BLOB_LEAF, BLOB_NODE -> Family.BLOB;
                default -> Family.MAP;
            };
            requireFamily(node, type, family);
            if (family == Family.MAP) {
                addMap(header.root(), type);
            }
        }
    }

    private void addMap(int root, CollectionCheck type) {
        places.add(root, Objects.requireNonNull(type.keys()));
    }

    private static void requireFamily(int node, CollectionCheck type, Family family) {
        if (family != type.family()) {
            throw new Damage(node, "has the nodes of a " + family + ", and must be " + type);
        }
    }

    @Override
    void requireShape(int node, int number) {
        if (shapes[context] != number) {
            Shape there = shape(node, number);
            CollectionCheck type = types.get(context);
            Shape wanted = type.shape();
            if (wanted == null || !there.equals(wanted)) {
                throw new Damage(node, "has slots of the shape " + there + ", and " + type + " has " + wanted);
            }
            shapes[context] = number;
        }
    }

    @Override
    void pushSlot(int node, long slot, Shape shape) {
        slotOwner = node;
        try {
            types.get(context).check(this, slot);
        } catch (IllegalArgumentException e) {
            throw new Damage(node, "has a slot of " + types.get(context) + " that is none: " + e.getMessage());
        }
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public boolean isNewBytes(int node, boolean isPlain, byte tag, int length) {
        if (kind(node) != Kind.BYTES || Node.HEADER + (long) length > allocator.blockBytes(node)) {
            throw new Damage(
                    slotOwner,
                    "has a slot with " + length + " bytes in node " + Integer.toUnsignedString(node)
                            + ", which is of the kind " + kind(node) + " in a block of " + allocator.blockBytes(node)
                            + " bytes");
        }
        boolean isNew = mark(node) == 0;
        try {
            foundWhole(node, 1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return isPlain ? isNew : isNewContent(node, tag, length);
    }

    /** Whether the content of a node is checked for the first time. */
    private boolean isNewContent(int node, byte tag, int length) {
        Long content = (long) tag << Integer.SIZE | length;
        Long seen = contents.putIfAbsent(node, content);
        if (seen != null && !seen.equals(content)) {
            throw new Damage(node, "is referred to as two different values");
        }
        return seen == null;
    }

    @Override
    public void collection(int node, CollectionCheck type) {
        if (node == 0) {
            throw new IllegalArgumentException("it refers to no collection");
        }
        int before = context;
        context = number(type);
        push(ELEMENT, node, 0, 0, 0);
        context = before;
    }

    @Override
    public void parts(int node, byte tag, int length) {
        if (node == 0) {
            throw new IllegalArgumentException("it refers to no parts");
        }
        int before = context;
        context = PARTS_CONTEXT;
        push(ELEMENT, node, 0, 0, (long) tag << Integer.SIZE | length);
        context = before;
    }

    private void visitParts(int node, long at, byte tag, int length) throws IOException {
        Kind kind = Node.kind(memory, at);
        long block = allocator.blockBytes(node);
        int count = block < Node.BEARING_HEADER ? -1 : ReferenceList.count(memory, at);
        long begin = count < 0 || count > block / Integer.BYTES ? block : ReferenceList.end(count);
        if (kind != Kind.PARTS || count < 0 || begin + length > block) {
            throw new Damage(
                    node,
                    "must have " + length + " bytes after " + count + " parts, and is of the kind " + kind
                            + " in a block of " + block + " bytes");
        }
        requireOutside(node, 1);
        if (!isNewContent(node, tag, length)) {
            return;
        }
        foundWhole(node, 1);
        enter(node);
        int[] parts = new int[count];
        for (int i = 0; i < count; i++) {
            parts[i] = memory.getInt(ReferenceList.place(at, i));
        }
        slotOwner = node;
        try {
            checks.checkParts(this, tag, at + begin, length, parts);
        } catch (IllegalArgumentException e) {
            throw new Damage(node, "has a value that is none: " + e.getMessage());
        }
    }

    @Override
    void found(int node, long blockBytes, long from, long end) {}

    @Override
    void foundObject(int node) {
        throw new Damage(node, "stands for a Java object");
    }
}
