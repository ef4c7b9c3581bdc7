package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.alloc.Superblock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that is opened for reading, beside the process that writes it (here the same one) or without one. */
@Tag("noNative")
class ReaderTest extends ReaderCase {
    @ParameterizedTest
    @EnumSource
    void allKindsAreRead(Setting setting) {
        FileStoreTest.Contents contents = FileStoreTest.Contents.of(2);
        contents.put(write(setting));
        Store beside = read();
        contents.requireIn(beside);
        assertEquals(new TreeSet<>(contents.names()), beside.atomNames());
        close();
        opened.clear();
        Store alone = read();
        contents.requireIn(alone);
        assertTrue(alone.isReadOnly());
        assertEquals(path.toAbsolutePath(), alone.path().orElseThrow());
    }

    @Test
    void aReaderSeesEachChange() {
        Store store = write();
        Atom<LongVector> written = store.atom("numbers", LongVector.of(store, 0));
        Store reader = read();
        Atom<LongVector> seen = reader.atom("numbers", LongVector.empty(reader));
        LongVector first = seen.get();
        assertSame(first, seen.get());
        List<LongVector> versions = new ArrayList<>();
        for (int i = 1; i < 200; i++) {
            long n = i;
            written.updateAndGet(v -> v.append(n));
            versions.add(seen.get());
            assertSame(versions.getLast(), seen.get());
        }
        for (int i = 0; i < versions.size(); i++) {
            assertEquals(
                    LongStream.rangeClosed(0, i + 1).boxed().toList(),
                    versions.get(i).asList());
        }
        assertEquals(List.of(0L), first.asList());
        assertNotSame(first, seen.get());
    }

    @Test
    void aHeldVersionStaysWhileTheWriterReusesMemory() {
        Store store = write(Setting.TINY_INHERITED);
        Atom<PMap<String, Long>> written = store.atom("map", PMap.empty(store, Codec.STRING, Codec.LONG));
        Store reader = read();
        Atom<PMap<String, Long>> seen = reader.atom("map", PMap.empty(reader, Codec.STRING, Codec.LONG));
        Map<Integer, PMap<String, Long>> held = new java.util.HashMap<>();
        for (int round = 0; round < 60; round++) {
            long value = round;
            written.updateAndGet(m -> {
                PMap<String, Long> next = m;
                for (int key = 0; key < 50; key++) {
                    next = next.put("a key that is too long for its slot " + key, value);
                }
                return next;
            });
            if (round % 7 == 0) {
                held.put(round, seen.get());
            }
            if (round % 10 == 9) {
                store.reclaim();
                store.verify();
            }
            held.forEach((number, version) -> {
                assertEquals(50, version.size());
                version.values().forEach(v -> assertEquals((long) number, v));
            });
        }
        long withHeld = store.stats().liveBytes();
        held.clear();
        reader.reclaim();
        store.reclaim();
        assertTrue(
                store.stats().liveBytes() < withHeld,
                () -> withHeld + " before, " + store.stats().liveBytes());
        assertEquals(59L, seen.get().get("a key that is too long for its slot 3"));
    }

    @Test
    void whatIsReadOutOfAVersionKeepsIt() {
        Store store = write(Setting.TINY_INHERITED);
        var kind = LongVector.codec();
        LongVector inner = LongVector.from(store, LongStream.range(0, 5000).toArray());
        Atom<PVector<LongVector>> written = store.atom("rows", PVector.of(store, kind, inner));
        Store reader = read();
        Atom<PVector<LongVector>> seen = reader.atom("rows", PVector.empty(reader, kind));
        LongVector read = seen.get().get(0);
        inner = LongVector.empty(store);
        written.set(PVector.of(store, kind, inner));
        for (int i = 0; i < 5; i++) {
            store.reclaim();
            reader.reclaim();
            long n = i;
            written.set(PVector.of(
                    store,
                    kind,
                    LongVector.from(store, LongStream.range(n, 5000 + n).toArray())));
        }
        assertEquals(5000L * 4999 / 2, read.sum());
        assertEquals(4999, read.last());
    }

