package dev.cairn.internal.trie.vector;

import java.util.Arrays;

/**
 * Children side by side, of which an edit makes nodes. The list has their sizes and origins. A child that the edit owns, or that is no
 * node's child yet, has no origin.
 */
final class ChildList {
    private int[] children;
    private int[] sizes;
    private int[] origins;
    private int[] places;
    private boolean[] owned;
    private int count;

    ChildList(int room) {
        children = new int[room];
        sizes = new int[room];
        origins = new int[room];
        places = new int[room];
        owned = new boolean[room];
    }

    int count() {
        return count;
    }

    int child(int i) {
        return children[i];
    }

    int size(int i) {
        return sizes[i];
    }

    /** How many elements the children {@code from} to {@code to} have. */
    int size(int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += sizes[i];
        }
        return sum;
    }

    /** The child that has element {@code index}; the last child if the index is greater. */
    int find(int index) {
        int i = 0;
        for (int rest = index; i < count - 1 && rest >= sizes[i]; i++) {
            rest -= sizes[i];
        }
        return i;
    }

    /** Whether the edit owns a count of child {@code i}. */
    boolean isOwned(int i) {
        return owned[i];
    }

    /** The node from which child {@code i} can be borrowed; 0 if there is none. */
    int origin(int i) {
        return origins[i];
    }

    /** The place of child {@code i} in {@link #origin}. */
    int place(int i) {
        return places[i];
    }

    private void ensureRoom() {
        if (count == children.length) {
            grow();
        }
    }

    private void grow() {
        int room = children.length * 2;
        children = Arrays.copyOf(children, room);
        sizes = Arrays.copyOf(sizes, room);
        origins = Arrays.copyOf(origins, room);
        places = Arrays.copyOf(places, room);
        owned = Arrays.copyOf(owned, room);
    }

    private void move(int from, int to) {
        int moved = count - from;
        System.arraycopy(children, from, children, to, moved);
        System.arraycopy(sizes, from, sizes, to, moved);
        System.arraycopy(origins, from, origins, to, moved);
        System.arraycopy(places, from, places, to, moved);
        System.arraycopy(owned, from, owned, to, moved);
    }

    /** Adds a child that {@code origin} has at {@code place}, or that has no origin. */
    void add(int child, int size, int origin, int place) {
        ensureRoom();
        put(count++, child, size, origin, place, false);
    }

    /** Adds the children {@code from} to {@code to} of {@code other}. */
    void add(ChildList other, int from, int to) {
        int added = to - from;
        while (count + added > children.length) {
            grow();
        }
        System.arraycopy(other.children, from, children, count, added);
        System.arraycopy(other.sizes, from, sizes, count, added);
        System.arraycopy(other.origins, from, origins, count, added);
        System.arraycopy(other.places, from, places, count, added);
        System.arraycopy(other.owned, from, owned, count, added);
        count += added;
    }

    /** Inserts a child of no node before child {@code i}. */
    void insert(int i, int child, int size, boolean isOwned) {
        ensureRoom();
        move(i, i + 1);
        count++;
        put(i, child, size, 0, 0, isOwned);
    }

    /** Replaces child {@code i} by {@code child}, which the edit owns. Does nothing if child {@code i} is {@code child}. */
    void replace(int i, int child, int size) {
        if (children[i] != child) {
            put(i, child, size, 0, 0, true);
        }
    }

    private void put(int i, int child, int size, int origin, int place, boolean isOwned) {
        children[i] = child;
        sizes[i] = size;
        origins[i] = origin;
        places[i] = place;
        owned[i] = isOwned;
    }

    void remove(int i) {
        move(i + 1, i);
        count--;
    }
}
