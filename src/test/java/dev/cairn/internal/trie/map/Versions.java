package dev.cairn.internal.trie.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Fields;
import dev.cairn.Store;
import dev.cairn.internal.life.Core;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Several live bases, and beside each a map of java.util that should be equal. */
final class Versions {
    /** Keys are made of the numbers below this. */
    static final int KEYS = 60;

    private final Entries entries;
    private final Core core;
    private final MapType type;
    private final List<MapBase> bases = new ArrayList<>();
    private final List<Map<Integer, Object>> models = new ArrayList<>();

    /** An empty base in {@code store}. */
    Versions(Entries entries, Store store) {
        this.entries = entries;
        this.core = core(store);
        this.type = entries.type(core);
        add(MapBase.empty(type), new HashMap<>());
    }

    static Core core(Store store) {
        return (Core) Fields.of(store, "core");
    }

    MapType type() {
        return type;
    }

    int count() {
        return bases.size();
    }

    MapBase base(int index) {
        return bases.get(index);
    }

    Map<Integer, Object> model(int index) {
        return models.get(index);
    }

    /** Forgets a base, if it is not the only one. */
    void forget(int index) {
        if (bases.size() > 1) {
            bases.remove(index);
            models.remove(index);
        }
    }

    private void add(MapBase base, Map<Integer, Object> model) {
        bases.add(base);
        models.add(model);
        check(bases.size() - 1);
    }

    /** Edits that are done to a base and to its model. */
    final class Batch {
        private final int source;
        private final EditBatch edits = new EditBatch(type);
        private final Map<Integer, Object> expected;

        Batch(int source) {
            this.source = source;
            this.expected = new HashMap<>(models.get(source));
        }

        Batch put(int key, int value) {
            entries.put(edits, key, value);
            expected.put(key, entries.value(value));
            return this;
        }

        Batch remove(int key) {
            entries.remove(edits, key);
            expected.remove(key);
            return this;
        }

        Batch putEntry(int owner, int key) {
            long entry = find(owner, key);
            if (entry != 0) {
                edits.putEntry(bases.get(owner), entry);
                expected.put(key, models.get(owner).get(key));
            }
            return this;
        }

        Batch removeEntry(int owner, int key) {
            long entry = find(owner, key);
            if (entry != 0) {
                edits.removeEntry(bases.get(owner), entry);
                expected.remove(key);
            }
            return this;
        }

        /** Makes the next base; the same one if nothing changes. */
        MapBase apply() {
            MapBase before = bases.get(source);
            MapBase after = MapChange.apply(before, edits);
            assertEquals(models.get(source).equals(expected), before == after);
            add(after, expected);
            return after;
        }
    }

    Batch edit(int source) {
        return new Batch(source);
    }

    long find(int base, int key) {
        return bases.get(base).find(entries.preparedKey(key));
    }

    /** That each base is still what it was. */
    void checkAll() {
        for (int i = 0; i < bases.size(); i++) {
            check(i);
        }
    }

    private void check(int index) {
        MapBase base = bases.get(index);
        Map<Integer, Object> model = models.get(index);
        assertEquals(model.size(), base.size());
        Map<Object, Object> expected = new HashMap<>();
        for (int key = 0; key < KEYS; key++) {
            long entry = find(index, key);
            assertEquals(model.containsKey(key), entry != 0);
            if (entry != 0) {
                assertEquals(entries.key(key), entries.loadKey(core, entry));
                assertEquals(model.get(key), entries.loadValue(type, entry));
                expected.put(entries.key(key), model.get(key));
            }
        }
        assertEquals(expected, content(new MapCursor(base.type(), base.root, base.size())));
        MapCheck.shape(base);
    }

    /** What a cursor goes over; fails if it is less or more than it said. */
    Map<Object, Object> content(MapCursor cursor) {
        Map<Object, Object> found = new HashMap<>();
        long expected = cursor.remaining();
        while (cursor.advance()) {
            found.put(entries.loadKey(core, cursor.entry()), entries.loadValue(type, cursor.entry()));
        }
        assertEquals(expected, found.size());
        assertEquals(0, cursor.remaining());
        assertTrue(!cursor.advance());
        return found;
    }
}