    @Test
    void aThousandVersionsCanBeHeld() {
        Store store = write();
        Atom<LongVector> written = store.atom("numbers", LongVector.of(store, 0));
        Store reader = read();
        Atom<LongVector> seen = reader.atom("numbers", LongVector.empty(reader));
        List<LongVector> held = new ArrayList<>();
        Runnable next = () -> {
            long n = held.size();
            written.set(LongVector.of(store, n, n + 1));
            held.add(seen.get());
        };
        for (int i = 0; i < 1000; i++) {
            next.run();
        }
        written.set(LongVector.of(store, -1));
        var e = assertThrows(TooManyVersionsException.class, seen::get);
        assertTrue(e.getMessage().contains("1000") && e.getMessage().contains("a.store"), e.getMessage());
        store.reclaim();
        for (int i = 0; i < 1000; i++) {
            assertEquals(List.of((long) i, i + 1L), held.get(i).asList());
        }
        held.subList(0, 10).clear();
        for (int i = 0; i < 5; i++) {
            next.run();
        }
        assertEquals(List.of(994L, 995L), held.getLast().asList());
    }

    @Test
    void manyVersionsCanBeSeenIfTheyAreNotHeld() {
        Store store = write();
        Atom<LongVector> written = store.atom("numbers", LongVector.of(store, 0));
        Store reader = read();
        Atom<LongVector> seen = reader.atom("numbers", LongVector.empty(reader));
        for (long i = 0; i < 5000; i++) {
            written.set(LongVector.of(store, i));
            assertEquals(i, seen.get().get(0));
        }
    }

