package dev.cairn.internal.trie.map;

import java.util.Arrays;

/** The nodes that a plan will make, children before parents. Each has its source, if it is a copy, its content, and its changed cells. */
final class MapSteps {
    private static final int FIELDS = 6;
    private static final int SOURCE = 0;
    private static final int ENTRIES = 1;
    private static final int CHILDREN = 2;
    private static final int CHANGED = 3;
    private static final int SIZE = 4;
    private static final int FIRST_CELL = 5;

    private int[] fields = new int[FIELDS * 6];
    private int count;
    private final Longs cells = new Longs(6);

    int count() {
        return count;
    }

    /**
     * Adds a node: a copy of {@code source} except for the fragments in {@code changed}, or a new one if that is 0. Its changed cells are
     * those of {@code from} from {@code first} on.
     */
    int add(int source, int entries, int children, int changed, int size, Longs from, int first) {
        int at = count * FIELDS;
        if (at == fields.length) {
            fields = Arrays.copyOf(fields, at * 2);
        }
        fields[at + SOURCE] = source;
        fields[at + ENTRIES] = entries;
        fields[at + CHILDREN] = children;
        fields[at + CHANGED] = changed;
        fields[at + SIZE] = size;
        fields[at + FIRST_CELL] = cells.size();
        for (int i = first; i < from.size(); i++) {
            cells.add(from.get(i));
        }
        return count++;
    }

    /** Adds a node of entries with equal hashes: all cells of {@code from} from {@code first} on. */
    int addCollision(Longs from, int first) {
        return add(0, 0, 0, 0, from.size() - first, from, first);
    }

    private int field(int step, int field) {
        return fields[step * FIELDS + field];
    }

    int source(int step) {
        return field(step, SOURCE);
    }

    int entries(int step) {
        return field(step, ENTRIES);
    }

    int children(int step) {
        return field(step, CHILDREN);
    }

    /** The fragments of the changed cells, in their order. */
    int changed(int step) {
        return field(step, CHANGED);
    }

    /** How many entries the node's subtree has. */
    int size(int step) {
        return field(step, SIZE);
    }

    int firstCell(int step) {
        return field(step, FIRST_CELL);
    }

    boolean isCollision(int step) {
        return (entries(step) | children(step)) == 0;
    }

    long cell(int index) {
        return cells.get(index);
    }
}
