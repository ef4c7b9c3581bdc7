package dev.cairn.internal.node;

import java.util.Arrays;

/** The layout of a slot, or of two side by side: its bytes, and the offsets of its 4-byte references (0 is nil). */
public final class Shape {
    /** The most bytes of a slot. */
    public static final int WIDTH_MAX = 1024;

    /** How many references a slot can hold at most. */
    public static final int REFERENCES_MAX = 14;

    private final int width;
    private final int[] referenceOffsets;

    /**
     * A slot of {@code width} bytes.
     *
     * @throws IllegalArgumentException if the width or an offset is out of range
     */
    public Shape(int width, int... referenceOffsets) {
        this(1, width, referenceOffsets.clone());
    }

    private Shape(int slots, int width, int[] referenceOffsets) {
        this.width = width;
        this.referenceOffsets = referenceOffsets;
        if (width < 1 || width > slots * WIDTH_MAX || referenceOffsets.length > slots * REFERENCES_MAX) {
            throw new IllegalArgumentException("slot of " + width + " bytes with " + referenceOffsets.length
                    + " references; at most " + WIDTH_MAX + " and " + REFERENCES_MAX);
        }
        for (int offset : referenceOffsets) {
            if (offset < 0 || offset + Integer.BYTES > width) {
                throw new IllegalArgumentException("reference at " + offset + " in a slot of " + width + " bytes");
            }
        }
    }

    /** A slot, or two side by side, as a store describes it. */
    static Shape described(int width, int... referenceOffsets) {
        return new Shape(2, width, referenceOffsets);
    }

    /** A slot of this shape with a slot of {@code second} behind it, each aligned by its width. */
    public Shape and(Shape second) {
        int at = secondOffset(second);
        int together = widthOfBoth(width, second.width);
        int[] offsets = Arrays.copyOf(referenceOffsets, references() + second.references());
        for (int i = 0; i < second.references(); i++) {
            offsets[references() + i] = at + second.referenceOffset(i);
        }
        return new Shape(2, together, offsets);
    }

    /** The offset of the slot of {@code second} in {@link #and}. */
    public int secondOffset(Shape second) {
        return secondOffset(width, second.width);
    }

    /** Where a slot of {@code second} bytes begins behind one of {@code first} bytes. */
    public static int secondOffset(int first, int second) {
        return roundUp(first, alignment(second));
    }

    /** The bytes of two slots side by side. */
    public static int widthOfBoth(int first, int second) {
        return roundUp(secondOffset(first, second) + second, Math.max(alignment(first), alignment(second)));
    }

    /** A slot of {@code width} bytes begins at a multiple of this, beside another one. */
    public static int alignment(int width) {
        return Math.min(Long.BYTES, Integer.lowestOneBit(width));
    }

    private static int roundUp(int bytes, int alignment) {
        return (bytes + alignment - 1) & -alignment;
    }

    /** The bytes of a slot. */
    public int width() {
        return width;
    }

    /** How many references a slot may hold. */
    public int references() {
        return referenceOffsets.length;
    }

    /** The offset of the {@code index}-th reference in the slot. */
    public int referenceOffset(int index) {
        return referenceOffsets[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that
                && width == that.width
                && Arrays.equals(referenceOffsets, that.referenceOffsets);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(referenceOffsets);
    }

    @Override
    public String toString() {
        return "Shape[" + width + " bytes, references at " + Arrays.toString(referenceOffsets) + "]";
    }
}
