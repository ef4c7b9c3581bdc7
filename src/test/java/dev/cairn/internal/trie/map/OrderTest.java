package dev.cairn.internal.trie.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cairn.Setting;
import dev.cairn.StoreTest;
import dev.cairn.internal.life.Core;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever form the entries of a map have, they are gone over by hash, and those with the same hash as they came. */
class OrderTest extends StoreTest {
    private static final int LARGE = 20_000;
    private static final int FEW = 500;

    /** An entry as it is read. */
    private record Read(Object key, Object value) {}

    /** A change of a key: that it has a value, or with null that it is removed. */
    private record Change(int key, Integer value) {}

    private static List<Read> read(MapEntries entries) {
        EntryCursor cursor = entries.cursor();
        List<Read> read = new ArrayList<>();
        boolean hasValues = entries.type().values != null;
        while (cursor.hasNext()) {
            assertEquals(entries.size() - read.size(), cursor.remaining());
            cursor.advance();
            read.add(new Read(
                    String.valueOf(entries.key(cursor.entry())), hasValues ? entries.value(cursor.entry()) : ""));
        }
        assertFalse(cursor.advance());
        assertEquals(0, cursor.remaining());
        assertEquals(entries.size(), read.size());
        return read;
    }

    private static List<Read> parts(MapEntries entries, EntryCursor cursor) {
        EntryCursor prefix = cursor.trySplit();
        List<Read> read = prefix == null ? new ArrayList<>() : parts(entries, prefix);
        if (prefix != null) {
            read.addAll(parts(entries, cursor));
        }
        boolean hasValues = entries.type().values != null;
        while (cursor.advance()) {
            read.add(new Read(
                    String.valueOf(entries.key(cursor.entry())), hasValues ? entries.value(cursor.entry()) : ""));
        }
        return read;
    }

    private record Sample(Entries entries, MapType type, List<Change> source, List<Change> changes) {
        MapTable table() {
            EditBatch edits = new EditBatch(type);
            source.forEach(change -> entries.put(edits, change.key(), change.value()));
            return TableChange.apply(MapTable.empty(type), edits);
        }

        /** A log of all changes. */
        MapLog log() {
            EditBatch edits = new EditBatch(type);
            for (Change change : changes) {
                if (change.value() == null) {
                    entries.remove(edits, change.key());
                } else {
                    entries.put(edits, change.key(), change.value());
                }
            }
            MapLog log = null;
            for (int i = 0; i < edits.count(); i++) {
                Object value = edits.removes(i) ? EditBatch.REMOVED : type.values == null ? null : edits.value(i);
                long hash = edits.hash(i);
                Object key = edits.key(i);
                log = log == null
                        ? MapLog.of(type, hash, 0, key, 0, value)
                        : log.copyWith(i, 1024, hash, 0, key, 0, value, log.find(hash, 0, key, i));
            }
            return log;
        }

        /** What is to be read after the first {@code count} changes. */
        List<Read> expected(int count) {
            Map<Integer, Integer> all = new LinkedHashMap<>();
            source.forEach(change -> all.put(change.key(), change.value()));
            Map<Integer, Integer> last = new LinkedHashMap<>();
            for (Change change : changes.subList(0, count)) {
                last.remove(change.key());
                last.put(change.key(), change.value());
            }
            all.putAll(last);
            return all.entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .sorted(Comparator.comparingLong(
                            entry -> type.hash(entries.preparedKey(entry.getKey())) ^ Long.MIN_VALUE))
                    .map(entry -> new Read(
                            String.valueOf(entries.key(entry.getKey())),
                            type.values == null ? "" : entries.value(entry.getValue())))
                    .toList();
        }
    }

