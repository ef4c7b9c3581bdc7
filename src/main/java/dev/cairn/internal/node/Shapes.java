package dev.cairn.internal.node;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The shapes of a store's slots, by number. The store itself describes them. */
public final class Shapes {
    private static final int LIMIT = Math.min(Superblock.SHAPES_MAX, Node.SHAPE_MAX);

    /** The bytes of the slots of strings, and of values of several classes. */
    private static final int TAGGED_BYTES = 24;

    private static final Tracer LIST = Tracer.ofList();

    /** The shapes of built-in codecs, alone and in pairs, which most collections need. A store has them from the beginning. */
    private static final List<Shape> COMMON = common();

    /** The number of a shape that no slot of a store has that this process only reads. */
    private static final int UNKNOWN = LIMIT;

    private final Tracer children;
    private final Memory memory;
    private final boolean isReadOnly;
    private final Consumer<Runnable> guard;
    private final ConcurrentHashMap<Shape, Integer> numbers = new ConcurrentHashMap<>();
    private volatile Tracers[] tracers = new Tracers[0];

    /**
     * The shapes of a store whose inner nodes have {@code children} places. {@code isReadOnly}: another process writes the store, and adds
     * shapes. {@code guard} runs an action while no other process adds shapes.
     */
    public Shapes(Memory memory, int children, boolean isReadOnly, Consumer<Runnable> guard) {
        this.guard = guard;
        this.memory = memory;
        this.children = Tracer.ofChildren(children);
        this.isReadOnly = isReadOnly;
        readMore();
        if (!isReadOnly) {
            COMMON.forEach(this::number);
        }
    }

    /** Takes the shapes that the store describes and that are not here yet: it is in a file. */
    public void readMore() {
        if (read(tracers.length) != null) {
            readAll();
        }
    }

    private synchronized void readAll() {
        List<Tracers> found = new ArrayList<>(List.of(tracers));
        for (Shape shape = read(found.size()); shape != null; shape = read(found.size())) {
            numbers.put(shape, found.size());
            found.add(Tracers.of(shape));
        }
        tracers = found.toArray(Tracers[]::new);
    }

    /** The shape with this number; null if the store has described fewer. */
    public @Nullable Shape shape(int number) {
        Tracers[] all = tracers;
        return number < 0 || number >= all.length ? null : all[number].shape;
    }

    /** How many shapes the store has described. */
    public int count() {
        return tracers.length;
    }

    /** Whether the first {@code count} descriptions in {@code memory} are of shapes. */
    public static boolean areDescribed(Memory memory, int count) {
        try {
            for (int number = 0; number < count; number++) {
                if (read(memory, number) == null) {
                    return false;
                }
            }
            Shape first = count == 0 ? Header.SHAPE : read(memory, 0);
            return first != null && first.equals(Header.SHAPE);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private @Nullable Shape read(int number) {
        return read(memory, number);
    }

    private static @Nullable Shape read(Memory memory, int number) {
        long at = at(memory, number);
        int width = number >= LIMIT ? 0 : memory.getChar(at);
        if (width == 0) {
            return null;
        }
        VarHandle.acquireFence();
        int references = memory.getChar(at + Superblock.AT_SHAPE_COUNT);
        int[] offsets =
                new int[Math.min(references, 2 * Shape.REFERENCES_MAX + 1)]; // one too many, if there are too many
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = memory.getChar(at + Superblock.AT_SHAPE_OFFSETS + 2L * i);
        }
        return Shape.described(width, offsets);
    }

    private long at(int number) {
        return at(memory, number);
    }

    private static long at(Memory memory, int number) {
        return memory.atOffset(Superblock.AT_SHAPES + (long) number * Superblock.SHAPE_BYTES);
    }

    private static List<Shape> common() {
        List<Shape> alone = List.of(
                Header.SHAPE,
                new Shape(Byte.BYTES),
                new Shape(Short.BYTES),
                new Shape(Integer.BYTES),
                new Shape(Long.BYTES),
                new Shape(Integer.BYTES, 0),
                new Shape(TAGGED_BYTES, 0));
        List<Shape> all = new ArrayList<>(alone);
        for (Shape key : alone.subList(1, alone.size())) {
            for (Shape value : alone.subList(1, alone.size())) {
                all.add(key.and(value));
            }
        }
        return List.copyOf(all);
    }

    /** Whether there is a tracer of {@code kind} and {@code number}. */
    public boolean hasTracer(Kind kind, int number) {
        return switch (kind) {
            case INNER, RELAXED, BEARING_LETTER, SEGMENT, MAILBOX, POST, PARTS -> true;
            default -> number < known(number).length;
        };
    }

    /** Finds the references of a vector's inner node. */
    public Tracer children() {
        return children;
    }

    /** Finds the references of a node of {@code kind} whose slots have the shape {@code number}. */
    public Tracer tracer(Kind kind, int number) {
        return switch (kind) {
            case INNER, RELAXED -> children;
            case BEARING_LETTER, SEGMENT, MAILBOX, POST, PARTS -> LIST;
            case MAP_NODE -> known(number)[number].mapNode;
            case MAP_COLLISION -> known(number)[number].collision;
            default -> known(number)[number].leaf;
        };
    }

    /** The tracers, with those that another process has added if {@code number} is not among them. */
    private Tracers[] known(int number) {
        Tracers[] all = tracers;
        if (number >= all.length) {
            readMore();
            all = tracers;
        }
        return all;
    }

    /** The tracers of the kinds whose slots have one shape. */
    private record Tracers(Shape shape, Tracer leaf, Tracer mapNode, Tracer collision) {
        static Tracers of(Shape shape) {
            return new Tracers(shape, Tracer.ofSlots(shape), Tracer.ofMapNode(shape), Tracer.ofCollision(shape));
        }
    }

    /** The number of {@code shape}, which gets a number if it has none yet. */
    public int number(Shape shape) {
        Integer known = numbers.get(shape);
        return known == null ? add(shape) : known;
    }

    /** Whether {@code shape} has a number, or more than half of the numbers are free. */
    public boolean spares(Shape shape) {
        return numbers.containsKey(shape) || numbers.size() < LIMIT / 2;
    }

    private int add(Shape shape) {
        if (isReadOnly) {
            readMore();
        }
        Integer known = numbers.get(shape);
        if (known == null && !isReadOnly) {
            guard.accept(() -> addAlone(shape));
            known = numbers.get(shape);
        }
        return known == null ? UNKNOWN : known;
    }

    private synchronized void addAlone(Shape shape) {
        readMore();
        if (numbers.containsKey(shape)) {
            return; // another process has added it
        }
        int number = tracers.length;
        if (number == LIMIT) {
            throw new IllegalStateException(
                    "this store has " + LIMIT + " shapes of elements and describes no more, so not " + shape
                            + "; use Codec.standard(), which keeps all values in one shape, or another store");
        }
        describe(number, shape);
        Tracers[] moreTracers = Arrays.copyOf(tracers, number + 1);
        moreTracers[number] = Tracers.of(shape);
        tracers = moreTracers;
        numbers.put(shape, number);
    }

    /** The width comes last: a description with a width is whole. */
    private void describe(int number, Shape shape) {
        long at = at(number);
        for (int i = 0; i < shape.references(); i++) {
            memory.setShort(at + Superblock.AT_SHAPE_OFFSETS + 2L * i, (short) shape.referenceOffset(i));
        }
        memory.setShort(at + Superblock.AT_SHAPE_COUNT, (short) shape.references());
        VarHandle.releaseFence();
        memory.setShort(at, (short) shape.width());
    }
}
