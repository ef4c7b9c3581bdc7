package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import java.util.Arrays;

/** The shapes a store knows, by number, described in the store itself. */
final class Shapes {
    private static final int LIMIT = Math.min(Superblock.SHAPES_MAX, Node.SHAPE_MAX);

    private static final Tracer LIST = new ListTracer();

    private final Tracer children;
    private final Memory memory;
    private volatile Shape[] shapes = new Shape[0];
    private volatile Tracers[] tracers = new Tracers[0];

    /** The shapes of a store whose inner nodes have {@code children} places. */
    Shapes(Memory memory, int children) {
        this.memory = memory;
        this.children = Tracer.ofChildren(children);
    }

    boolean knows(Kind kind, int number) {
        return switch (kind) {
            case INNER, RELAXED, BEARING_LETTER, SEGMENT, MAILBOX -> true;
            default -> number < tracers.length;
        };
    }

    /** Where a vector's inner node has its references. */
    Tracer children() {
        return children;
    }

    /** Where a node of {@code kind}, if its slots have the shape {@code number}, has its references. */
    Tracer tracer(Kind kind, int number) {
        return switch (kind) {
            case INNER, RELAXED -> children;
            case BEARING_LETTER, SEGMENT, MAILBOX -> LIST;
            case MAP_NODE -> tracers[number].mapNode;
            case MAP_COLLISION -> tracers[number].collision;
            default -> tracers[number].leaf;
        };
    }

    /** The tracers of the kinds whose slots have one shape. */
    private record Tracers(Tracer leaf, Tracer mapNode, Tracer collision) {
        static Tracers of(Shape shape) {
            return new Tracers(
                    new SlotTracer(shape, Tracer.POSITIONS_MAX), new MapTracer(shape), new CollisionTracer(shape));
        }
    }

    /** The number of {@code shape}, which is given one if it has none yet. */
    int number(Shape shape) {
        int known = find(shape);
        return known >= 0 ? known : add(shape);
    }

    /** Whether {@code shape} has a number, or half of the numbers are free. */
    boolean spares(Shape shape) {
        return find(shape) >= 0 || shapes.length < LIMIT / 2;
    }

    private int find(Shape shape) {
        Shape[] now = shapes;
        for (int i = 0; i < now.length; i++) {
            if (now[i].equals(shape)) {
                return i;
            }
        }
        return -1;
    }

    private synchronized int add(Shape shape) {
        int known = find(shape);
        if (known >= 0) {
            return known;
        }
        int number = shapes.length;
        if (number == LIMIT) {
            throw new IllegalStateException("a store describes at most " + LIMIT + " shapes of elements");
        }
        describe(number, shape);
        Tracers[] moreTracers = Arrays.copyOf(tracers, number + 1);
        moreTracers[number] = Tracers.of(shape);
        tracers = moreTracers;
        Shape[] more = Arrays.copyOf(shapes, number + 1);
        more[number] = shape;
        shapes = more;
        return number;
    }

    private void describe(int number, Shape shape) {
        long at = memory.atOffset(Superblock.AT_SHAPES + (long) number * Superblock.SHAPE_BYTES);
        memory.setShort(at, (short) shape.width());
        memory.setShort(at + 2, (short) shape.references());
        for (int i = 0; i < shape.references(); i++) {
            memory.setShort(at + 4 + 2L * i, (short) shape.referenceOffset(i));
        }
    }
}