    private static Sample sample(Entries entries, Core core, Random random, int size, int changes) {
        List<Change> source = new ArrayList<>();
        random.ints(0, Versions.KEYS).distinct().limit(size).forEach(key -> source.add(new Change(key, key)));
        List<Change> list = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            int key = random.nextInt(Versions.KEYS);
            list.add(new Change(key, random.nextInt(3) == 0 ? null : random.nextInt(Versions.KEYS)));
        }
        return new Sample(entries, entries.type(core), source, list);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void allFormsShowTheSameOrder(
            @ForAll Setting setting,
            @ForAll Entries entries,
            @ForAll long seed,
            @ForAll @IntRange(max = 40) int size,
            @ForAll @IntRange(min = 1, max = 60) int changes,
            @ForAll @IntRange(max = 20) int newer) {
        Sample sample = sample(entries, Versions.core(stores.shared(setting)), new Random(seed), size, changes + newer);
        MapType type = sample.type();
        MapTable table = sample.table();
        MapBase empty = MapBase.empty(type);
        MapBase base = MapChange.write(empty, table, false);
        MapLog log = sample.log();
        assertEquals(sample.expected(0), read(table));
        assertEquals(sample.expected(0), read(base));

        List<Read> expected = sample.expected(changes);
        MapTable tableAfter = TableChange.apply(table, log.edits(changes));
        MergedEntries overBase = new MergedEntries(base, base, log, changes);
        MergedEntries overTable = new MergedEntries(empty, table, log, changes);
        assertEquals(expected, read(tableAfter));
        assertEquals(expected, read(MapChange.apply(base, log.edits(changes))));
        assertEquals(expected, read(MapChange.write(empty, tableAfter, false)));
        assertEquals(expected, read(overBase));
        assertEquals(expected, read(overTable));
        for (MapEntries all : List.of(base, table, tableAfter, overBase, overTable)) {
            assertEquals(read(all), parts(all, all.cursor()));
        }
    }

    /** The prepared keys of a large map that are next to each other. */
    private static List<Object> neighbours(MapBase base, int count) {
        List<Object> keys = new ArrayList<>();
        for (EntryCursor cursor = base.cursor(); keys.size() < count && cursor.advance(); ) {
            keys.add(base.preparedKey(cursor.entry()));
        }
        return keys;
    }

    private static MapBase large(MapType type) {
        EditBatch edits = new EditBatch(type);
        for (int i = 0; i < LARGE; i++) {
            Entries.LONGS.put(edits, i, i);
        }
        return MapChange.apply(MapBase.empty(type), edits);
    }

    @ParameterizedTest
    @EnumSource
    void aTableOfNeighboursFindsThemAndNoOthers(Setting setting) {
        MapType type = Entries.LONGS.type(Versions.core(stores.open(setting)));
        MapBase base = large(type);
        List<Object> all = neighbours(base, LARGE);
        assertEquals(LARGE, all.size());
        for (int from : new int[] {0, LARGE / 2, LARGE - FEW}) {
            EditBatch edits = new EditBatch(type);
            List<Object> some = all.subList(from, from + FEW);
            some.forEach(key -> edits.put(type.hash(key), key, key));
            MapTable table = TableChange.apply(MapTable.empty(type), edits);
            assertEquals(FEW, table.size());
            for (int i = 0; i < LARGE; i++) {
                Object key = all.get(i);
                assertEquals(i >= from && i < from + FEW, table.find(type.hash(key), 0, key) != 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesOfNeighboursStandInOrder(Setting setting) {
        MapType type = Entries.LONGS.type(Versions.core(stores.open(setting)));
        MapBase base = large(type);
        List<Object> keys = neighbours(base, FEW).reversed();
        MapLog log = MapLog.of(type, type.hash(keys.getFirst()), 0, keys.getFirst(), 0, -1L);
        for (int i = 1; i < FEW; i++) {
            long hash = type.hash(keys.get(i));
            Object value = i % 3 == 0 ? EditBatch.REMOVED : (Object) (long) -i;
            log = log.copyWith(i, 1024, hash, 0, keys.get(i), 0, value, -1);
        }
        MapEntries merged = new MergedEntries(base, base, log, FEW);
        assertEquals(read(MapChange.apply(base, log.edits(FEW))), read(merged));
        assertEquals(read(merged), parts(merged, merged.cursor()));
    }
}