    /** A new file has its name before its first process has written the number of an edit. A reader writes none. */
    @Test
    void aNewStoreCanBeRead() throws IOException {
        Store.open(path).close();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(Superblock.AT_EDITS);
            file.writeLong(0);
        }
        try (Store reader = Store.openReadOnly(path)) {
            assertEquals(Set.of(), reader.atomNames());
        }
        try (Store writer = Store.open(path)) {
            writer.atom("one", LongVector.of(writer, 1));
            writer.verify();
        }
    }

    @Test
    void changesAreRefused() {
        Store store = write();
        FileStoreTest.Contents.of(3).put(store);
        store.atom("small", PMap.from(store, Codec.STRING, Codec.LONG, Map.of("a", 1L)));
        Store reader = read();
        Atom<PMap<String, Long>> map = reader.atom("map", PMap.empty(reader, Codec.STRING, Codec.LONG));
        Atom<PMap<String, Long>> small = reader.atom("small", PMap.empty(reader, Codec.STRING, Codec.LONG));
        Atom<PVector<String>> texts = reader.atom("texts", PVector.empty(reader, Codec.STRING));
        Atom<LongVector> numbers = reader.atom("numbers", LongVector.empty(reader));
        Atom<IntVector> few = reader.atom("ints", IntVector.empty(reader));
        Atom<PSet<Long>> set = reader.atom("set", PSet.empty(reader, Codec.LONG));
        Atom<Blob> blob = reader.atom("bytes", Blob.empty(reader));
        List<org.junit.jupiter.api.function.Executable> changes = List.of(
                () -> map.get().put("x", 1L),
                () -> map.get().remove(map.get().keys().iterator().next()),
                () -> small.get().put("x", 1L),
                () -> map.get().toBuilder(),
                () -> texts.get().append("x"),
                () -> texts.get().prepend("x"),
                () -> texts.get().update(1, "x"),
                () -> texts.get().insert(1, "x"),
                () -> texts.get().take(3),
                () -> texts.get().drop(3),
                () -> texts.get().concat(texts.get()),
                () -> texts.get().map(String::length),
                () -> numbers.get().append(1),
                () -> numbers.get().update(1, 1),
                () -> numbers.get().removeLast(),
                () -> few.get().append(1),
                () -> few.get().update(0, 1),
                () -> set.get().add(-1L),
                () -> set.get().remove(set.get().iterator().next()),
                () -> blob.get().slice(1, 20_000),
                () -> blob.get().concat(blob.get()),
                () -> Blob.from(reader, new byte[100]),
                () -> Blob.builder(reader),
                () -> PVector.of(reader, Codec.STRING, "a"),
                () -> LongVector.of(reader, 1, 2),
                () -> LongVector.builder(reader),
                () -> PMap.from(reader, Codec.STRING, Codec.LONG, Map.of("a", 1L)),
                () -> PVector.empty(reader, Codec.LONG).append(1L),
                () -> PMap.empty(reader, Codec.LONG, Codec.LONG).put(1L, 1L),
                () -> numbers.set(numbers.get()),
                () -> numbers.updateAndGet(v -> v.append(1)),
                () -> numbers.updateAndGet(v -> LongVector.empty(reader)),
                () -> numbers.compareAndSet(numbers.get(), LongVector.empty(reader)),
                () -> reader.atom("another", LongVector.empty(reader)),
                () -> reader.removeAtom("map"),
                () -> reader.scope(),
                () -> reader.verify());
        for (int i = 0; i < changes.size(); i++) {
            var e = assertThrows(ReadOnlyStoreException.class, changes.get(i), "change " + i);
            assertTrue(e.getMessage().contains("a.store") && e.getMessage().contains("copyTo"), e.getMessage());
        }
        assertThrows(NoSuchElementException.class, () -> reader.atom("another"));
        assertThrows(SchemaException.class, () -> reader.atom("set", PSet.empty(reader, Codec.STRING)));
        assertThrows(SchemaException.class, () -> reader.atom("nested", PSet.empty(reader, Codec.STRING)));
        assertEquals(List.of(), reader.creationTraces());
        assertFalse(reader.stats().toString().isEmpty());
        assertEquals(300, set.get().size());
    }

    @Test
    void versionsAreComparedAndCopied() {
        Store store = write();
        FileStoreTest.Contents contents = FileStoreTest.Contents.of(4);
        contents.put(store);
        Store reader = read();
        Atom<PMap<String, Long>> written = store.atom("map", PMap.empty(store, Codec.STRING, Codec.LONG));
        Atom<PMap<String, Long>> seen = reader.atom("map", PMap.empty(reader, Codec.STRING, Codec.LONG));
        PMap<String, Long> before = seen.get();
        written.updateAndGet(m -> m.put("new", 1L));
        PMap<String, Long> after = seen.get();
        assertEquals(Map.of("new", 1L), before.changesTo(after).added());
        assertNotEquals(before, after);
        assertEquals(written.get(), after);
        assertEquals(after, written.get());
        assertEquals(written.get().hashCode(), after.hashCode());
        assertTrue(Sharing.between(before, after).sharedNodes() > 0);
        try (Store other = Store.inMemory()) {
            PMap<String, Long> copy = after.copyTo(other).put("more", 2L);
            assertEquals(after.size() + 1, copy.size());
            var nested = reader.atom("nested", PMap.empty(reader, Codec.STRING, PVector.codec(Codec.STRING)))
                    .get();
            var copied = nested.copyTo(other);
            assertEquals(nested, copied);
            assertEquals(nested.get("n39"), copied.get("n39"));
            assertEquals(nested, nested);
            contents.nested()
                    .forEach((key, value) -> assertEquals(value, copied.get(key).asList()));
        }
    }

    @Test
    void atomsCanBeFoundWithoutAType() {
        Store store = write();
        FileStoreTest.Contents contents = FileStoreTest.Contents.of(5);
        contents.put(store);
        Store reader = read();
        Atom<LongVector> numbers = reader.atom("numbers");
        assertEquals(5_000, numbers.get().size());
        Atom<PMap<String, PVector<String>>> nested = reader.atom("nested");
        assertEquals(contents.nested().get("n12"), nested.get().get("n12").asList());
    }

    @Test
    void anAtomThatWasRemovedThrowsUntilItIsFoundAgain() {
        Store store = write();
        store.atom("numbers", LongVector.of(store, 1));
        Store reader = read();
        Atom<LongVector> seen = reader.atom("numbers", LongVector.empty(reader));
        LongVector held = seen.get();
        store.removeAtom("numbers");
        assertThrows(IllegalStateException.class, seen::get);
        assertThrows(ReadOnlyStoreException.class, () -> reader.atom("numbers", LongVector.empty(reader)));
        for (int i = 0; i < 5; i++) {
            store.reclaim();
            store.atom("other" + i, LongVector.of(store, 7, i));
        }
        assertThrows(IllegalStateException.class, seen::get);
        assertEquals(List.of(1L), held.asList());
        store.atom("numbers", LongVector.of(store, 2));
        assertEquals(
                List.of(2L),
                reader.atom("numbers", LongVector.empty(reader)).get().asList());
        assertThrows(IllegalStateException.class, seen::get);
        assertEquals(6, reader.atomNames().size());
    }

    @Test
    void aClosedReaderThrowsAndGivesItsRowBack() {
        Store store = write();
        Atom<LongVector> written = store.atom("numbers", LongVector.from(store, new long[2000]));
        for (int round = 0; round < 20; round++) {
            Store reader = read();
            Atom<LongVector> seen = reader.atom("numbers", LongVector.empty(reader));
            LongVector version = seen.get();
            written.updateAndGet(v -> v.update(3, v.get(3) + 1));
            reader.close();
            reader.close();
            assertThrows(StoreClosedException.class, seen::get);
            assertThrows(StoreClosedException.class, () -> version.get(0));
            assertThrows(StoreClosedException.class, reader::atomNames);
        }
        assertEquals(20, written.get().get(3));
    }

    @Test
    void whatTheWriterAddsLaterIsFound() {
        Store store = write();
        Store reader = read();
        record Point(int x, String name, LongVector row) {}
        Codec<Point> codec = Codec.record(Point.class);
        List<Point> points = List.of(new Point(1, "one", LongVector.of(store, 1, 2, 3)));
        store.atom("points", PVector.from(store, codec, points));
        PVector<Point> seen =
                reader.atom("points", PVector.empty(reader, codec)).get();
        assertEquals("one", seen.get(0).name());
        assertEquals(List.of(1L, 2L, 3L), seen.get(0).row().asList());
        assertTrue(Sharing.retained(seen).nodes() > 0);
        store.atom("long", LongVector.from(store, LongStream.range(0, 300_000).toArray()));
        LongVector grown = reader.atom("long", LongVector.empty(reader)).get();
        assertEquals(300_000L * 299_999 / 2, grown.sum());
        assertTrue(Sharing.retained(grown).bytes() > 300_000L * 8);
    }

    enum Colour {
        RED,
        GREEN
    }

    record Car(String name, Colour colour) {}

    @Test
    void enumsAndValuesOfAnyClassAreRead() {
        Store store = write();
        Codec<Car> codec = Codec.record(Car.class);
        store.atom("cars", PVector.of(store, codec, new Car("a", Colour.GREEN), new Car("b", Colour.RED)));
        store.atom("any", PVector.of(store, Codec.standard(), "text", 2, List.of(3.5)));
        Store reader = read();
        assertEquals(
                List.of(new Car("a", Colour.GREEN), new Car("b", Colour.RED)),
                reader.atom("cars", PVector.empty(reader, codec)).get().asList());
        assertEquals(
                List.of("text", 2, List.of(3.5)),
                reader.atom("any", PVector.empty(reader, Codec.standard()))
                        .get()
                        .asList());
        assertThrows(ReadOnlyStoreException.class, reader::checkpoint);
        assertThrows(ReadOnlyStoreException.class, () -> reader.checkpoint(directory.resolve("image")));
    }
}
