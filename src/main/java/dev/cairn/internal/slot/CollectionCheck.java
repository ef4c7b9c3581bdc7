package dev.cairn.internal.slot;

import dev.cairn.internal.node.Shape;
import org.jspecify.annotations.Nullable;

/** The slots that a kind of collections has, as its {@link Descriptor} says. */
public final class CollectionCheck {
    /** By which nodes a collection is kept. */
    public enum Family {
        VECTOR,
        MAP,
        BLOB
    }

    private final Family family;
    private final Descriptor type;
    private final String layout;
    private final @Nullable SlotCheck first;
    private final @Nullable SlotCheck second;
    private final @Nullable Shape shape;

    /** A kind with this descriptor. A blob has no slots, and a map has two side by side. */
    public CollectionCheck(Family family, Descriptor type, @Nullable SlotCheck first, @Nullable SlotCheck second) {
        this.family = family;
        this.type = type;
        this.first = first;
        this.second = second;
        this.layout =
                family + (first == null ? "" : " " + first.layout()) + (second == null ? "" : " to " + second.layout());
        this.shape = first == null || second == null
                ? (first == null ? null : first.shape())
                : first.shape().and(second.shape());
    }

    /** The descriptor. */
    public Descriptor type() {
        return type;
    }

    /** By which nodes a collection is kept. */
    public Family family() {
        return family;
    }

    /** The shape of a slot, or of two side by side; null if there are none. */
    public @Nullable Shape shape() {
        return shape;
    }

    /** As {@link SlotCheck#layout}. */
    public String layout() {
        return layout;
    }

    /** What the slots of keys, or of the elements of a set or vector, must be; null in a blob. */
    public @Nullable SlotCheck keys() {
        return first;
    }

    /** Whether a small collection can be packed: a map or set whose entries are all copied to the heap. */
    public boolean isPacked() {
        return first != null && first.isCopied() && (second == null || second.isCopied());
    }

    /** Checks the slots at {@code at}, as {@link SlotCheck#check} does. */
    public void check(SlotCheck.Nodes nodes, long at) {
        if (first != null) {
            first.check(nodes, at);
        }
        if (first != null && second != null) {
            second.check(nodes, at + first.shape().secondOffset(second.shape()));
        }
    }

    /** The text of the descriptor. */
    @Override
    public String toString() {
        return type.toString();
    }
}
