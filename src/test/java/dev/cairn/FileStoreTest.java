package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Stillness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store in a file: closed, opened again, left open by a process that ended; with all kinds of collections. */
class FileStoreTest extends FileCase {
    private static final String LONG_TEXT = "a text that is too long for its slot, so that it has a node of its own ";

    private Store open() {
        return Store.open(path, Setting.STANDARD_INHERITED.options().maxBytes(8L << 20));
    }

    @ParameterizedTest
    @EnumSource
    void allAtomsAreThereAgain(Setting setting) {
        StoreOptions options = setting.options().maxBytes(8L << 20);
        Contents contents = Contents.of(1);
        try (Store store = Store.open(path, options)) {
            contents.put(store);
        }
        for (int again = 0; again < 3; again++) {
            try (Store store = Store.open(path, options)) {
                contents.requireIn(store);
                assertEquals(new TreeSet<>(contents.names()), store.atomNames());
                store.verify();
            }
        }
        try (Store store = Store.open(path, options)) {
            contents.names().forEach(name -> assertTrue(store.removeAtom(name)));
            assertEquals(Set.of(), store.atomNames());
        }
        try (Store store = Store.open(path, options)) {
            assertEquals(rest(store), store.stats().liveNodes());
            store.verify();
        }
    }

    /** The nodes that stay in a file without atoms: the descriptions of kinds of collections, and the process's ledger. */
    private static long rest(Store store) {
        StoreStats stats = store.stats();
        return Stream.of("descriptor", "ledger")
                .mapToLong(kind -> stats.byKind()
                        .getOrDefault(kind, new StoreStats.NodeStats(0, 0))
                        .nodes())
                .sum();
    }

