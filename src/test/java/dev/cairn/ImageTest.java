package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.FileStoreTest.Contents;
import dev.cairn.codec.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checkpoints of stores, and stores made of them. */
class ImageTest {
    @TempDir
    Path directory;

    private Path image;
    private Path path;

    @BeforeEach
    void name() {
        image = directory.resolve("an.image");
        path = directory.resolve("a.store");
    }

    private static StoreOptions small(Setting setting) {
        return setting.options().maxBytes(8L << 20);
    }

    @ParameterizedTest
    @EnumSource
    void allKindsOfCollectionsComeBack(Setting setting) {
        Contents contents = Contents.of(2);
        try (Store store = Store.inMemory(small(setting))) {
            contents.put(store);
            Checkpoint done = store.checkpoint(image);
            assertTrue(done.isWhole());
            assertEquals(1, done.sequence());
            store.verify();
        }
        try (Store restored = Store.restore(image, setting.options())) {
            assertEquals(new TreeSet<>(contents.names()), restored.atomNames());
            contents.requireIn(restored);
            restored.verify();
            restored.reclaim();
            contents.names().forEach(name -> assertTrue(restored.removeAtom(name)));
            restored.reclaim();
            restored.verify();
            assertEquals(Set.of(), restored.atomNames());
        }
        for (int again = 0; again < 2; again++) {
            Store made = again == 0 ? Store.restore(image, path) : Store.open(path);
            try (made) {
                contents.requireIn(made);
                made.verify();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStoreInAFileHasItsImageBesideIt(Setting setting) throws IOException {
        Contents contents = Contents.of(3);
        try (Store store = Store.open(path, small(setting))) {
            contents.put(store);
        }
        Checkpoint done;
        try (Store store = Store.open(path)) {
            done = store.checkpoint(); // of atoms that this process does not know
            assertEquals(directory.resolve("a.store.image"), done.image());
        }
        Path other = directory.resolve("b.store");
        try (Store restored = Store.restore(done.image(), other)) {
            contents.requireIn(restored);
            restored.verify();
            StoreFileException there = assertThrows(StoreFileException.class, () -> Store.restore(done.image(), path));
            assertEquals(StoreFileException.Problem.ALREADY_THERE, there.problem());
        }
        try (Store store = Store.open(path)) {
            contents.requireIn(store);
        }
        assertFalse(Files.exists(directory.resolve("a.store.image.new")));
    }

    @Test
    void theNextCheckpointWritesOnlyWhatIsNew() {
        try (Store store = Store.inMemory(small(Setting.STANDARD_INHERITED))) {
            Atom<LongVector> atom = store.atom(
                    "numbers",
                    LongVector.from(store, LongStream.range(0, 100_000).toArray()));
            Checkpoint first = store.checkpoint(image);
            atom.updateAndGet(v -> v.update(50_000, -1).append(7));
            Checkpoint second = store.checkpoint(image);
            assertFalse(second.isWhole());
            assertTrue(first.nodes() > 3_000, first::toString);
            assertTrue(second.nodes() < 20, second::toString);
            assertTrue(second.bytes() < 20_000, second::toString);
            try (Store restored = Store.restore(image)) {
                assertEquals(
                        atom.get().asList(),
                        restored.atom("numbers", LongVector.empty(restored))
                                .get()
                                .asList());
                restored.verify();
            }
        }
    }

    /** A header that was an element gets the number of its kind when an atom has its collection, after it was written to the image. */
    @Test
    void anElementThatBecomesAVersionOfAnAtomIsRestoredWithItsKind() {
        try (Store store = Store.open(path, small(Setting.STANDARD_INHERITED))) {
            LongVector row = LongVector.from(store, LongStream.range(0, 5000));
            Atom<PVector<LongVector>> rows = store.atom(
                    "rows", PVector.of(store, LongVector.codec(), row).foldedVersion());
            store.checkpoint(image);
            store.atom("row", rows.get().get(0));
            assertFalse(store.checkpoint(image).isWhole());
        }
        try (Store restored = Store.restore(image)) {
            Atom<LongVector> row = restored.atom("row");
            assertEquals(4999, row.get().last());
            restored.verify();
        }
    }

    /** Neighbours are written at once, with nothing beside each of them. */
    @Test
    void anImageIsAsLargeAsItsNodes() {
        try (Store store = Store.inMemory(Setting.STANDARD_INHERITED.options())) {
            PMap.Builder<Long, byte[]> builder = PMap.builder(store, Codec.LONG, Codec.BYTES);
            for (long key = 0; key < 20_000; key++) {
                builder.put(key, new byte[100]);
            }
            store.atom("table", builder.build());
            Checkpoint done = store.checkpoint(image);
            long live = store.stats().liveBytes();
            assertTrue(done.nodes() > 20_000, done::toString);
            assertTrue(done.bytes() < live + live / 40, () -> done + " of " + live);
        }
    }

    /** Versions share a leaf. All of its block is written, and so are references of a later version that no atom has. */
    @ParameterizedTest
    @EnumSource
    void whatOnlyALaterVersionHasIsNotRestored(Setting setting) {
        String text = "a text that is too long for its slot ";
        try (Store store = Store.inMemory(small(setting))) {
            PVector<String> earlier = PVector.empty(store, Codec.STRING);
            for (int i = 0; i < 1_500; i++) {
                earlier = earlier.append(text + i);
            }
            earlier = earlier.foldedVersion();
            PVector<String> later = earlier;
            for (int i = 0; i < 8; i++) {
                later = later.append(text + "behind " + i);
            }
            later = later.foldedVersion();
            store.atom("texts", earlier);
            Checkpoint done = store.checkpoint(image);
            assertEquals(1_508, later.size());
            try (Store restored = Store.restore(image, setting.options())) {
                restored.verify();
                long more = restored.stats().liveNodes() - done.nodes();
                assertTrue(more < 8, () -> more + " nodes more than the image has");
                Atom<PVector<String>> texts = restored.atom("texts", PVector.empty(restored, Codec.STRING));
                assertEquals(earlier.asList(), texts.get().asList());
                texts.updateAndGet(t -> t.append(text).append(text));
                restored.verify();
                assertEquals(1_502, texts.get().size());
            }
        }
    }

    @Test
    void anEmptyStoreHasAnImage() {
        try (Store store = Store.inMemory(small(Setting.TINY_PLAIN))) {
            store.checkpoint(image);
        }
        try (Store restored = Store.restore(image)) {
            assertEquals(Set.of(), restored.atomNames());
            assertEquals(0, restored.stats().liveNodes());
            restored.atom("new", LongVector.of(restored, 1, 2, 3));
            restored.verify();
        }
    }

    @Test
    void whatOnlyThisProcessUnderstandsIsRefused() {
        try (Store store = Store.inMemory()) {
            store.atom("standard", PVector.of(store, Codec.standard(), "a", 2L));
            assertThrows(NotPortableException.class, () -> store.checkpoint(image));
            store.removeAtom("standard");
            store.checkpoint(image);
        }
        try (Store store = Store.inMemory(StoreOptions.defaults().portable(true))) {
            store.atom("standard", PVector.of(store, Codec.standard(), "a", 2L, java.time.DayOfWeek.MONDAY));
            store.checkpoint(image);
        }
        try (Store restored = Store.restore(image)) {
            assertEquals(
                    "[a, 2, MONDAY]",
                    restored.atom("standard", PVector.empty(restored, Codec.standard()))
                            .get()
                            .toString());
        }
    }
}
