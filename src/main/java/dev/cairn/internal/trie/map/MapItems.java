package dev.cairn.internal.trie.map;

/** A stack of what a subtree is to be made of, each with its hash, in the order of the hashes. */
final class MapItems {
    private final Longs hashes = new Longs(0);
    private final Longs cells = new Longs(0);

    int size() {
        return cells.size();
    }

    long hash(int index) {
        return hashes.get(index);
    }

    long cell(int index) {
        return cells.get(index);
    }

    /** Adds a cell, if it is one; no hash above is greater. */
    void add(long hash, long cell) {
        if (cell != Cell.NONE) {
            hashes.add(hash);
            cells.add(cell);
        }
    }

    /** Adds a cell, if it is one, among those from {@code mark} on, before those with its hash. */
    void insert(int mark, long hash, long cell) {
        if (cell == Cell.NONE) {
            return;
        }
        add(hash, cell);
        int place = size() - 1;
        for (; place > mark && Long.compareUnsigned(hash(place - 1), hash) >= 0; place--) {
            hashes.set(place, hash(place - 1));
            cells.set(place, cell(place - 1));
        }
        hashes.set(place, hash);
        cells.set(place, cell);
    }

    void cut(int size) {
        hashes.cut(size);
        cells.cut(size);
    }
}