    /** One atom of each kind of collections, large and small, nested, and empty. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Contents(
            Map<String, Long> map,
            Map<String, List<String>> nested,
            List<String> texts,
            long[] numbers,
            Set<Long> set,
            byte[] bytes,
            String text) {

        static Contents of(int seed) {
            Random random = new Random(seed);
            Map<String, Long> map = new java.util.HashMap<>();
            Map<String, List<String>> nested = new java.util.HashMap<>();
            for (int i = 0; i < 500; i++) {
                map.put(LONG_TEXT + random.nextInt(1000), random.nextLong());
                map.put("short " + random.nextInt(1000), random.nextLong());
                nested.put(
                        "n" + i,
                        IntStream.range(0, i % 40).mapToObj(n -> LONG_TEXT + n).toList());
            }
            byte[] bytes = new byte[100_000];
            random.nextBytes(bytes);
            return new Contents(
                    map,
                    nested,
                    IntStream.range(0, 700).mapToObj(n -> LONG_TEXT + n).toList(),
                    random.longs(5_000).toArray(),
                    Set.copyOf(random.longs(300).boxed().toList()),
                    bytes,
                    LONG_TEXT.repeat(100));
        }

        List<String> names() {
            return List.of("map", "nested", "texts", "numbers", "set", "bytes", "empty", "ints");
        }

        void put(Store store) {
            store.atom("map", PMap.from(store, Codec.STRING, Codec.LONG, map));
            var inner = PMap.empty(store, Codec.STRING, PVector.codec(Codec.STRING));
            for (var e : nested.entrySet()) {
                inner = inner.put(e.getKey(), PVector.from(store, Codec.STRING, e.getValue()));
            }
            store.atom("nested", inner);
            store.atom("texts", PVector.from(store, Codec.STRING, texts));
            store.atom("numbers", LongVector.from(store, numbers));
            store.atom("set", PSet.from(store, Codec.LONG, set));
            store.atom("bytes", Blob.from(store, bytes));
            store.atom("empty", PVector.empty(store, Codec.STRING));
            store.atom("ints", IntVector.of(store, 1, 2, 3));
        }

        void requireIn(Store store) {
            assertEquals(
                    map,
                    store.atom("map", PMap.empty(store, Codec.STRING, Codec.LONG))
                            .get()
                            .asMap());
            var inner = store.atom("nested", PMap.empty(store, Codec.STRING, PVector.codec(Codec.STRING)))
                    .get();
            assertEquals(nested.size(), inner.size());
            nested.forEach((key, value) -> assertEquals(value, inner.get(key).asList()));
            assertEquals(
                    texts,
                    store.atom("texts", PVector.empty(store, Codec.STRING))
                            .get()
                            .asList());
            assertEquals(
                    LongStream.of(numbers).boxed().toList(),
                    store.atom("numbers", LongVector.empty(store)).get().asList());
            assertEquals(
                    set, store.atom("set", PSet.empty(store, Codec.LONG)).get().asSet());
            assertArrayEquals(
                    bytes, store.atom("bytes", Blob.empty(store)).get().toByteArray());
            assertTrue(store.atom("empty", PVector.empty(store, Codec.STRING))
                    .get()
                    .isEmpty());
            assertEquals(
                    List.of(1, 2, 3),
                    store.atom("ints", IntVector.empty(store)).get().asList());
        }
    }

    @Test
    void versionsThatAreAliveAtTheCloseAreFreedAndThrow() {
        List<LongVector> held = new ArrayList<>();
        long live;
        try (Store store = open()) {
            Atom<LongVector> atom = store.atom("numbers", LongVector.from(store, new long[1000]));
            store.reclaim();
            live = store.stats().liveNodes() - rest(store);
            for (int i = 0; i < 50; i++) {
                held.add(LongVector.from(store, new long[1000]));
                held.add(atom.updateAndGet(v -> v.update(3, 7)));
            }
        }
        held.forEach(version -> assertThrows(StoreClosedException.class, () -> version.get(0)));
        try (Store store = open()) {
            assertEquals(live, store.stats().liveNodes() - rest(store));
            assertEquals(7, store.atom("numbers", LongVector.empty(store)).get().sum());
        }
    }

    /** A copy of the file, taken at any moment, is what a killed process leaves. */
    @Test
    void aFileLeftOpenIsRepaired() throws IOException {
        StoreOptions options = Setting.TINY_INHERITED.options().maxBytes(2L << 20);
        Path copy = directory.resolve("copy.store");
        Random random = new Random(5);
        try (Store store = Store.open(path, options)) {
            Atom<PMap<String, Long>> map = store.atom("map", PMap.empty(store, Codec.STRING, Codec.LONG));
            Atom<PVector<String>> texts = store.atom("texts", PVector.empty(store, Codec.STRING));
            List<Version> held = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String key = LONG_TEXT + random.nextInt(40);
                long value = i;
                held.add(map.updateAndGet(m -> m.put(key, value)));
                held.add(texts.updateAndGet(t -> t.size() > 30 ? t.drop(7) : t.append(key)));
                if (held.size() > 20) {
                    held.subList(0, random.nextInt(20)).clear();
                }
                if (i % 20 == 19) {
                    Stillness.copy(store.core(), path, copy);
                    try (Store left = Store.open(copy, options)) {
                        assertEquals(
                                map.get().asMap(),
                                left.atom("map", PMap.empty(left, Codec.STRING, Codec.LONG))
                                        .get()
                                        .asMap());
                        assertEquals(
                                texts.get().asList(),
                                left.atom("texts", PVector.empty(left, Codec.STRING))
                                        .get()
                                        .asList());
                        left.verify();
                        left.atom("map", PMap.empty(left, Codec.STRING, Codec.LONG))
                                .updateAndGet(m -> m.put("more", 1L));
                        left.verify();
                        left.removeAtom("map");
                        left.removeAtom("texts");
                    }
                    try (Store left = Store.open(copy, options)) {
                        assertEquals(rest(left), left.stats().liveNodes());
                    }
                    Files.delete(copy);
                }
            }
        }
    }

    @Test
    void editsOfABuilderStayItsOwnAfterAnOpening() {
        for (int opening = 0; opening < 4; opening++) {
            try (Store store = open()) {
                Atom<LongVector> atom = store.atom("numbers", LongVector.empty(store));
                LongVector before = atom.get();
                List<Long> content = List.copyOf(before.asList());
                var builder = before.toBuilder();
                for (int i = 0; i < before.size(); i++) {
                    builder.update(i, -i);
                }
                builder.append(opening);
                LongVector built = builder.build();
                builder.update(0, 99);
                assertEquals(content, before.asList());
                assertEquals(before.size() + 1, built.size());
                atom.set(LongVector.from(
                        store, LongStream.range(0, 3000L + opening).toArray()));
            }
        }
    }

    /** Another store may have the file by then. */
    @Test
    void aSecondCloseTouchesNothing() {
        Store first = open();
        first.atom("numbers", LongVector.of(first, 1, 2, 3));
        first.close();
        try (Store second = open()) {
            Atom<LongVector> atom = second.atom("numbers", LongVector.empty(second));
            LongVector held = atom.get().append(4);
            first.close();
            second.verify();
            assertEquals(10, held.sum());
            assertEquals(6, atom.get().sum());
        }
        try (Store third = open()) {
            assertEquals(6, third.atom("numbers", LongVector.empty(third)).get().sum());
            assertEquals(0, third.verify().lostBytes());
        }
    }

    /** The counts of the file may be too low then. The next process counts again, and this one leaves the file alone. */
    @Test
    void aCloseAfterAnErrorLeavesTheFileToTheNext() {
        Store failed = open();
        Atom<LongVector> atom = failed.atom("numbers", LongVector.of(failed, 1, 2, 3));
        LongVector source = atom.get();
        failed.core().allocator().failAt(1, new OutOfMemoryError("planted"));
        assertThrows(OutOfMemoryError.class, () -> LongVector.from(failed, new long[10_000]));
        failed.close();
        assertThrows(StoreClosedException.class, failed::verify);
        try (Store next = open()) {
            failed.close();
            assertEquals(6, next.atom("numbers", LongVector.empty(next)).get().sum());
            next.verify();
        }
        assertThrows(StoreClosedException.class, () -> source.get(0));
    }

    /** Opens the store named by its argument, with a stripe for each of many processors. */
    static final class OpenFull {
        public static void main(String[] arguments) {
            try (Store store = Store.open(Path.of(arguments[0]))) {
                System.out.println(
                        store.atom("numbers", LongVector.empty(store)).get().size());
                store.removeAtom("numbers");
                store.verify();
            }
        }
    }

    @Test
    void aFullStoreIsOpenedAndCanBeEmptied() {
        StoreOptions options = Setting.TINY_INHERITED.options().maxBytes(1L << 20);
        int size = 0;
        try (Store store = Store.open(path, options)) {
            Atom<LongVector> atom = store.atom("numbers", LongVector.empty(store));
            for (int step = 4096; step > 0; step /= 2) {
                long[] more = new long[step];
                while (grows(atom, more)) {
                    size += step;
                }
            }
        }
        String output = ChildJvm.run(List.of("-XX:ActiveProcessorCount=64"), OpenFull.class, path.toString());
        assertEquals(size + "", output.strip());
        try (Store store = Store.open(path)) {
            assertEquals(rest(store), store.stats().liveNodes());
        }
    }

    private static boolean grows(Atom<LongVector> atom, long[] more) {
        try {
            atom.updateAndGet(v -> v.appendAll(more));
            return true;
        } catch (StoreFullException e) {
            return false;
        }
    }

    @Test
    void theStoreSaysItsFile() {
        try (Store store = open()) {
            assertEquals(path.toAbsolutePath(), store.path().orElseThrow());
        }
        try (Store store = Store.inMemory()) {
            assertTrue(store.path().isEmpty());
        }
    }

    @Test
    void anInterruptedThreadOpensAndCloses() {
        Thread.currentThread().interrupt();
        Store store = open();
        assertTrue(Thread.currentThread().isInterrupted());
        store.atom("numbers", LongVector.from(store, new long[100_000]));
        store.close();
        assertTrue(Thread.interrupted());
        try (Store again = open()) {
            assertEquals(
                    100_000,
                    again.atom("numbers", LongVector.empty(again)).get().size());
        }
    }

    @Test
    void aClosedStoreThrows() {
        Store store = open();
        Atom<LongVector> atom = store.atom("numbers", LongVector.of(store, 1, 2, 3));
        LongVector vector = atom.get();
        store.close();
        store.close();
        assertTrue(store.isClosed());
        assertThrows(StoreClosedException.class, atom::get);
        assertThrows(StoreClosedException.class, () -> vector.append(4));
        assertThrows(StoreClosedException.class, store::verify);
        assertThrows(StoreClosedException.class, store::atomNames);
        assertThrows(StoreClosedException.class, () -> store.removeAtom("numbers"));
        assertFalse(store.stats().toString().isEmpty());
    }
}
